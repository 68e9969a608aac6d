// What a report needs beside the answers of history and queries. Inside the library only.
#pragma once

#include <soci/soci.h>

#include "statistics/report.hpp"

namespace okno::statistics {

// In a transaction of its own, so that a writer beside it changes nothing in the middle.
ReportFigures report_figures(soci::session& session, Days days, std::int64_t exact_at_most);

// Visits issued on these days that have not ended.
bool has_open_visits(soci::session& session, Days days);

}  // namespace okno::statistics
