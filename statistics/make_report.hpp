// A report, put together from what the statistics know and who asks for it.
#pragma once

#include <string>

#include "statistics/report.hpp"
#include "statistics/statistics.hpp"

namespace okno::statistics {

// `plan` gives the names; without a zone of its own it gets that of the statistics. The chain head is left to
// whoever can ask the journal for it. A failure of the database is a std::runtime_error.
Report make_report(Statistics& statistics, const Period& period, hall::Plan plan, std::string made_by,
                   hall::Timestamp now);

}  // namespace okno::statistics
