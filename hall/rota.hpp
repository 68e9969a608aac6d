// When a window is usually left for a while, or for the rest of the day: what a hall without a rota in its
// plan has learnt of one (`Presence`). Breaks, people who come late or go early, second shifts.
#pragma once

#include <optional>
#include <vector>

#include "hall/experience.hpp"

namespace okno::hall {

// Nobody works at the window in [from, until). Timestamp::max(): until the hall closes, or for good.
struct Absence {
    Timestamp from{};
    Timestamp until{};
    bool operator==(const Absence&) const = default;
};

// Those of today that are not over by `now` (or ended a moment ago: whoever comes may be late), in order,
// none touching another, none beginning after `closes`; one that lasts until then has no end. The part of a
// half hour in which nobody is there usually lies next to its emptier neighbour. Days on which nobody came at
// all do not count for a window where somebody is (`here`), nor for one that somebody may still come to.
// Nothing is known of a weekday on which nobody has worked there yet.
std::vector<Absence> usual_absences(const Presence& presence, const Zone& zone, Timestamp now,
                                    Timestamp closes, bool here);

// When somebody will come to a window where nobody is: the end of an absence that is usual now and longer
// than a break, or was until a moment ago.
std::optional<Timestamp> usual_coming(const std::vector<Absence>& absences, Timestamp now);

}  // namespace okno::hall
