// How loud the board is at which time of day: "60" always, or "08:00=60,10:00=100,20:00=40", each from its
// time on, the last one through midnight. Per cent of what the loudspeaker is set to. Pure.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "hall/time.hpp"

namespace okno::display {

class Loudness {
  public:
    Loudness() = default;  // 100 always

    static std::optional<Loudness> parse(const std::string& text);  // empty: it is written otherwise

    int at(hall::LocalTime time) const;  // 0..100

  private:
    std::map<std::chrono::minutes, int> from_{{std::chrono::minutes{0}, 100}};  // since midnight; never empty
};

}  // namespace okno::display
