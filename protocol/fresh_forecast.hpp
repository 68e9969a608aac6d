// The last forecast heard, as long as it can be believed: for half a minute, and while the link holds.
// Afterwards nobody knows how long people wait, and it is empty. One thread: give it all news of the link.
#pragma once

#include <chrono>
#include <variant>

#include "hall/forecast.hpp"
#include "platform/clock.hpp"
#include "protocol/link.hpp"

namespace okno::protocol {

class FreshForecast {
  public:
    static constexpr std::chrono::seconds believed{30};

    void hear(const News& news, platform::SteadyTime now) {
        if (const auto* forecasted = std::get_if<Forecasted>(&news)) {
            forecast_ = forecasted->forecast;
            until_ = now + believed;
        } else if (std::holds_alternative<LinkLost>(news)) {
            until_ = now;
        }
    }

    const hall::Forecast& at(platform::SteadyTime now) const {
        static const hall::Forecast unknown;
        return now < until_ ? forecast_ : unknown;
    }
    platform::SteadyTime until() const { return until_; }  // at or before now: nothing is believed

  private:
    hall::Forecast forecast_;
    platform::SteadyTime until_{};
};

}  // namespace okno::protocol
