// What a printer says of itself, from its answers to DLE EOT 1..4 (Epson ESC/POS reference, "Transmit
// real-time status"). One answer is one byte; each has fixed bits, so a byte that lacks them is no answer.
// Any byte may come at any moment: nothing here asserts on it.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace okno::printer {

enum class StatusKind : std::uint8_t { printer = 1, offline_cause = 2, error_cause = 3, paper = 4 };

struct PrinterStatus {
    bool offline = false;
    bool cover_open = false;
    bool paper_end = false;
    bool paper_near_end = false;
    bool cutter_error = false;
    bool overheated = false;  // goes by itself
    bool other_error = false;
    bool slip_in_mouth =
        false;  // of a presenter: the visitor has not taken it yet; the printer can print all the same
    bool operator==(const PrinterStatus&) const = default;
};

// status byte = 0 x x 1 x x 1 x (bits 7..0)
bool is_status_answer(std::uint8_t byte);
// The answer to GS r 1: 0 x x 0 x x x x. It cannot be taken for a status answer.
bool is_end_mark(std::uint8_t byte);

// Adds what one answer says. `byte` must be a status answer; what it means depends on what was asked.
void add_answer(PrinterStatus& status, StatusKind asked, std::uint8_t byte);

// What the printer says by itself (GS a, "automatic status back"), four bytes; the first is 0 x x 1 x x 0 0,
// the others are 0 x x 0 x x x x.
using Asb = std::array<std::uint8_t, 4>;
bool is_asb_begin(std::uint8_t byte);
PrinterStatus status_from(const Asb& asb);

// What Custom's printers answer to DLE EOT 20, the full status: 10 0F, then of paper (bit 5: a ticket in the
// mouth), of the user, of errors that go by themselves and of others. (Custom, "KPM210" and "KPM150H", DLE
// EOT n, n = 20.)
using FullStatus = std::array<std::uint8_t, 6>;
inline constexpr std::uint8_t full_status_begin = 0x10, full_status_second = 0x0F;
bool slip_in_mouth(const FullStatus& answer);

bool can_print(const PrinterStatus& status);

// For the log: "no paper, cover open"; "ready".
std::string describe(const PrinterStatus& status);

}  // namespace okno::printer
