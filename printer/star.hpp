// Star's raster mode: the bytes a TSP100 (which knows nothing else) or a TSP650 takes, and the status they
// answer with. Pure. Sources: Star Micronics, "STAR Graphic Mode Command Specifications" Rev. 2.31 (TSP100)
// and "STAR Line Mode Command Specifications" (TSP650 and others), chapter 3 and the appendices on status.
// Grammar of one job:
//
//   job     = set-up { row | skip } end ETB
//   set-up  = 1B 1E 61 00                 (ESC RS a 0: no unasked status; the manuals allow one way only)
//             1B 1D 03 03 00 00           (ESC GS ETX 3: the document starts; after an error the printer
//                                          drops the rest, so that no failed slip comes out later)
//             1B 2A 72 52  1B 2A 72 41    (ESC * r R, ESC * r A: initialise and enter raster mode)
//             1B 2A 72 50 '0' 00          (ESC * r P 0: a page without length)
//             1B 2A 72 45 n.. 00          (ESC * r E: at the end 13 = feed and cut, 3 = feed to the tear bar)
//   row     = 62 n1 n2 data               (b: n1 + 256 n2 bytes, one row down; trailing white left out)
//   skip    = 1B 2A 72 59 n.. 00          (ESC * r Y: n white rows)
//   end     = 1B 0C 04  1B 2A 72 42       (ESC FF EOT: print, feed and cut; ESC * r B: leave raster mode)
//             1B 1D 03 04 00 00           (ESC GS ETX 4: the document ends)
//   ETB     = 17                          (adds one to a counter in the status, after all before is done)
//   status-request = 1B 06 01             (ESC ACK SOH: answered at once)
//
// n.. are decimal digits. A printer may obey ESC ACK SOH and ESC ACK CAN (1B 06 01, 1B 06 18) anywhere, and
// takes 1B 1D 03 for a document's end inside the rows ("erroneous printing occurs", it says): where a row has
// them the middle or last byte is made one dot wider (1B 07, 1B 1D 07). The manuals differ on ETB: with the
// Line Mode's it waits for the printing to end, with the Graphic Mode's it prints what is not printed and
// then waits; for a job that ends in a cut that is the same. None of this has been tried on a device.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "printer/profile.hpp"
#include "printer/raster.hpp"
#include "printer/status.hpp"

namespace okno::printer::star {

std::string begin_document();
std::string end_document();  // with the ETB
std::string rows(const Raster& raster);
std::string job(const Raster& raster, const Profile& profile);
std::string status_request();

// NULs that end a row whose sender died in the middle of it, then out of raster mode with nothing printed,
// and the counter of ETBs to zero.
std::string finish_broken_job(const Profile& profile);

// The status: header-1, header-2 and what the printer says, 7 to 15 bytes in all. Header-1 has the length:
//   header-1 = 0 x n3 0 n2 n1 n0 1     other bytes = 0 x x 0 x x x 0     (bits 7 to 0)
// On a network header-2 has bit 7 set; two bytes of length and so many bytes of something else follow then.
inline constexpr std::size_t status_bytes_least = 7;
inline constexpr std::size_t status_bytes_most = 15;
inline constexpr std::size_t more_bytes_most = 0x0200;
std::size_t status_length(std::uint8_t header);                       // 0: it is no header-1
bool continues_status(std::uint8_t byte, std::size_t place);          // place: 1 for header-2, 2, ...
PrinterStatus status_from(std::span<const std::uint8_t> bytes);       // a whole status
std::optional<int> etb_counter(std::span<const std::uint8_t> bytes);  // 0..31; none in a status of 7 bytes

}  // namespace okno::printer::star
