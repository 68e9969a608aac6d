// What the console itself says no to, in Russian and English: what is wrong and what to do next. The hall's
// own refusals come from the dispatcher with their sentences.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "protocol/messages.hpp"

namespace okno::console {

enum class Complaint {
    not_logged_in,
    wrong_password,
    blocked,
    must_change_password,
    first_start,
    first_start_over,
    wrong_code,
    wrong_old_password,
    password_short,
    password_long,
    password_same,
    password_is_name,
    password_common,
    wrong_pin,
    pin_malformed,
    pin_common,
    password_needed,
    password_needed_for_pin,
    bad_user_name,
    user_exists,
    unknown_user,
    last_administrator,
    window_needed,
    window_not_needed,
    number_right_needed,
    number_right_not_needed,
    busy,
    foreign_page,
    foreign_name,
    not_allowed,
    other_window,
    reason_required,
    act_needs_reason,
    malformed,
    too_large,
    not_found,
    dispatcher_away,
    no_answer,
    request_id_reused,
    too_many_pages,
    own_failure,
    wrong_key,
    scope_missing,
    unknown_service,
    unknown_ticket,
    not_rateable,
    hall_unknown,
    archive_busy,
    archive_away,
    bad_period,
    report_failed,
    no_such_report,
    unknown_visit,
    plan_not_here,
    plan_has_mistakes,
    plan_too_large,
    plan_changed,
    plan_changed_by_hand,
    plan_waits,
    plan_nothing_waits,
    plan_day_past,
    plan_needs_reason,
    plan_version_gone,
    plan_unreadable,
    plan_place_gone,
    plan_too_intricate,
    playlist_not_here,
    playlist_full,
    card_wrong,
    card_changed,
    card_gone,
    picture_wrong,
    picture_too_large,
    nothing_removed,
};

protocol::Refusal complain(Complaint complaint);
// `detail` says exactly what was wrong; it is appended to both sentences.
protocol::Refusal complain(Complaint complaint, std::string_view detail);
protocol::Refusal complain_too_many_attempts(std::chrono::seconds wait);
// A question about single tickets of a period that has too many.
protocol::Refusal complain_period_too_long(std::int64_t tickets, std::int64_t at_most);
protocol::Refusal complain_too_often(std::chrono::seconds wait);
int http_status(const protocol::Refusal& refusal);  // 409 for refusals of the hall

}  // namespace okno::console
