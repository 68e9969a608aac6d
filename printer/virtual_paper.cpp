#include "printer/virtual_paper.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "printer/qr.hpp"

namespace okno::printer {

namespace {

constexpr int page_rows_at_most = 20'000;
constexpr std::size_t operations_at_most = 10'000;

}  // namespace

std::optional<bool Faults::*> fault_named(std::string_view name) {
    const auto known = std::find_if(fault_names.begin(), fault_names.end(),
                                    [&](const auto& fault) { return fault.first == name; });
    return known == fault_names.end() ? std::nullopt : std::optional(known->second);
}

bool VirtualPaper::offline() const {
    return faults.paper_end || faults.cover_open || faults.cutter_error || faults.overheated;
}

void VirtualPaper::load_roll(int rows) {
    rows_left_ = rows;
    faults.paper_end = false;
}

void VirtualPaper::advance(int rows) {
    if (rows_left_) {
        rows = std::min(rows, *rows_left_);
        *rows_left_ -= rows;
        if (*rows_left_ == 0) faults.paper_end = true;
    }
    if (page_.height_dots() + rows > page_rows_at_most) cut();
    page_.append_white(rows);
}

void VirtualPaper::print(std::string_view dots) {
    if (faults.paper_end) return;
    advance(1);
    if (page_.height_dots() == 0) return;
    const auto row = page_.bytes().end() - page_.row_bytes();
    const auto fits = dots.substr(0, static_cast<std::size_t>(page_.row_bytes()));
    std::ranges::transform(fits, row, [](char c) { return static_cast<std::uint8_t>(c); });
}

void VirtualPaper::print_code(const std::string& text, int module_rows) {
    note("qr " + text);
    const auto dots = draw_qr(text, page_.width_dots(), module_rows);
    for (int y = 0; dots && y < dots->height_dots(); ++y)
        print({reinterpret_cast<const char*>(dots->bytes().data()) + std::ptrdiff_t{y} * dots->row_bytes(),
               static_cast<std::size_t>(dots->row_bytes())});
}

void VirtualPaper::cut() {
    if (faults.paper_end) return;  // it stops where the paper ended
    note("cut");
    pages_.push_back(std::exchange(page_, Raster(page_.width_dots(), 0)));
}

void VirtualPaper::note(std::string operation) {
    if (operations_.size() < operations_at_most) operations_.push_back(std::move(operation));
}

std::optional<Raster> VirtualPaper::tear_off() {
    if (page_.height_dots() == 0) return std::nullopt;
    return std::exchange(page_, Raster(page_.width_dots(), 0));
}

std::size_t note_unknown(VirtualPaper& paper, std::string_view buffered, std::size_t bytes) {
    std::string operation = "unknown";
    for (const char c : buffered.substr(0, bytes))
        operation += fmt::format(" {:02X}", static_cast<unsigned char>(c));
    paper.note(std::move(operation));
    return bytes;
}

}  // namespace okno::printer
