#include "printer/virtual_printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "printer/escpos.hpp"

namespace okno::printer {

namespace {

constexpr int line_rows = 30;
constexpr int rows_to_cutter = 16;
constexpr int raster_rows_at_most = 4095;
constexpr int page_rows_at_most = 20'000;
constexpr std::size_t buffer_bytes_at_most = 1024 * 1024;
constexpr std::size_t operations_at_most = 10'000;

constexpr unsigned char lf = 0x0A, dle = 0x10, esc = 0x1B, gs = 0x1D;

unsigned char status_byte(std::initializer_list<std::pair<bool, int>> bits) {
    int byte = 0x12;
    for (const auto& [set, value] : bits)
        if (set) byte |= value;
    return static_cast<unsigned char>(byte);
}

}  // namespace

std::optional<bool Faults::*> fault_named(std::string_view name) {
    const auto known = std::find_if(fault_names.begin(), fault_names.end(),
                                    [&](const auto& fault) { return fault.first == name; });
    return known == fault_names.end() ? std::nullopt : std::optional(known->second);
}

VirtualPrinter::VirtualPrinter(int width_dots) : page_(width_dots, 0) {}

bool VirtualPrinter::offline() const {
    return faults_.paper_end || faults_.cover_open || faults_.cutter_error || faults_.overheated;
}

void VirtualPrinter::feed(std::string_view bytes) {
    for (const char c : bytes) {
        if (buffer_.size() < buffer_bytes_at_most) buffer_ += c;
        obey_real_time(static_cast<unsigned char>(c));
    }
    drain();
}

void VirtualPrinter::set_faults(const Faults& faults) {
    faults_ = faults;
    drain();
}

void VirtualPrinter::load_roll(int rows) {
    rows_left_ = rows;
    faults_.paper_end = false;
    drain();
}

std::string VirtualPrinter::take_answers() {
    return std::exchange(answers_, {});
}

std::vector<Raster> VirtualPrinter::take_pages() {
    return std::exchange(pages_, {});
}

std::optional<Raster> VirtualPrinter::tear_off() {
    if (page_.height_dots() == 0) return std::nullopt;
    return std::exchange(page_, Raster(page_.width_dots(), 0));
}

// Looks at every byte as it arrives, wherever it stands: that is what makes a picture with 10 04 01 in it
// dangerous.
void VirtualPrinter::obey_real_time(unsigned char byte) {
    const std::string clear = escpos::forget_buffers();
    real_time_ += static_cast<char>(byte);
    if (real_time_.size() == 3 && real_time_.starts_with("\x10\x04")) {
        answer_status(byte);
        real_time_.clear();
    } else if (real_time_ == clear) {
        buffer_.clear();
        note("forget");
        real_time_.clear();
    } else if (!std::string_view("\x10\x04").starts_with(real_time_) && !clear.starts_with(real_time_)) {
        real_time_.assign(byte == dle ? 1 : 0, static_cast<char>(dle));
    }
}

void VirtualPrinter::answer_status(unsigned char kind) {
    const Faults& f = faults_;
    unsigned char answer = 0;
    switch (kind) {
        case 1:
            answer = status_byte({{offline(), 0x08}});
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
        default:
            return;
    }
    answers_ += static_cast<char>(answer);
}

void VirtualPrinter::drain() {
    while (left() > 0 && !offline()) {
        const std::size_t used = take_command();
        if (used == 0) break;
        start_ += used;
    }
    buffer_.erase(0, start_);
    start_ = 0;
}

std::size_t VirtualPrinter::take_command() {
    switch (byte_at(0)) {
        case 0x00:
            return 1;
        case lf:
            advance(line_rows);
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

std::size_t VirtualPrinter::take_escape() {
    if (left() < 2) return 0;
    if (byte_at(1) == '@') {
        note("initialise");
        return 2;
    }
    if (byte_at(1) == 'i') {
        cut();
        return 2;
    }
    if (byte_at(1) != 'd' && byte_at(1) != 'J') return unknown(2);
    if (left() < 3) return 0;
    const int n = byte_at(2);
    note(fmt::format("feed {} {}", n, byte_at(1) == 'd' ? "lines" : "rows"));
    advance(byte_at(1) == 'd' ? n * line_rows : n);
    return 3;
}

std::size_t VirtualPrinter::take_group() {
    if (left() < 3) return 0;
    switch (byte_at(1)) {
        case 'a':
            return 3;
        case 'r':
            answers_ += static_cast<char>(faults_.paper_near_end ? 0x03 : 0x00);
            return 3;
        case 'e':
            return take_presenter();
        case 'v':
            return take_raster();
        case 'V':
            if (byte_at(2) != 65 && byte_at(2) != 66) {
                cut();
                return 3;
            }
            if (left() < 4) return 0;
            advance(rows_to_cutter + byte_at(3));
            cut();
            return 4;
        default:
            return unknown(2);
    }
}

// GS e n [m]: 3 holds the slip m steps out, the others take no argument.
std::size_t VirtualPrinter::take_presenter() {
    if (byte_at(2) != 3) return unknown(3);
    if (left() < 4) return 0;
    note(fmt::format("hold out {} steps", byte_at(3)));
    return 4;
}

// The real-time commands were obeyed as they arrived; here they are only passed over.
std::size_t VirtualPrinter::take_data_link() {
    if (left() < 2) return 0;
    if (byte_at(1) != 0x04 && byte_at(1) != 0x05) return unknown(1);
    return left() < 3 ? 0 : 3;
}

std::size_t VirtualPrinter::take_raster() {
    if (left() < 8) return 0;
    const int row_bytes = byte_at(4) | byte_at(5) << 8;
    const int rows = byte_at(6) | byte_at(7) << 8;
    if (row_bytes == 0 || row_bytes > page_.row_bytes() || rows == 0 || rows > raster_rows_at_most)
        return unknown(8);
    const std::size_t size = 8 + static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(rows);
    if (left() < size) return 0;
    note(fmt::format("raster {}x{}", row_bytes * 8, rows));
    for (int y = 0; y < rows && !faults_.paper_end; ++y) {
        advance(1);
        auto row = page_.bytes().end() - page_.row_bytes();
        const auto* dots = buffer_.data() + start_ + 8 + std::ptrdiff_t{y} * row_bytes;
        if (page_.height_dots() > 0)
            std::transform(dots, dots + row_bytes, row, [](char c) { return static_cast<std::uint8_t>(c); });
    }
    return size;
}

std::size_t VirtualPrinter::take_text() {
    const auto is_text = [](char c) { return static_cast<unsigned char>(c) >= 0x20; };
    const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(start_);
    const auto end = std::find_if_not(begin, buffer_.end(), is_text);
    if (end == begin) return unknown(1);
    note("text " + std::string(begin, end));
    return static_cast<std::size_t>(end - begin);
}

std::size_t VirtualPrinter::unknown(std::size_t bytes) {
    std::string operation = "unknown";
    for (std::size_t i = 0; i < bytes; ++i) operation += fmt::format(" {:02X}", byte_at(i));
    note(std::move(operation));
    return bytes;
}

void VirtualPrinter::advance(int rows) {
    if (rows_left_) {
        rows = std::min(rows, *rows_left_);
        *rows_left_ -= rows;
        if (*rows_left_ == 0) faults_.paper_end = true;
    }
    if (page_.height_dots() + rows > page_rows_at_most) cut();
    page_.append_white(rows);
}

void VirtualPrinter::cut() {
    if (faults_.paper_end) return;  // it stops where the paper ended
    note("cut");
    pages_.push_back(std::exchange(page_, Raster(page_.width_dots(), 0)));
}

void VirtualPrinter::note(std::string operation) {
    if (operations_.size() < operations_at_most) operations_.push_back(std::move(operation));
}

}  // namespace okno::printer
