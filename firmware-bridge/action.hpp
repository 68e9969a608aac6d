// What a key of a keypad may mean: the wishes of an operator that need nothing but the window and, for some,
// a word of the description (a destination, a reason). Everything else (a number) is said at the console. And
// a call for help, which is no wish to the hall: it goes its own way (alarm/) and is described by keys of its
// own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/commands.hpp"

namespace okno::bridge {

struct Action {
    enum Verb {
        call_next,
        recall,
        start_service,
        finish_service,
        report_no_show,
        open_window,
        resume_window,
        close_window,
        transfer_ticket,
        park_ticket,
        pause_window,
        panic,
    };

    Verb verb = call_next;
    std::optional<hall::Destination> to;  // of a transfer, and of nothing else
    std::string reason;                   // a pause's by its id; what the next operator of a ticket reads

    Action() = default;
    Action(Verb meant) : verb(meant) {}  // most are no more than that
    Action(Verb meant, std::optional<hall::Destination> there, std::string why)
        : verb(meant), to(std::move(there)), reason(std::move(why)) {}

    // By what is done first: two keys that transfer to different places are different actions.
    auto operator<=>(const Action&) const = default;
};

// For the log: "call_next", "transfer_ticket to cashier".
std::string to_string(const Action& action);

// What the description must and may say beside a verb.
enum class Says { nothing, optionally, necessarily };
struct Needs {
    Says to = Says::nothing;
    Says reason = Says::nothing;
};
Needs needs_of(Action::Verb verb);

// The words of the keypad file, the same as the commands' on the wire. Panic has none in the file.
std::optional<Action::Verb> verb_from(std::string_view word);
std::vector<std::string> verb_words();

// Whether the plan has the destination and the reason that the action names.
bool hall_knows(const hall::Plan& plan, const Action& action);

hall::Wish wish(const Action& action, hall::WindowId window);  // of every action but panic

}  // namespace okno::bridge
