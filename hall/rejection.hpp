// The refusals a hall knows: a rule says no, and the person who reads it is told what to do next
// (`protocol/sentences`). A refusal changes nothing.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "hall/events.hpp"

namespace okno::hall {

enum class Rejection {
    no_plan,
    plan_inconsistent,
    plan_drops_waiting_service,
    plan_drops_occupied_window,
    unknown_service,
    unknown_language,
    unknown_window,
    unknown_ticket,
    unknown_reason,
    unknown_outcome,
    outcome_required,
    window_closed,
    window_already_open,
    window_paused,
    window_not_paused,
    visitor_at_window,
    nobody_at_window,
    nobody_waiting,
    ticket_not_waiting,
    ticket_not_parked,
    ticket_at_window,
    service_already_started,
    recalls_used_up,
    no_show_too_soon,
    destination_closed,
    destination_same_window,
    print_already_settled,
    service_closed,
    service_full,
    unknown_category,
    recall_too_soon,
    finish_too_soon,
    last_window_for_waiting,
    unknown_stage,
    service_not_started,
    stages_not_done,
    ticket_not_missed,
    foreign_device,
    route_too_long,
    destination_unserved,
    unknown_panic,
    person_required,
    panic_not_acknowledged,
    no_block_left,
    foreign_block,
    number_in_use,
    nobody_calls_staff,
    unknown_device,
    not_rateable,
    unknown_topic,
    reason_required,
    unfit_services,
    assignment_leaves_waiting,
    service_closed_today,
    message_incomplete,
    not_earlier,
    outcome_not_forwarded,
    nobody_calls_manager,
    operator_elsewhere,
};

std::string_view to_string(Rejection rejection);  // the code on the wire: "nobody_waiting"

using Decision = tl::expected<Events, Rejection>;

inline tl::unexpected<Rejection> refuse(Rejection rejection) {
    return tl::make_unexpected(rejection);
}

}  // namespace okno::hall
