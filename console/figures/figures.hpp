// The day's figures a page shows, as the statistics know them. Sums and counts, never averages: the page
// divides, so nothing is rounded on the way.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "hall/ids.hpp"

namespace okno::console {

struct Measure {
    std::int64_t count = 0;
    std::int64_t sum_ms = 0;
    std::int64_t over_norm = 0;            // how many of them took longer than the norm
    std::optional<std::int64_t> p90_ms{};  // nine of ten took no longer; empty: not asked for, or none yet
    bool operator==(const Measure&) const = default;
};

struct Measures {
    Measure wait;
    Measure service;
    bool operator==(const Measures&) const = default;
};

struct Figures {
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t abandoned = 0;
    std::map<hall::KindId, Measures> kinds;
    std::map<hall::OperatorId, Measures> people;
    std::map<hall::ServiceId, Measures> services{};
    // How many figures of the last days are not those of the journal; empty: not known.
    std::optional<std::size_t> differing{};
    bool operator==(const Figures&) const = default;
};

}  // namespace okno::console
