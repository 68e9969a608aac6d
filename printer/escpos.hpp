// ESC/POS: the bytes a printer takes. Pure. Grammar of one job:
//
//   job     = initialise { band } ( cut | feed | present ) end-mark-request
//   initialise = 1B 40  1D 61 n                      (reset; GS a: what the printer says by itself, 0 or 0E)
//   band    = 1D 76 30 00 xL xH yL yH  data          (GS v 0: x bytes a row, y <= 64 rows)
//   cut     = 1D 56 42 00                            (GS V 66 0: feed to the cutter and cut)
//   present = 1B 69  1D 65 03 n                      (ESC i, GS e 3: total cut, hold out n steps of 7.3 mm)
//   feed    = 1B 64 n                                (ESC d: n lines, where there is no cutter)
//   end-mark-request = 1D 72 01                      (GS r 1: answered after all before it has been done)
//   full-status-request = 10 04 14                   (DLE EOT 20, Custom's: answered at once, outside a job)
//   status-request = 10 04 n                         (DLE EOT 1..4: answered at once, outside a job)
//
// A printer obeys the real-time commands 10 04 n, 10 05 n and 10 14 n even inside the data of a band. So no
// two bytes of data may be 10 04, 10 05 or 10 14: where a picture has them, the lone dot of the 10 is made
// one dot wider to the right (18). That can make no new pair, moves nothing, and nobody can see it.
#pragma once

#include <cstdint>
#include <string>

#include "printer/profile.hpp"
#include "printer/raster.hpp"
#include "printer/status.hpp"

namespace okno::printer::escpos {

inline constexpr int band_rows = 64;

std::string initialise(const Profile& profile);
// GS a: online, errors and paper are told when they change; or nothing is.
std::string tell_changes(bool wanted);
std::string bands(const Raster& raster);
std::string feed_lines(std::uint8_t lines);
std::string cut();
std::string cut_and_present();
std::string part(Parting parting);
std::string end_mark_request();
std::string status_request(StatusKind kind);
std::string full_status_request();  // DLE EOT 20, of presenters
std::string let_go_of_slip();  // GS e 5: out of the presenter's mouth, so that nothing holds the next one up

// DLE DC4 8: drop what is buffered and not printed, so that a failed slip does not come out later.
std::string forget_buffers();

// NULs that end a band whose sender died in the middle of it; a printer that waits for a command ignores
// them.
std::string finish_broken_band(const Profile& profile);

std::string job(const Raster& raster, const Profile& profile);

}  // namespace okno::printer::escpos
