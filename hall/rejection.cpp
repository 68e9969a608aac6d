#include "hall/rejection.hpp"

namespace okno::hall {

std::string_view to_string(Rejection rejection) {
    switch (rejection) {
        case Rejection::no_plan:
            return "no_plan";
        case Rejection::plan_inconsistent:
            return "plan_inconsistent";
        case Rejection::plan_drops_waiting_service:
            return "plan_drops_waiting_service";
        case Rejection::plan_drops_occupied_window:
            return "plan_drops_occupied_window";
        case Rejection::unknown_service:
            return "unknown_service";
        case Rejection::unknown_language:
            return "unknown_language";
        case Rejection::unknown_window:
            return "unknown_window";
        case Rejection::unknown_ticket:
            return "unknown_ticket";
        case Rejection::unknown_reason:
            return "unknown_reason";
        case Rejection::unknown_outcome:
            return "unknown_outcome";
        case Rejection::outcome_required:
            return "outcome_required";
        case Rejection::window_closed:
            return "window_closed";
        case Rejection::window_already_open:
            return "window_already_open";
        case Rejection::window_paused:
            return "window_paused";
        case Rejection::window_not_paused:
            return "window_not_paused";
        case Rejection::visitor_at_window:
            return "visitor_at_window";
        case Rejection::nobody_at_window:
            return "nobody_at_window";
        case Rejection::nobody_waiting:
            return "nobody_waiting";
        case Rejection::ticket_not_waiting:
            return "ticket_not_waiting";
        case Rejection::ticket_not_parked:
            return "ticket_not_parked";
        case Rejection::ticket_at_window:
            return "ticket_at_window";
        case Rejection::service_already_started:
            return "service_already_started";
        case Rejection::recalls_used_up:
            return "recalls_used_up";
        case Rejection::no_show_too_soon:
            return "no_show_too_soon";
        case Rejection::destination_closed:
            return "destination_closed";
        case Rejection::destination_same_window:
            return "destination_same_window";
        case Rejection::print_already_settled:
            return "print_already_settled";
        case Rejection::service_closed:
            return "service_closed";
        case Rejection::service_full:
            return "service_full";
        case Rejection::unknown_category:
            return "unknown_category";
        case Rejection::recall_too_soon:
            return "recall_too_soon";
        case Rejection::finish_too_soon:
            return "finish_too_soon";
        case Rejection::last_window_for_waiting:
            return "last_window_for_waiting";
        case Rejection::unknown_stage:
            return "unknown_stage";
        case Rejection::service_not_started:
            return "service_not_started";
        case Rejection::stages_not_done:
            return "stages_not_done";
        case Rejection::ticket_not_missed:
            return "ticket_not_missed";
        case Rejection::foreign_device:
            return "foreign_device";
        case Rejection::route_too_long:
            return "route_too_long";
    }
    return "unknown";
}

}  // namespace okno::hall
