#include "printer/status.hpp"

namespace okno::printer {

namespace {

bool has(std::uint8_t byte, int bits) {
    return (byte & bits) != 0;
}

}  // namespace

bool is_status_answer(std::uint8_t byte) {
    return (byte & 0x93) == 0x12;
}

bool is_end_mark(std::uint8_t byte) {
    return (byte & 0x90) == 0x00;
}

void add_answer(PrinterStatus& status, StatusKind asked, std::uint8_t byte) {
    switch (asked) {
        case StatusKind::printer:
            status.offline |= has(byte, 0x08);
            return;
        case StatusKind::offline_cause:
            status.cover_open |= has(byte, 0x04);
            status.paper_end |= has(byte, 0x20);
            status.other_error |= has(byte, 0x40) && !status.cutter_error && !status.overheated;
            return;
        case StatusKind::error_cause:
            status.cutter_error |= has(byte, 0x08);
            status.overheated |= has(byte, 0x40);
            // The error that DLE EOT 2 spoke of has a name now.
            status.other_error =
                has(byte, 0x24) || (status.other_error && !status.cutter_error && !status.overheated);
            return;
        case StatusKind::paper:
            status.paper_near_end |= has(byte, 0x0C);
            status.paper_end |= has(byte, 0x60);
            return;
    }
}

bool is_asb_begin(std::uint8_t byte) {
    return (byte & 0x93) == 0x10;
}

PrinterStatus status_from(const Asb& asb) {
    PrinterStatus status;
    status.offline = has(asb[0], 0x08);
    status.cover_open = has(asb[0], 0x20);
    status.cutter_error = has(asb[1], 0x08);
    status.overheated = has(asb[1], 0x40);
    status.other_error = has(asb[1], 0x24);
    status.paper_near_end = has(asb[2], 0x03);
    status.paper_end = has(asb[2], 0x0C);
    return status;
}

bool slip_in_mouth(const FullStatus& answer) {
    return has(answer[2], 0x20);
}

bool can_print(const PrinterStatus& status) {
    return !status.offline && !status.cover_open && !status.paper_end && !status.cutter_error &&
           !status.overheated && !status.other_error;
}

std::string describe(const PrinterStatus& status) {
    std::string text;
    const auto add = [&](bool holds, const char* words) {
        if (holds) text.append(text.empty() ? "" : ", ").append(words);
    };
    add(status.paper_end, "no paper");
    add(status.cover_open, "cover open");
    add(status.cutter_error, "cutter jammed");
    add(status.overheated, "too hot");
    add(status.other_error, "an error of its own");
    add(status.offline && text.empty(), "offline");
    add(status.slip_in_mouth, "a slip waits to be taken");
    add(status.paper_near_end && !status.paper_end, "paper runs low");
    return text.empty() ? "ready" : text;
}

}  // namespace okno::printer
