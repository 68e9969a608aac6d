// The tickets behind a number: the same conditions count them, sort them and list them. Inside the library
// only.
#pragma once

#include <soci/soci.h>

#include <tl/expected.hpp>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

// Any of these refuses a period with more tickets than `tickets_at_most`.
tl::expected<History, TooMany> history_of(soci::session& session, Days days, By by, const Filter& filter,
                                          std::int64_t tickets_at_most);
tl::expected<FoundPage, TooMany> tickets(soci::session& session, const Selection& selection, Sorted sorted,
                                         std::size_t offset, std::size_t at_most,
                                         std::int64_t tickets_at_most);
tl::expected<std::vector<PromiseCount>, TooMany> promises(soci::session& session, Days days,
                                                          std::int64_t tickets_at_most);

}  // namespace okno::statistics
