#include "hall/rejection.hpp"

#include <array>

namespace okno::hall {

namespace {

struct Code {
    Rejection rejection;
    std::string_view word;
};

// In the order of the enumeration, so that a rejection is its own index.
constexpr std::array codes{
    Code{Rejection::no_plan, "no_plan"},
    Code{Rejection::plan_inconsistent, "plan_inconsistent"},
    Code{Rejection::plan_drops_waiting_service, "plan_drops_waiting_service"},
    Code{Rejection::plan_drops_occupied_window, "plan_drops_occupied_window"},
    Code{Rejection::unknown_service, "unknown_service"},
    Code{Rejection::unknown_language, "unknown_language"},
    Code{Rejection::unknown_window, "unknown_window"},
    Code{Rejection::unknown_ticket, "unknown_ticket"},
    Code{Rejection::unknown_reason, "unknown_reason"},
    Code{Rejection::unknown_outcome, "unknown_outcome"},
    Code{Rejection::outcome_required, "outcome_required"},
    Code{Rejection::window_closed, "window_closed"},
    Code{Rejection::window_already_open, "window_already_open"},
    Code{Rejection::window_paused, "window_paused"},
    Code{Rejection::window_not_paused, "window_not_paused"},
    Code{Rejection::visitor_at_window, "visitor_at_window"},
    Code{Rejection::nobody_at_window, "nobody_at_window"},
    Code{Rejection::nobody_waiting, "nobody_waiting"},
    Code{Rejection::ticket_not_waiting, "ticket_not_waiting"},
    Code{Rejection::ticket_not_parked, "ticket_not_parked"},
    Code{Rejection::ticket_at_window, "ticket_at_window"},
    Code{Rejection::service_already_started, "service_already_started"},
    Code{Rejection::recalls_used_up, "recalls_used_up"},
    Code{Rejection::no_show_too_soon, "no_show_too_soon"},
    Code{Rejection::destination_closed, "destination_closed"},
    Code{Rejection::destination_same_window, "destination_same_window"},
    Code{Rejection::print_already_settled, "print_already_settled"},
    Code{Rejection::service_closed, "service_closed"},
    Code{Rejection::service_full, "service_full"},
    Code{Rejection::unknown_category, "unknown_category"},
    Code{Rejection::recall_too_soon, "recall_too_soon"},
    Code{Rejection::finish_too_soon, "finish_too_soon"},
    Code{Rejection::last_window_for_waiting, "last_window_for_waiting"},
    Code{Rejection::unknown_stage, "unknown_stage"},
    Code{Rejection::service_not_started, "service_not_started"},
    Code{Rejection::stages_not_done, "stages_not_done"},
    Code{Rejection::ticket_not_missed, "ticket_not_missed"},
    Code{Rejection::foreign_device, "foreign_device"},
    Code{Rejection::route_too_long, "route_too_long"},
    Code{Rejection::destination_unserved, "destination_unserved"},
    Code{Rejection::unknown_panic, "unknown_panic"},
    Code{Rejection::person_required, "person_required"},
    Code{Rejection::panic_not_acknowledged, "panic_not_acknowledged"},
    Code{Rejection::no_block_left, "no_block_left"},
    Code{Rejection::foreign_block, "foreign_block"},
    Code{Rejection::number_in_use, "number_in_use"},
    Code{Rejection::nobody_calls_staff, "nobody_calls_staff"},
    Code{Rejection::unknown_device, "unknown_device"},
    Code{Rejection::not_rateable, "not_rateable"},
    Code{Rejection::unknown_topic, "unknown_topic"},
    Code{Rejection::reason_required, "reason_required"},
    Code{Rejection::unfit_services, "unfit_services"},
    Code{Rejection::assignment_leaves_waiting, "assignment_leaves_waiting"},
    Code{Rejection::service_closed_today, "service_closed_today"},
    Code{Rejection::message_incomplete, "message_incomplete"},
    Code{Rejection::not_earlier, "not_earlier"},
    Code{Rejection::outcome_not_forwarded, "outcome_not_forwarded"},
    Code{Rejection::nobody_calls_manager, "nobody_calls_manager"},
    Code{Rejection::operator_elsewhere, "operator_elsewhere"},
};

constexpr bool in_order() {
    for (std::size_t at = 0; at < codes.size(); ++at) {
        if (codes[at].rejection != static_cast<Rejection>(at)) return false;
    }
    return true;
}
static_assert(in_order() && codes.back().rejection == Rejection::operator_elsewhere,
              "each rejection has its word");

}  // namespace

std::string_view to_string(Rejection rejection) {
    const auto at = static_cast<std::size_t>(rejection);
    return at < codes.size() ? codes[at].word : "unknown";
}

}  // namespace okno::hall
