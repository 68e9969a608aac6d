// The tickets of each hour, as the tables have them. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "statistics/changes.hpp"
#include "statistics/history.hpp"

namespace okno::statistics {

struct HourRow {
    std::string day;  // "2026-03-02"
    int hour = 0;
    Counts counts;
};

std::vector<HourRow> hours_in(soci::session& session, Days days);
std::int64_t issued_in(soci::session& session, Days days);

}  // namespace okno::statistics
