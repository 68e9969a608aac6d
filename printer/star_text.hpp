// Star's text mode (Line Mode; a TSP100 has none). Pure. Grammar of one job (see `star` for the document and
// ETB):
//
//   job   = 1B 1E 61 00  1B 1D 03 03 00 00  page { line | feed | qr } part 1B 1D 03 04 00 00  ETB
//   page  = 1B 1D 74 n                       (ESC GS t)
//   line  = [ 1B 1D 61 a ]                   (ESC GS a: align, a digit; these three when they change)
//           [ 1B 45 | 1B 46 ]                (ESC E, ESC F: bold, not bold)
//           [ 1B 69 h w ] bytes 0A           (ESC i: larger, digits)
//   feed  = 1B 4A n                          (ESC J: n quarters of a millimetre)
//   qr    = 1B 1D 79 53 30 32                (ESC GS y S 0: model 2)
//           1B 1D 79 53 31 31                (ESC GS y S 1: correction M)
//           1B 1D 79 53 32 n                 (ESC GS y S 2: n dots a module)
//           1B 1D 79 44 31 00 nL nH text     (ESC GS y D 1: nL + 256 nH bytes)
//           1B 1D 79 50                      (ESC GS y P: print it)
//   part  = 1B 64 33                         (ESC d 3: feed and cut)
//
// Source: "STAR Line Mode Command Specifications"; not tried on a device. A Star answers the bytes 04 and 05
// at once wherever they stand, so numbers are sent as digits where the manual allows it and feeds of 4 and 5
// are sent as 6. No byte of a text is below 20.
#pragma once

#include <string>
#include <vector>

#include "printer/profile.hpp"
#include "printer/text_lines.hpp"

namespace okno::printer::star {

inline constexpr int times_at_most = 6;

// `profile` has a text mode.
std::string text_job(const std::vector<TextItem>& items, const Profile& profile, CodePage page);

}  // namespace okno::printer::star
