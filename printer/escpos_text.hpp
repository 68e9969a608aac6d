// ESC/POS's text mode. Pure. Grammar of one job (see `escpos` for initialise, band, part and
// end-mark-request):
//
//   job   = initialise page { line | feed | qr } part end-mark-request
//   page  = 1B 74 n                                       (ESC t)
//   line  = [ 1B 61 a ] [ 1B 45 b ] [ 1D 21 s ] bytes 0A  (ESC a, ESC E, GS !: align, bold, size, if changed)
//   feed  = 1B 4A n                                       (ESC J: n rows)
//   qr    = [ 1B 61 01 ]
//           1D 28 6B 04 00 31 41 32 00                    (GS ( k: model 2)
//           1D 28 6B 03 00 31 43 n                        (n dots a module)
//           1D 28 6B 03 00 31 45 31                       (correction M)
//           1D 28 6B pL pH 31 50 30 text                  (the text; pL + 256 pH = its bytes + 3)
//           1D 28 6B 03 00 31 51 30                       (print it)
//         | { band }                                      (where the printer has no GS ( k)
//
// Source: Epson, ESC/POS reference. No byte of a text is below 20, so no text is a command, real-time or
// other.
#pragma once

#include <string>
#include <vector>

#include "printer/profile.hpp"
#include "printer/text_lines.hpp"

namespace okno::printer::escpos {

inline constexpr int times_at_most = 8;

// `profile` has a text mode.
std::string text_job(const std::vector<TextItem>& items, const Profile& profile, CodePage page);

}  // namespace okno::printer::escpos
