#include "hall/plan_check.hpp"

#include <algorithm>

#include "hall/legibility.hpp"

namespace okno::hall {

namespace {

template <class List>
bool ids_are_unique(const List& list) {
    return std::all_of(list.begin(), list.end(), [&](const auto& entry) {
        return std::count_if(list.begin(), list.end(),
                             [&](const auto& other) { return other.id == entry.id; }) == 1;
    });
}

bool in_order(const Zone& zone) {
    const auto out_of_order = [](const ZoneOffset& a, const ZoneOffset& b) { return a.from >= b.from; };
    return std::adjacent_find(zone.offsets.begin(), zone.offsets.end(), out_of_order) == zone.offsets.end() &&
           std::all_of(zone.offsets.begin(), zone.offsets.end(), [](const ZoneOffset& offset) {
               return offset.offset <= offset_at_most && offset.offset >= -offset_at_most;
           });
}

bool in_order(const DayHours& day) {
    std::chrono::minutes last{-1};  // hours that touch would be one, and their break none
    for (const OpenHours& hours : day) {
        if (hours.opens <= last || hours.closes <= hours.opens || hours.closes > std::chrono::hours{24})
            return false;
        last = hours.closes;
    }
    return true;
}

bool in_order(const Schedule& schedule) {
    return std::all_of(schedule.week.begin(), schedule.week.end(),
                       [](const DayHours& day) { return in_order(day); }) &&
           std::all_of(schedule.special.begin(), schedule.special.end(),
                       [](const auto& special) { return in_order(special.second); });
}

bool are_known(const Plan& plan, const std::vector<ServiceId>& services) {
    return std::all_of(services.begin(), services.end(),
                       [&](const ServiceId& service) { return find(plan, service) != nullptr; });
}

bool has_right_code(const Plan& plan, const Service& service) {
    return !service.code || (*service.code >= 1 && *service.code <= code_at_most &&
                             service_with_code(plan, *service.code) == &service);
}

bool is_complete(const Plan& plan, const Service& service) {
    return !service.id.value.empty() && !service.letter.empty() && find(plan, service.group) &&
           find(plan, service.kind) && (!service.schedule || in_order(*service.schedule)) &&
           (!service.usual || *service.usual > Seconds{0}) && has_right_code(plan, service) &&
           (service.online.empty() || is_web_address(service.online)) && is_possible(service.guidance) &&
           service.then.size() <= steps_at_most &&
           std::all_of(service.then.begin(), service.then.end(),
                       [&](const RouteStep& step) { return find(plan, step.service) != nullptr; });
}

bool is_complete(const Plan& plan, const Window& window) {
    return find(plan, window.kind) && are_known(plan, window.services) && are_known(plan, window.helps) &&
           std::none_of(window.helps.begin(), window.helps.end(),
                        [&](const ServiceId& service) { return serves(window, service); }) &&
           (!window.area || find(plan, *window.area)) && (!window.push || *window.push >= Seconds{0});
}

bool is_possible(const Calling& calling) {
    // Without any time in between, a press that is doubled turns a visitor just called into a no-show.
    return calling.recalls_at_most >= 0 && calling.no_show_not_before > Seconds{0} &&
           calling.recall_not_before >= Seconds{0} && calling.finish_not_before >= Seconds{0} &&
           calling.return_behind >= 0 && (!calling.missed_after || *calling.missed_after > Seconds{0}) &&
           (!calling.return_within || *calling.return_within > Seconds{0});
}

// Where a window calls by itself, the second press of "finished" would meet a visitor nobody has seen yet.
bool is_safe_to_push(const Plan& plan) {
    return plan.calling.finish_not_before > Seconds{0} ||
           std::none_of(plan.windows.begin(), plan.windows.end(),
                        [](const Window& window) { return window.push.has_value(); });
}

bool is_possible(const Ordering& ordering) {
    // Whom `norm` has passed over once it may pass over again and again: only the ceiling ends that.
    const bool ends = ordering.policy == Policy::arrival || ordering.ceiling > Seconds{0};
    return ends && ordering.ceiling >= Seconds{0} && ordering.priority_in_a_row >= 1 &&
           ordering.helps_when_waiting >= 0 && ordering.long_wait > Seconds{0};
}

bool is_possible(const Closing& closing) {
    return closing.prepare >= Seconds{0} && closing.latest_end >= Seconds{0};
}

bool is_possible(const Plan& plan, const PanicRules& panic) {
    const auto is_right = [&](const PanicZone& zone) {
        return zone.id.value >= 1 && zone.id.value <= panic_zone_at_most &&
               (!zone.window || (find(plan, *zone.window) && panic_zone_of(plan, *zone.window) == &zone));
    };
    return panic.escalate_after > Seconds{0} && ids_are_unique(panic.zones) &&
           std::all_of(panic.zones.begin(), panic.zones.end(), is_right);
}

bool is_possible(const SlipTemplate& slip, const Plan& plan) {
    const bool spoken = !slip.second_language || std::find(plan.languages.begin(), plan.languages.end(),
                                                           *slip.second_language) != plan.languages.end();
    return spoken && (slip.logo.empty() || is_logo_name(slip.logo)) &&
           (slip.qr.empty() || is_qr_address(slip.qr));
}

bool is_possible(const RatingRules& rating) {
    return (!rating.within || *rating.within > Seconds{0}) && ids_are_unique(rating.topics) &&
           std::none_of(rating.topics.begin(), rating.topics.end(),
                        [](const RatingTopic& topic) { return topic.id.value.empty(); });
}

bool is_area_colour(AreaColour colour) {
    return static_cast<std::size_t>(colour) < area_colours;
}

// No two areas share what they are told apart by.
bool is_complete(const Plan& plan, const Area& area) {
    return !area.id.value.empty() && is_area_colour(area.colour) && is_area_sign(area.sign) &&
           std::none_of(plan.areas.begin(), plan.areas.end(), [&](const Area& other) {
               return other.id != area.id && (other.colour == area.colour || other.sign == area.sign);
           });
}

bool in(int number, int least, int most) {
    return number >= least && number <= most;
}

bool is_complete(const Plan& plan, const PlannedBoard& board) {
    return !board.id.value.empty() && in(board.width_px, side_px_least, side_px_most) &&
           in(board.height_px, side_px_least, side_px_most) && in(board.rows, rows_least, rows_most) &&
           in(board.diagonal_mm, diagonal_mm_least, diagonal_mm_most) &&
           in(board.farthest_seat_cm, seat_cm_least, seat_cm_most) &&
           std::all_of(board.areas.begin(), board.areas.end(),
                       [&](const AreaId& area) { return find(plan, area) != nullptr; }) &&
           std::all_of(board.arrows.begin(), board.arrows.end(),
                       [&](const auto& arrow) { return find(plan, arrow.first) != nullptr; }) &&
           !why_unreadable(board, has_areas(plan, board));
}

bool is_complete(const Plan&, const PlannedKiosk& kiosk) {
    return !kiosk.id.value.empty() && in(kiosk.width_px, side_px_least, side_px_most) &&
           in(kiosk.height_px, side_px_least, side_px_most) &&
           in(kiosk.diagonal_mm, diagonal_mm_least, kiosk_diagonal_mm_most) &&
           in(kiosk.bottom_mm.value_or(0), 0, bottom_mm_most) && !why_unreachable(kiosk);
}

bool is_complete(const Plan&, const StaffMember& member) {
    return !member.id.value.empty() && !member.nameplate.empty();
}

bool is_possible(const Category& category) {
    return !category.id.value.empty() && category.head_start > Seconds{0} &&
           category.head_start <= std::chrono::hours{24};
}

}  // namespace

bool is_consistent(const Plan& plan) {
    const auto complete = [&](const auto& entry) { return is_complete(plan, entry); };
    return !plan.services.empty() && !plan.languages.empty() && ids_are_unique(plan.kinds) &&
           ids_are_unique(plan.groups) && ids_are_unique(plan.services) && ids_are_unique(plan.windows) &&
           ids_are_unique(plan.pause_reasons) && ids_are_unique(plan.outcomes) && in_order(plan.zone) &&
           ids_are_unique(plan.categories) && ids_are_unique(plan.stages) && ids_are_unique(plan.devices) &&
           is_possible(plan.calling) && is_safe_to_push(plan) && is_possible(plan.ordering) &&
           is_possible(plan.closing) && is_possible(plan, plan.panic) && is_possible(plan.slip, plan) &&
           is_possible(plan.rating) && is_possible(plan.forwarding) &&
           (!plan.stages_required || !plan.stages.empty()) &&
           (!plan.park_reminder || *plan.park_reminder > Seconds{0}) &&
           std::all_of(plan.categories.begin(), plan.categories.end(),
                       [](const Category& category) { return is_possible(category); }) &&
           std::all_of(plan.kinds.begin(), plan.kinds.end(),
                       [](const WindowKind& kind) { return in_order(kind.schedule); }) &&
           std::all_of(plan.services.begin(), plan.services.end(), complete) &&
           std::all_of(plan.windows.begin(), plan.windows.end(), complete) && ids_are_unique(plan.areas) &&
           std::all_of(plan.areas.begin(), plan.areas.end(), complete) && ids_are_unique(plan.boards) &&
           std::all_of(plan.boards.begin(), plan.boards.end(), complete) && ids_are_unique(plan.kiosks) &&
           std::all_of(plan.kiosks.begin(), plan.kiosks.end(), complete) && ids_are_unique(plan.staff) &&
           std::all_of(plan.staff.begin(), plan.staff.end(), complete);
}

}  // namespace okno::hall
