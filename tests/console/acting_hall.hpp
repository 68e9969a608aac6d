// A hall for the tests of page models, in which things happen by the hall's own rules.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "console/pages/page_models.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/fakes/small_hall.hpp"

namespace okno::console {

using namespace std::chrono_literals;
using hall::WindowId;

inline constexpr WindowId one{1};

class Hall {
  public:
    explicit Hall(const hall::Plan& plan = fakes::small_plan()) { at(0s, hall::AdoptPlan{plan}); }

    void at(hall::Seconds after_nine, const hall::Wish& wish) { by("console", after_nine, wish); }
    hall::Events by(const char* device, hall::Seconds after_nine, const hall::Wish& wish) {
        const auto events =
            hall::decide(state, {{{device}, {"anna"}}, wish}, fakes::nine_o_clock + after_nine);
        REQUIRE(events.has_value());
        for (const hall::Event& event : *events) state = hall::evolve(state, event);
        return *events;
    }
    void take(hall::Seconds after_nine, const std::string& service) {
        at(after_nine, hall::TakeTicket{{service}, {"ru"}});
    }
    Json page(bool blind = false) const { return window_page(state, one, figures, {}, blind, state.latest); }
    std::set<std::string> can() const { return page()["can"].get<std::set<std::string>>(); }

    hall::State state;
    Figures figures;
};

inline std::int64_t after_nine(hall::Seconds seconds) {
    return (fakes::nine_o_clock + seconds).time_since_epoch().count();
}

}  // namespace okno::console
