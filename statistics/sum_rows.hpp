// Sums, distributions, hours and ratings in their tables. Inside the library only.
#pragma once

#include <soci/soci.h>

#include "statistics/book.hpp"

namespace okno::statistics {

// By day, as they are to be added; by month and by year they are added as well.
void save_sums(soci::session& session, const std::map<SumKey, Sum>& days);
void save_hours(soci::session& session, const std::map<HourKey, Counts>& hours);
// After the visits: a rating counts for the day and the service of its visit.
void save_ratings(soci::session& session, const std::vector<Rating>& ratings);

std::string_view to_string(Scope scope);
std::string_view to_string(Quantity quantity);

}  // namespace okno::statistics
