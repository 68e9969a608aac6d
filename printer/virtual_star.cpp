#include "printer/virtual_star.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace okno::printer {

namespace {

using namespace std::string_view_literals;

constexpr int rows_at_most = 8000;  // a metre
constexpr int rows_to_cutter = 16;
constexpr std::size_t digits_at_most = 8;
constexpr int counter_turns_at = 32;
constexpr int line_rows = 30;
constexpr int rows_in_quarter_mm = 2;
constexpr int code_module_rows = 6;
constexpr char lf = 0x0A, etb = 0x17, esc = 0x1B;
constexpr std::string_view status_request = "\x1B\x06\x01"sv;
constexpr std::string_view document_end = "\x1B\x1D\x03\x04\x00\x00"sv;
constexpr std::string_view commands_without_number = "RABC"sv;

bool cuts(int mode) {
    return mode == 8 || mode == 9 || mode == 12 || mode == 13;
}

}  // namespace

bool VirtualStar::obey_real_time(unsigned char byte) {
    last_ += static_cast<char>(byte);
    if (last_ == status_request) answer_status();
    if (last_ == status_request || !status_request.starts_with(last_))
        last_.assign(static_cast<char>(byte) == esc ? 1 : 0, esc);
    return false;
}

void VirtualStar::faults_changed() {
    if (paper_.offline() && document_begun_) dropping_ = true;
}

void VirtualStar::answer_status() {
    const Faults& f = paper_.faults;
    const auto bits = [](std::initializer_list<std::pair<bool, int>> which) {
        int byte = 0;
        for (const auto& [set, value] : which)
            if (set) byte |= value;
        return static_cast<char>(byte);
    };
    const int counter = (etb_counter_ & 0x07) << 1 | (etb_counter_ & 0x18) << 2;
    std::string status = "\x23\x06";
    status += bits({{f.cover_open, 0x20}, {paper_.offline(), 0x08}, {etb_done_, 0x02}});
    status += bits({{f.overheated, 0x40}, {f.cutter_error, 0x08}});
    status += '\0';
    status += bits({{f.paper_end, 0x08}, {f.paper_near_end || f.paper_end, 0x04}});
    status += '\0';
    status += static_cast<char>(counter);
    status += '\0';
    paper_.answer(status);
    etb_done_ = false;
}

std::size_t VirtualStar::take_command(std::string_view buffered) {
    if (dropping_) return drop(buffered);
    switch (buffered.front()) {
        case '\0':
            return 1;
        case etb:
            etb_counter_ = (etb_counter_ + 1) % counter_turns_at;
            etb_done_ = true;
            return 1;
        case esc:
            return take_escape(buffered);
        case 'b':
            if (raster_mode_) return take_row(buffered);
            return take_text(buffered);
        case lf:
            paper_.advance(line_rows);
            return 1;
        default:
            return take_text(buffered);
    }
}

// After an error the rest of the document is taken and not printed.
std::size_t VirtualStar::drop(std::string_view buffered) {
    const std::size_t end = buffered.find(document_end);
    if (end == std::string_view::npos)  // its end may have arrived in part
        return buffered.size() - std::min(buffered.size(), document_end.size() - 1);
    paper_.note("drop");
    dropping_ = document_begun_ = raster_mode_ = page_begun_ = false;
    return end + document_end.size();
}

std::size_t VirtualStar::take_escape(std::string_view buffered) {
    if (buffered.size() < 3) return 0;
    switch (buffered[1]) {
        case 0x06:
            return 3;  // it was obeyed as it arrived
        case 0x0C:
            end_page();
            return 3;
        case 0x1D:
            return buffered[2] == 0x03 ? take_document(buffered) : take_text_command(buffered);
        case 'E':
        case 'F':
            paper_.note(buffered[1] == 'E' ? "bold 1" : "bold 0");
            return 2;
        case 'i':
            if (buffered.size() < 4) return 0;
            paper_.note(fmt::format("size {}x{}", (buffered[3] & 7) + 1, (buffered[2] & 7) + 1));
            return 4;
        case 'J':
            paper_.advance(static_cast<unsigned char>(buffered[2]) * rows_in_quarter_mm);
            return 3;
        case 'd':
            paper_.advance(rows_to_cutter);
            paper_.cut();
            return 3;
        case 0x1E:
            if (buffered.size() < 4) return 0;
            if (buffered[2] == 'E') etb_counter_ = 0;
            return buffered[2] == 'E' || buffered[2] == 'a' ? 4 : note_unknown(paper_, buffered, 4);
        case '*':
            return take_raster_command(buffered);
        default:
            return note_unknown(paper_, buffered, 2);
    }
}

