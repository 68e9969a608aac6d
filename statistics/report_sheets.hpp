// How a report is laid out: which tables it has, with which columns, rows, notes and pictures, in which
// language. Pure; the same for XLSX, CSV and the page.
#pragma once

#include <vector>

#include "statistics/report.hpp"
#include "statistics/report_words.hpp"
#include "statistics/workbook.hpp"

namespace okno::statistics {

// "month-2026-03": names of one kind sort by time.
std::string file_name_of(const Period& period);

Workbook workbook_of(const Report& report, ReportLanguage language);

// Forwarded applications alone, for the document system: one table without a word around it.
Workbook forwarded_workbook(const std::vector<Forwarded>& applications, const hall::Plan& plan,
                            ReportLanguage language);

}  // namespace okno::statistics
