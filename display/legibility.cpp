#include "display/legibility.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

#include "display/view.hpp"
#include "ui/text.hpp"

namespace okno::display {

namespace {

constexpr double mm_of_inch = 25.4;
const std::string widest_number = "M000";
constexpr std::size_t rows_at_least = 3;

Picture full_board(std::size_t rows, bool has_playlist) {
    Picture picture;
    picture.rows = rows;
    picture.beside_playlist = has_playlist;
    for (std::size_t row = 0; row < rows; ++row)
        picture.calls.push_back({widest_number, "10", true, false, false});
    return picture;
}

int smallest_call(const ui::Scene& scene) {
    int size = scene.size.height;
    for (const ui::Element& element : scene.elements)
        if (const auto* label = std::get_if<ui::Label>(&element); label && label->text == widest_number)
            size = std::min(size, label->size);
    return size;
}

}  // namespace

double height_of_calls_mm(std::size_t rows, ui::Size size, bool has_playlist, double diagonal_inches) {
    const Slide slide;
    const ui::Scene scene = lay_out(full_board(rows, has_playlist), size, has_playlist ? &slide : nullptr);
    const double mm_a_pixel = diagonal_inches * mm_of_inch / std::hypot(size.width, size.height);
    const int em = smallest_call(scene);
    return em * ui::capital_of_em(em) * mm_a_pixel;
}

std::optional<std::string> refusal(const Seat& seat, std::size_t rows, ui::Size size, bool has_playlist) {
    const double height = height_of_calls_mm(rows, size, has_playlist, seat.diagonal_inches);
    const double needed = seat.farthest_m * mm_for_each_metre;
    if (height >= needed) return std::nullopt;
    std::string advice = fmt::format(
        "Use a screen of at least {:.0f} inches, or one for seats within {:.1f} m",
        std::ceil(seat.diagonal_inches * needed / height), std::floor(height / mm_for_each_metre * 10) / 10);
    for (std::size_t fewer = rows - 1; fewer >= rows_at_least; --fewer)
        if (height_of_calls_mm(fewer, size, has_playlist, seat.diagonal_inches) >= needed) {
            advice += fmt::format(", or {} rows", fewer);
            break;
        }
    if (has_playlist && height_of_calls_mm(rows, size, false, seat.diagonal_inches) >= needed)
        advice += ", or no playlist beside the calls";
    return fmt::format(
        "The board cannot be read from {:.1f} m: its numbers must be at least {:.0f} mm high, and {} rows "
        "on {:.0f} inches make them {:.0f} mm. {}.",
        seat.farthest_m, std::ceil(needed), rows, seat.diagonal_inches, std::floor(height), advice);
}

}  // namespace okno::display
