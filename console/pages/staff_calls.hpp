// Visitors who ask at a kiosk for somebody of the staff, as each page of the staff shows them. The state
// knows when a call was answered; by whom is told by the event alone, so it is remembered here, and a console
// that was away in that moment does not know it. Used by the loop alone.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "hall/state.hpp"
#include "protocol/link.hpp"

namespace okno::console {

class StaffCalls {
  public:
    static constexpr std::chrono::minutes answered_shown{2};  // then somebody is there

    void hear(const protocol::News& news);
    // [{"kiosk", "name", "since", "answered": {"person", "at"} | null}], who waits longest first
    nlohmann::json json(const hall::State& state, hall::Timestamp now) const;

  private:
    std::map<hall::DeviceId, hall::OperatorId> answered_by_;
};

}  // namespace okno::console
