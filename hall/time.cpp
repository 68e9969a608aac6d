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

Timestamp instant_of(const Zone& zone, LocalTime local) {
    const auto with_offset = [&](Seconds offset) { return Timestamp{local.time_since_epoch() - offset}; };
    if (zone.offsets.empty()) return with_offset(Seconds{0});
    // No offset is further from UTC than 26 h (plan_check): earlier entries cannot hold at that local time.
    auto known = std::upper_bound(zone.offsets.begin(), zone.offsets.end(), with_offset(offset_at_most),
                                  [](Timestamp t, const ZoneOffset& o) { return t < o.from; });
    if (known != zone.offsets.begin()) --known;
    for (bool first = known == zone.offsets.begin();; ++known, first = false) {
        const Timestamp candidate = with_offset(known->offset);
        const Timestamp at = first ? candidate : std::max(candidate, known->from);
        if (std::next(known) == zone.offsets.end() || at < std::next(known)->from) return at;
    }
}

Timestamp last_instant_of(const Zone& zone, LocalTime local) {
    const Timestamp first = instant_of(zone, local);
    const auto back = std::upper_bound(zone.offsets.begin(), zone.offsets.end(), first,
                                       [](Timestamp t, const ZoneOffset& o) { return t < o.from; });
    if (back == zone.offsets.end() || LocalTime{back->from.time_since_epoch() + back->offset} >= local)
        return first;
    return Timestamp{local.time_since_epoch() - back->offset};
}

Timestamp end_of_day(const Zone& zone, LocalDay day) {
    return instant_of(zone, LocalTime{day + std::chrono::days{1}});
}

}  // namespace okno::hall
