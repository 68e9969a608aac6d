// The questions about the past, as SQL. Inside the library only. Of sums and distributions, whole months by
// one row each; of visits only when there are few enough to sort, and then to the millisecond.
#pragma once

#include <soci/soci.h>

#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

// With `exact_at_most` tickets or fewer the medians are those of the visits themselves.
History history(soci::session& session, Days days, By by, std::int64_t exact_at_most);
std::vector<LoadCell> load_by_hour(soci::session& session, Days days);
std::vector<CalendarDay> calendar(soci::session& session, Days days);
std::vector<RatingCount> ratings(soci::session& session, Days days);
// How many waits were shorter than `bar`, than two of it, and so on.
std::vector<std::int64_t> wait_bars(soci::session& session, Days days, hall::Milliseconds bar,
                                    std::int64_t exact_at_most);

}  // namespace okno::statistics
