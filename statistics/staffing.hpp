// How long windows worked and rested, by hour of the clock; and the hall's zone. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

std::vector<StaffCell> staffing(soci::session& session, Days days, const hall::Zone& zone,
                                hall::Timestamp now);

}  // namespace okno::statistics
