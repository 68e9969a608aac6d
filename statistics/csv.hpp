// A workbook as CSV: UTF-8 with its mark at the beginning, fields between semicolons, lines ended by CR LF,
// decimal comma in Russian; so spreadsheets open it as it is. Tables follow each other with an empty line
// between. A text that a spreadsheet would take for a formula gets an apostrophe before it. Pure.
#pragma once

#include <string>

#include "statistics/workbook.hpp"

namespace okno::statistics {

std::string csv_of(const Workbook& workbook);

// One table from its header on, without title and notes: for programs.
std::string csv_of(const Sheet& sheet, const std::string& language);

}  // namespace okno::statistics
