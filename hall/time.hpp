// Time as the hall knows it: an instant is UTC in whole milliseconds, a day is a local calendar date.
// The hall never reads a clock and never opens a time-zone database: the plan carries the offsets of its
// zone, so that replaying last year's journal does not depend on the machine that replays it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace okno::hall {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Timestamp = std::chrono::sys_time<Milliseconds>;
using LocalTime = std::chrono::local_time<Milliseconds>;
using LocalDay = std::chrono::local_days;

// From `from` on, local time is UTC + `offset`.
struct ZoneOffset {
    Timestamp from{};
    Seconds offset{};
    bool operator==(const ZoneOffset&) const = default;
};

inline constexpr Seconds offset_at_most{26 * 3600};  // no zone on earth was ever further from UTC

// An IANA zone, unrolled: `offsets` is sorted by `from`; before the first entry the first offset holds.
struct Zone {
    std::string name;
    std::vector<ZoneOffset> offsets;
    bool operator==(const Zone&) const = default;
};

LocalTime local_time(const Zone& zone, Timestamp at);
LocalDay local_day(const Zone& zone, Timestamp at);

// The first instant at which the clocks of the zone show `local` or later: where they are set forward over
// it, the moment of the change; where they show it twice, the first time.
Timestamp instant_of(const Zone& zone, LocalTime local);

// The last such instant: where the clocks show `local` twice, the second time.
Timestamp last_instant_of(const Zone& zone, LocalTime local);

// The instant at which `day` ends in this zone (the following local midnight; across a change of the
// clock, the first instant whose local date is the next day).
Timestamp end_of_day(const Zone& zone, LocalDay day);

}  // namespace okno::hall
