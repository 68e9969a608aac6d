#include "display/slide_view.hpp"

#include <algorithm>

#include "display/words.hpp"

namespace okno::display {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

namespace {

constexpr double radius = 24;
constexpr double pad = 28;
constexpr double mark_height = 40;
constexpr double title_height = 100;

// The title below a picture: the hall's own language, the other one smaller below it.
void draw_title(Sheet& sheet, const Rect& box, const std::vector<std::string>& title) {
    const auto& theme = sheet.theme();
    const int upper = title.size() > 1 ? box.height * 58 / 100 : box.height;
    for (std::size_t i = 0; i < std::min<std::size_t>(title.size(), 2); ++i)
        sheet.text({box.x, i == 0 ? box.y : box.y + upper, box.width, i == 0 ? upper : box.height - upper},
                   title[i],
                   {.size = i == 0 ? 42.0 : 32.0,
                    .weight = i == 0 ? Weight::semibold : Weight::regular,
                    .colour = i == 0 ? theme.ink : theme.quiet,
                    .ground = theme.surface,
                    .align = Align::centre,
                    .lines_at_most = 1,
                    .shrinks_to = 0.5});
}

// Title and text in one language.
void draw_block(Sheet& sheet, const Rect& box, const std::string& title, const std::string& text, bool own) {
    const auto& theme = sheet.theme();
    const int upper = text.empty() ? box.height : title.empty() ? 0 : box.height * 38 / 100;
    sheet.text({box.x, box.y, box.width, upper}, title,
               {.size = own ? 54.0 : 44.0,
                .weight = Weight::semibold,
                .colour = own ? theme.ink : theme.quiet,
                .ground = theme.surface,
                .rise = text.empty() ? Rise::middle : Rise::bottom,
                .lines_at_most = text.empty() ? 0 : 2,
                .shrinks_to = 0.5});
    const int between = title.empty() || text.empty() ? 0 : sheet.px(10);
    sheet.text({box.x, box.y + upper + between, box.width, box.height - upper - between}, text,
               {.size = own ? 40.0 : 34.0,
                .colour = own ? theme.ink : theme.quiet,
                .ground = theme.surface,
                .rise = title.empty() ? Rise::middle : Rise::top,
                .shrinks_to = 0.5});
}

}  // namespace

ui::Size picture_room(const Sheet& sheet, const Rect& box, bool has_mark, bool has_title) {
    const Rect inner = box.inset(sheet.px(pad));
    const int height =
        inner.height - (has_mark ? sheet.px(mark_height) : 0) - (has_title ? sheet.px(title_height) : 0);
    return {std::max(1, inner.width), std::max(1, height)};
}

void draw_slide(Sheet& sheet, const Rect& box, const Slide& slide) {
    const auto& theme = sheet.theme();
    sheet.panel(box, theme.surface, radius);
    Rect inner = box.inset(sheet.px(pad));
    if (!slide.mark.empty()) {
        const int height = sheet.px(mark_height);
        sheet.text({inner.x, inner.y, inner.width, height}, joined(slide.mark),
                   {.size = 28,
                    .colour = theme.quiet,
                    .ground = theme.surface,
                    .align = Align::right,
                    .lines_at_most = 1});
        inner = {inner.x, inner.y + height, inner.width, inner.height - height};
    }
    if (slide.bitmap) {
        const int title = slide.title.empty() ? 0 : sheet.px(title_height);
        sheet.image({inner.x, inner.y, inner.width, inner.height - title}, *slide.bitmap);
        draw_title(sheet, {inner.x, inner.bottom() - title, inner.width, title}, slide.title);
        return;
    }
    const std::size_t blocks = std::max(slide.title.size(), slide.text.size());
    if (blocks == 0) return;
    const int height = inner.height / static_cast<int>(blocks);
    for (std::size_t i = 0; i < blocks; ++i)
        draw_block(sheet, {inner.x, inner.y + static_cast<int>(i) * height, inner.width, height},
                   i < slide.title.size() ? slide.title[i] : "", i < slide.text.size() ? slide.text[i] : "",
                   i == 0);
}

}  // namespace okno::display
