#include "dispatcher/access.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace okno::dispatcher {

namespace {

using Kinds = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> queries{"snapshot", "events"};
constexpr std::array<std::string_view, 1> seal{"chain"};
constexpr std::array<std::string_view, 1> issue{"take_ticket"};
constexpr std::array<std::string_view, 2> issue_alone{"lease_block", "merge_ticket"};
constexpr std::array<std::string_view, 1> cancel{"cancel_ticket"};
constexpr std::array<std::string_view, 1> print{"report_print"};
constexpr std::array<std::string_view, 1> come_back{"return_ticket"};
constexpr std::array<std::string_view, 1> condition{"report_device"};
constexpr std::array<std::string_view, 13> work_at_window{
    "open_window", "pause_window",  "resume_window",  "close_window",   "call_next",
    "recall",      "start_service", "finish_service", "report_no_show", "transfer_ticket",
    "park_ticket", "resume_ticket", "enter_stage"};
// Not by a keypad: it cannot know to whom that is granted.
constexpr std::array<std::string_view, 1> by_number{"call_by_number"};
constexpr std::array<std::string_view, 1> route{"add_step"};
constexpr std::array<std::string_view, 1> call_staff{"call_staff"};
constexpr std::array<std::string_view, 1> answer_staff{"answer_staff_call"};
constexpr std::array<std::string_view, 1> rate{"rate_visit"};
constexpr std::array<std::string_view, 8> act{"assign_services", "close_service",      "reopen_service",
                                              "post_message",    "withdraw_message",   "prioritise_ticket",
                                              "call_manager",    "answer_manager_call"};
constexpr std::array<std::string_view, 1> adopt{"adopt_plan"};
constexpr std::array<std::string_view, 6> administrate{"devices", "approve_device", "revoke_device",
                                                       "backups", "make_backup",    "log"};
constexpr std::array<std::string_view, 1> call_for_help{"raise_panic"};
constexpr std::array<std::string_view, 2> tell_alarm{"report_alarm", "report_panic_test"};
constexpr std::array<std::string_view, 4> answer_panic{"acknowledge_panic", "restore_panic", "cancel_panic",
                                                       "start_panic_test"};

struct Right {
    std::string_view role;
    Feed feed;
    std::array<Kinds, 21> commands;
};

// check_time is in no row: only the dispatcher itself asks for it.
constexpr std::array rights{
    Right{"kiosk", Feed::public_feed, {issue, issue_alone, come_back, condition, call_staff, rate}},
    Right{"display", Feed::public_feed, {condition}},
    Right{"printer", Feed::public_feed, {print, condition}},
    Right{"bridge", Feed::staff_feed, {work_at_window, condition, call_for_help, tell_alarm}},
    Right{"console",
          Feed::staff_feed,
          {work_at_window, by_number, route, issue, come_back, cancel, call_for_help, answer_panic,
           answer_staff, rate, act, adopt, seal, administrate}},
    Right{"administrator",
          Feed::staff_feed,
          {work_at_window, by_number, route, issue, come_back, cancel, print, condition, adopt, call_for_help,
           tell_alarm, answer_panic, answer_staff, issue_alone, call_staff, rate, act, seal, administrate}},
    Right{"observer", Feed::staff_feed, {seal}},
};

const Right* find(std::string_view role) {
    const auto it =
        std::find_if(rights.begin(), rights.end(), [&](const Right& right) { return right.role == role; });
    return it == rights.end() ? nullptr : &*it;
}

bool contains(Kinds kinds, std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

Feed feed_of(std::string_view role) {
    const Right* right = find(role);
    return right ? right->feed : Feed::none;
}

bool may(std::string_view role, std::string_view kind) {
    const Right* right = find(role);
    if (!right) return false;
    return contains(queries, kind) || std::any_of(right->commands.begin(), right->commands.end(),
                                                  [&](Kinds kinds) { return contains(kinds, kind); });
}

}  // namespace okno::dispatcher
