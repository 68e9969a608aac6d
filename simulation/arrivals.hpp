// Who comes on a day, dealt before the day begins: the same seed brings the same visitors with the same
// patience and the same matters whatever the hall does with them, so that two policies are compared on the
// same days.
#pragma once

#include <iosfwd>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "simulation/behaviour.hpp"

namespace okno::simulation {

struct Visitor {
    hall::Timestamp comes{};
    hall::ServiceId service;
    hall::CategoryId category;
    std::optional<hall::Milliseconds> patience;  // empty: endless
    bool cancels = false;                        // when it ends: gives the ticket back, or just goes
    bool hears = true;                           // the first call
    std::optional<hall::Milliseconds> returns;   // after having been missed
    std::uint64_t key = 0;                       // of the chances of this visitor's matters
};

// The hours in which anything is open, first to last; nothing on a closed day.
struct Hours {
    hall::Timestamp opens{};
    hall::Timestamp closes{};
    hall::Timestamp at(Moment moment) const;
};
std::optional<Hours> hours_of_day(const hall::Plan& plan, hall::LocalDay day);
// How long the longest weekday is; on shorter days fewer come.
hall::Milliseconds longest_day(const hall::Schedule& schedule);

// In the order of their coming.
std::vector<Visitor> deal_visitors(const hall::Plan& plan, const Visitors& visitors, hall::LocalDay day,
                                   std::uint64_t seed);

// One line of a list of arrivals.
struct Arrival {
    hall::Milliseconds since_midnight{};
    hall::ServiceId service;
    hall::CategoryId category;
};

// "HH:MM:SS,service[,category]" (or HH:MM) by line; a first line that begins with "time" is a heading, an
// empty one nothing. The error tells the line.
tl::expected<std::vector<Arrival>, std::string> read_arrivals(std::istream& lines, const hall::Plan& plan);
std::vector<Visitor> deal_arrivals(const hall::Plan& plan, const Visitors& visitors,
                                   const std::vector<Arrival>& arrivals, hall::LocalDay day,
                                   std::uint64_t seed);

}  // namespace okno::simulation
