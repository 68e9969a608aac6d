// Forwarded applications in their table. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <vector>

#include "statistics/forwarded.hpp"
#include "statistics/history.hpp"

namespace okno::statistics {

void save_forwarded(soci::session& session, const std::vector<Forwarded>& applications);

// Those accepted on these days, in that order.
std::vector<Forwarded> forwarded_on(soci::session& session, Days days);
// Those whose answer is due on `day` or later, the most urgent first, `at_most` of them.
std::vector<Forwarded> answers_due(soci::session& session, hall::LocalDay day, std::int64_t at_most);

}  // namespace okno::statistics
