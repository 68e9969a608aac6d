// A workbook as XLSX, by libxlsxwriter: durations, shares and days are numbers with a format, headers stay in
// sight, and no text is ever a formula. Needs a folder for temporary files for a moment; when that fails (the
// disk is full), a std::runtime_error says so and nothing is left behind.
#pragma once

#include <string>

#include "statistics/workbook.hpp"

namespace okno::statistics {

std::string xlsx_of(const Workbook& workbook);  // the bytes of the file

}  // namespace okno::statistics
