#include "kiosk/screen.hpp"

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
        case ScreenKind::service_closed:
            return "service_closed";
        case ScreenKind::service_full:
            return "service_full";
        case ScreenKind::may_not_manage:
            return "may_not_manage";
        case ScreenKind::category:
            return "category";
        case ScreenKind::taking:
            return "taking";
        case ScreenKind::ticket:
            return "ticket";
        case ScreenKind::refused:
            return "refused";
        case ScreenKind::still_there:
            return "still_there";
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

}  // namespace okno::kiosk
