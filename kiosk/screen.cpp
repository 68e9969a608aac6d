#include "kiosk/screen.hpp"

#include <algorithm>

namespace okno::kiosk {

std::string_view to_string(ScreenKind kind) {
    switch (kind) {
        case ScreenKind::connecting:
            return "connecting";
        case ScreenKind::lost:
            return "lost";
        case ScreenKind::closed:
            return "closed";
        case ScreenKind::welcome:
            return "welcome";
        case ScreenKind::groups:
            return "groups";
        case ScreenKind::services:
            return "services";
        case ScreenKind::details:
            return "details";
        case ScreenKind::service_closed:
            return "service_closed";
        case ScreenKind::service_full:
            return "service_full";
        case ScreenKind::may_not_manage:
            return "may_not_manage";
        case ScreenKind::category:
            return "category";
        case ScreenKind::service_number:
            return "service_number";
        case ScreenKind::taking:
            return "taking";
        case ScreenKind::ticket:
            return "ticket";
        case ScreenKind::write_down:
            return "write_down";
        case ScreenKind::refused:
            return "refused";
        case ScreenKind::still_there:
            return "still_there";
        case ScreenKind::staff:
            return "staff";
        case ScreenKind::language:
            return "language";
        case ScreenKind::visit_number:
            return "visit_number";
        case ScreenKind::visit_choice:
            return "visit_choice";
        case ScreenKind::rating:
            return "rating";
        case ScreenKind::topic:
            return "topic";
        case ScreenKind::rated:
            return "rated";
        case ScreenKind::aids:
            return "aids";
    }
    return "";
}

std::vector<std::string> actions(const Screen& screen) {
    std::vector<std::string> found;
    for (const Tile& tile : screen.tiles) found.push_back(tile.action);
    for (const auto* row : {&screen.pager, &screen.buttons, &screen.languages})
        for (const Button& button : *row) found.push_back(button.action);
    return found;
}

Screen page_of(Screen whole, std::size_t page, std::size_t tiles_a_page) {
    const std::size_t pages =
        std::max<std::size_t>(1, (whole.tiles.size() + tiles_a_page - 1) / tiles_a_page);
    const std::size_t shown = std::min(page, pages - 1);
    const std::size_t first = shown * tiles_a_page;
    const std::size_t last = std::min(whole.tiles.size(), first + tiles_a_page);
    whole.tiles = {whole.tiles.begin() + static_cast<std::ptrdiff_t>(first),
                   whole.tiles.begin() + static_cast<std::ptrdiff_t>(last)};
    std::erase_if(whole.pager, [&](const Button& button) {
        return (button.action == "previous" && shown == 0) || (button.action == "next" && shown + 1 == pages);
    });
    return whole;
}

}  // namespace okno::kiosk
