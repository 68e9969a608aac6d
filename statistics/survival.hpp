// Kaplan and Meier's estimate of how long everybody would have waited, from those who were called and those
// who were seen waiting so long and no longer. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "hall/time.hpp"

namespace okno::statistics {

struct Endings {
    std::int64_t called = 0;
    std::int64_t gone = 0;  // left or sent home, not called
};

// By the time waited. The least time that half of all did not wait beyond; empty: more than half were never
// called. Who went at the moment of another's call was still waiting at it.
std::optional<hall::Milliseconds> median_wait(const std::map<hall::Milliseconds, Endings>& endings);

}  // namespace okno::statistics
