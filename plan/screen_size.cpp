#include "plan/screen_size.hpp"

#include <charconv>

#include "hall/area.hpp"

namespace okno::plan {

namespace {

std::optional<int> side(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool all = error == std::errc{} && end == digits.data() + digits.size();
    if (!all || number < hall::side_px_least || number > hall::side_px_most) return std::nullopt;
    return number;
}

}  // namespace

std::optional<ScreenSize> screen_size(StrictTable& table, Critic& critic, ScreenSize usual) {
    const Phrase form = phrase({"width and height in pixels, such as \"1920x1080\"",
                                "ширина и высота в точках, например \"1920x1080\""});
    const auto word = table.optional_word("size", form);
    if (!word) return table.has("size") ? std::nullopt : std::optional(usual);
    const std::string_view text = word->text;
    const std::size_t x = text.find('x');
    const auto width = side(text.substr(0, x));
    const auto height = x == std::string_view::npos ? std::nullopt : side(text.substr(x + 1));
    if (width && height) return ScreenSize{*width, *height};
    critic.complain(word->where,
                    phrase({"{}: this is no size of a screen", "{}: это не размер экрана"}, word->shown()),
                    form);
    return std::nullopt;
}

}  // namespace okno::plan
