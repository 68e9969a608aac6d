// What may be told of the hall to the hall's site or a contact centre: open or not, how many wait, how long
// it will take. The loop makes it whenever it builds the pages; the web server's threads take copies of the
// text.
#pragma once

#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "hall/forecast.hpp"
#include "hall/state.hpp"

namespace okno::console {

// `heard`: when the dispatcher was last there. Pure; the state has a plan.
nlohmann::json public_hall(const hall::State& state, const hall::Forecast& forecast, bool blind,
                           hall::Timestamp heard, hall::Timestamp now);

// The newest of it as text. Thread-safe.
class PublicHallBoard {
  public:
    void publish(const nlohmann::json& hall);
    std::optional<std::string> hall() const;  // empty: nothing is known yet
    // The same of one service: {"service": …, "blind": …}; empty: there is none of that id.
    std::optional<std::string> service(const std::string& id) const;

  private:
    mutable std::mutex mutex_;
    std::string hall_;
    std::map<std::string, std::string> services_;
};

}  // namespace okno::console