std::size_t VirtualStar::take_document(std::string_view buffered) {
    if (buffered.size() < document_end.size()) return 0;
    document_begun_ = buffered[3] == 0x03;
    return document_end.size();
}

std::size_t VirtualStar::take_text(std::string_view buffered) {
    const auto is_text = [](char c) { return static_cast<unsigned char>(c) >= 0x20; };
    const auto* const end = std::find_if_not(buffered.begin(), buffered.end(), is_text);
    if (end == buffered.begin() || raster_mode_) return note_unknown(paper_, buffered, 1);
    paper_.note("text " + std::string(buffered.begin(), end));
    return static_cast<std::size_t>(end - buffered.begin());
}

// ESC GS t n, ESC GS a n, ESC GS y ...
std::size_t VirtualStar::take_text_command(std::string_view buffered) {
    if (buffered.size() < 4) return 0;
    const char letter = buffered[2];
    if (letter == 'y') return take_code(buffered);
    if (letter != 't' && letter != 'a') return note_unknown(paper_, buffered, 3);
    const auto number = static_cast<unsigned char>(buffered[3]);
    paper_.note(letter == 't' ? fmt::format("page {}", number) : fmt::format("align {}", number & 7));
    return 4;
}

std::size_t VirtualStar::take_code(std::string_view buffered) {
    if (buffered[3] == 'P') {
        paper_.print_code(code_, code_module_rows);
        return 4;
    }
    if (buffered[3] == 'S') return buffered.size() < 6 ? 0 : 6;
    if (buffered[3] != 'D') return note_unknown(paper_, buffered, 4);
    if (buffered.size() < 8) return 0;
    const std::size_t size =
        static_cast<unsigned char>(buffered[6]) | std::size_t{static_cast<unsigned char>(buffered[7])} << 8;
    if (buffered.size() < 8 + size) return 0;
    code_ = buffered.substr(8, size);
    return 8 + size;
}

std::size_t VirtualStar::take_raster_command(std::string_view buffered) {
    if (buffered.size() < 4) return 0;
    const char letter = buffered[3];
    if (buffered[2] != 'r') return note_unknown(paper_, buffered, 3);
    if (commands_without_number.find(letter) == std::string_view::npos) return take_number(buffered);
    if (letter == 'A' && !raster_mode_) {
        paper_.note("raster mode");
        at_end_ = 13;
    }
    if (letter == 'B' && page_begun_) end_page();
    if (letter == 'C' || letter == 'R') page_begun_ = false;
    if (letter == 'A' || letter == 'B') raster_mode_ = letter == 'A';
    return 4;
}

// ESC * r LETTER digits NUL
std::size_t VirtualStar::take_number(std::string_view buffered) {
    const std::size_t end = buffered.substr(0, 4 + digits_at_most + 1).find('\0', 4);
    if (end == std::string_view::npos)
        return buffered.size() > 4 + digits_at_most ? note_unknown(paper_, buffered, 4) : 0;
    int number = 0;
    const auto [last, error] = std::from_chars(buffered.data() + 4, buffered.data() + end, number);
    if (error != std::errc{} || last != buffered.data() + end || number < 0 || number > rows_at_most)
        return note_unknown(paper_, buffered, 4);
    if (buffered[3] == 'E' && !page_begun_) at_end_ = number;
    if (buffered[3] == 'Y') {
        paper_.note(fmt::format("skip {}", number));
        paper_.advance(number);
        page_begun_ = true;
    }
    return end + 1;
}

std::size_t VirtualStar::take_row(std::string_view buffered) {
    if (buffered.size() < 3) return 0;
    const std::size_t size =
        static_cast<unsigned char>(buffered[1]) | std::size_t{static_cast<unsigned char>(buffered[2])} << 8;
    if (size == 0) return note_unknown(paper_, buffered, 3);
    if (buffered.size() < 3 + size) return 0;
    paper_.print(buffered.substr(3, size));
    page_begun_ = true;
    return 3 + size;
}

// Nothing printed, nothing cut.
void VirtualStar::end_page() {
    if (!page_begun_) return;
    page_begun_ = false;
    paper_.advance(rows_to_cutter);
    if (cuts(at_end_)) paper_.cut();
}

}  // namespace okno::printer
