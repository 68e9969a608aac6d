// The first table of a report: whose it is, and what the period came to. Inside the library only; pure.
#pragma once

#include "statistics/report_names.hpp"
#include "statistics/workbook.hpp"

namespace okno::statistics {

Sheet summary_sheet(const Report& report, const ReportNames& names, ReportLanguage language);

}  // namespace okno::statistics
