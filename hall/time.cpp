#include "hall/time.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

Seconds offset_at(const Zone& zone, Timestamp at) {
    if (zone.offsets.empty()) return Seconds{0};
    const auto later = std::upper_bound(zone.offsets.begin(), zone.offsets.end(), at,
                                        [](Timestamp t, const ZoneOffset& o) { return t < o.from; });
    return later == zone.offsets.begin() ? later->offset : std::prev(later)->offset;
}

}  // namespace

LocalTime local_time(const Zone& zone, Timestamp at) {
    return LocalTime{at.time_since_epoch() + offset_at(zone, at)};
}

LocalDay local_day(const Zone& zone, Timestamp at) {
    return std::chrono::floor<std::chrono::days>(local_time(zone, at));
}

Timestamp end_of_day(const Zone& zone, LocalDay day) {
    const LocalTime midnight{day + std::chrono::days{1}};
    const auto with_offset = [&](Seconds offset) { return Timestamp{midnight.time_since_epoch() - offset}; };
    // The offset in force at the end is found by trying the candidate that each known offset gives: the
    // earliest instant that already belongs to the next day wins.
    Timestamp end = with_offset(offset_at(zone, Timestamp{midnight.time_since_epoch()}));
    for (const ZoneOffset& known : zone.offsets) {
        const Timestamp candidate = with_offset(known.offset);
        for (const Timestamp t : {candidate, known.from})
            if (local_day(zone, t) == day + std::chrono::days{1} &&
                local_day(zone, t - Milliseconds{1}) == day)
                return t;
    }
    return end;
}

}  // namespace okno::hall
