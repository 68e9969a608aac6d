// What a key of a keypad may mean: the wishes of an operator that need nothing but the window. Everything
// else (a number, a reason, a destination) is said at the console. And a call for help, which is no wish to
// the hall: it goes its own way (alarm/) and is described by keys of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/commands.hpp"

namespace okno::bridge {

enum class Action {
    call_next,
    recall,
    start_service,
    finish_service,
    report_no_show,
    open_window,
    resume_window,
    close_window,
    panic,
};

// The word of the keypad file, the same as the command's on the wire: "call_next". Panic has none in the
// file.
std::string_view to_string(Action action);
std::optional<Action> action_from(std::string_view word);
std::vector<std::string> action_words();

hall::Wish wish(Action action, hall::WindowId window);  // of every action but panic

}  // namespace okno::bridge
