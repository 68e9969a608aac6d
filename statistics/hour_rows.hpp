// The tickets of each hour, as the tables have them. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

struct HourRow {
    std::string day;  // "2026-03-02"
    int hour = 0;
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t cancelled = 0;
    std::int64_t missed = 0;
    std::int64_t expired = 0;
};

std::vector<HourRow> hours_in(soci::session& session, Days days);
std::int64_t issued_in(soci::session& session, Days days);

}  // namespace okno::statistics
