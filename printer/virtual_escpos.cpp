#include "printer/virtual_escpos.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "printer/escpos.hpp"

namespace okno::printer {

namespace {

constexpr int line_rows = 30;
constexpr int rows_to_cutter = 16;
constexpr int code_module_rows = 6;
constexpr int raster_rows_at_most = 4095;

constexpr unsigned char lf = 0x0A, dle = 0x10, esc = 0x1B, gs = 0x1D;

unsigned char with_bits(int byte, std::initializer_list<std::pair<bool, int>> bits) {
    for (const auto& [set, value] : bits)
        if (set) byte |= value;
    return static_cast<unsigned char>(byte);
}

unsigned char status_byte(std::initializer_list<std::pair<bool, int>> bits) {
    return with_bits(0x12, bits);
}

}  // namespace

// Looks at every byte as it arrives, wherever it stands: that is what makes a picture with 10 04 01 in it
// dangerous.
bool VirtualEscpos::obey_real_time(unsigned char byte) {
    const std::string clear = escpos::forget_buffers();
    real_time_ += static_cast<char>(byte);
    if (real_time_.size() == 3 && real_time_.starts_with("\x10\x04")) {
        answer_status(byte);
        real_time_.clear();
    } else if (real_time_ == clear) {
        real_time_.clear();
        return true;
    } else if (!std::string_view("\x10\x04").starts_with(real_time_) && !clear.starts_with(real_time_)) {
        real_time_.assign(byte == dle ? 1 : 0, static_cast<char>(dle));
    }
    return false;
}

void VirtualEscpos::faults_changed() {
    if (tells_changes_) tell_all();
}

void VirtualEscpos::tell_all() {
    const Faults& f = paper_.faults;
    const std::array<unsigned char, 4> asb{
        with_bits(0x10, {{paper_.offline(), 0x08}, {f.cover_open, 0x20}}),
        with_bits(0, {{f.cutter_error, 0x08}, {f.overheated, 0x40}}),
        with_bits(0, {{f.paper_near_end || f.paper_end, 0x03}, {f.paper_end, 0x0C}}), 0};
    for (const unsigned char byte : asb) paper_.answer(std::string(1, static_cast<char>(byte)));
}

void VirtualEscpos::answer_status(unsigned char kind) {
    const Faults& f = paper_.faults;
    unsigned char answer = 0;
    switch (kind) {
        case 1:
            answer = status_byte({{paper_.offline(), 0x08}});
            break;
        case 2:
            answer = status_byte(
                {{f.cover_open, 0x04}, {f.paper_end, 0x20}, {f.cutter_error || f.overheated, 0x40}});
            break;
        case 3:
            answer = status_byte({{f.cutter_error, 0x08}, {f.overheated, 0x40}});
            break;
        case 4:
            answer = status_byte({{f.paper_near_end || f.paper_end, 0x0C}, {f.paper_end, 0x60}});
            break;
        case 20:
            paper_.answer({"\x10\x0F", 2});
            paper_.answer(std::string{static_cast<char>(with_bits(
                0, {{f.paper_end, 0x01}, {f.paper_near_end, 0x04}, {paper_.slip_in_mouth, 0x20}}))});
            paper_.answer(std::string(3, '\0'));
            return;
        default:
            return;
    }
    paper_.answer(std::string(1, static_cast<char>(answer)));
}

std::size_t VirtualEscpos::take_command(std::string_view buffered) {
    buffer_ = buffered;
    switch (byte_at(0)) {
        case 0x00:
            return 1;
        case lf:
            paper_.advance(line_rows);
            return 1;
        case dle:
            return take_data_link();
        case esc:
            return take_escape();
        case gs:
            return take_group();
        default:
            return take_text();
    }
}

std::size_t VirtualEscpos::take_escape() {
    if (left() < 2) return 0;
    if (byte_at(1) == '@') {
        paper_.note("initialise");
        return 2;
    }
    if (byte_at(1) == 'i') {
        paper_.cut();
        return 2;
    }
    if (byte_at(1) == 't' || byte_at(1) == 'a' || byte_at(1) == 'E') return take_setting();
    if (byte_at(1) != 'd' && byte_at(1) != 'J') return unknown(2);
    if (left() < 3) return 0;
    const int n = byte_at(2);
    paper_.note(fmt::format("feed {} {}", n, byte_at(1) == 'd' ? "lines" : "rows"));
    paper_.advance(byte_at(1) == 'd' ? n * line_rows : n);
    return 3;
}

std::size_t VirtualEscpos::take_group() {
    if (left() < 3) return 0;
    switch (byte_at(1)) {
        case 'a':
            tells_changes_ = byte_at(2) != 0;
            if (tells_changes_) tell_all();
            return 3;
        case 'r':
            paper_.answer(std::string(1, paper_.faults.paper_near_end ? '\x03' : '\x00'));
            return 3;
        case 'e':
            return take_presenter();
        case 'v':
            return take_raster();
        case '!':
            paper_.note(fmt::format("size {}x{}", (byte_at(2) >> 4 & 7) + 1, (byte_at(2) & 7) + 1));
            return 3;
        case '(':
            return byte_at(2) == 'k' ? take_code() : unknown(3);
        case 'V':
            if (byte_at(2) != 65 && byte_at(2) != 66) {
                paper_.cut();
                return 3;
            }
            if (left() < 4) return 0;
            paper_.advance(rows_to_cutter + byte_at(3));
            paper_.cut();
            return 4;
        default:
            return unknown(2);
    }
}

// ESC t n, ESC a n, ESC E n
std::size_t VirtualEscpos::take_setting() {
    if (left() < 3) return 0;
    const char* what = byte_at(1) == 't' ? "page" : byte_at(1) == 'a' ? "align" : "bold";
    paper_.note(fmt::format("{} {}", what, byte_at(2)));
    return 3;
}

// GS ( k pL pH 31 function ...: 50 stores a text, 51 prints it; how large and how safe is not looked at.
std::size_t VirtualEscpos::take_code() {
    if (left() < 5) return 0;
    const std::size_t size = 5 + (byte_at(3) | std::size_t{byte_at(4)} << 8);
    if (left() < size) return 0;
    if (size < 8) return unknown(size);
    if (byte_at(6) == 0x50) code_ = buffer_.substr(8, size - 8);
    if (byte_at(6) == 0x51) paper_.print_code(code_, code_module_rows);
    return size;
}

// GS e n [m]: 3 holds the slip m steps out; 5 lets go of it.
std::size_t VirtualEscpos::take_presenter() {
    if (byte_at(2) == 5) {
        paper_.note("let go");
        paper_.slip_in_mouth = false;
        return 3;
    }
    if (byte_at(2) != 3) return unknown(3);
    if (left() < 4) return 0;
    paper_.note(fmt::format("hold out {} steps", byte_at(3)));
    paper_.slip_in_mouth = true;
    return 4;
}

// The real-time commands were obeyed as they arrived; here they are only passed over.
std::size_t VirtualEscpos::take_data_link() {
    if (left() < 2) return 0;
    if (byte_at(1) != 0x04 && byte_at(1) != 0x05) return unknown(1);
    return left() < 3 ? 0 : 3;
}

std::size_t VirtualEscpos::take_raster() {
    if (left() < 8) return 0;
    const int row_bytes = byte_at(4) | byte_at(5) << 8;
    const int rows = byte_at(6) | byte_at(7) << 8;
    if (row_bytes == 0 || row_bytes > paper_.row_bytes() || rows == 0 || rows > raster_rows_at_most)
        return unknown(8);
    const std::size_t size = 8 + static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(rows);
    if (left() < size) return 0;
    paper_.note(fmt::format("raster {}x{}", row_bytes * 8, rows));
    const auto row_size = static_cast<std::size_t>(row_bytes);
    for (std::size_t at = 8; at < size; at += row_size) paper_.print(buffer_.substr(at, row_size));
    return size;
}

std::size_t VirtualEscpos::take_text() {
    const auto is_text = [](char c) { return static_cast<unsigned char>(c) >= 0x20; };
    const auto end = std::find_if_not(buffer_.begin(), buffer_.end(), is_text);
    if (end == buffer_.begin()) return unknown(1);
    paper_.note("text " + std::string(buffer_.begin(), end));
    return static_cast<std::size_t>(end - buffer_.begin());
}

}  // namespace okno::printer
