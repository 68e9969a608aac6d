#include "firmware-bridge/action.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace okno::bridge {

namespace {

struct Meaning {
    Action::Verb verb;
    std::string_view word;
    Needs needs;
    hall::Wish (*wish)(const Action& action, hall::WindowId window);
};

template <class Command>
hall::Wish at_window(const Action&, hall::WindowId window) {
    Command command{};
    command.window = window;
    return command;
}

hall::Wish transfer(const Action& action, hall::WindowId window) {
    assert(action.to);
    return hall::TransferTicket{window, *action.to, action.reason, false};
}

hall::Wish park(const Action& action, hall::WindowId window) {
    return hall::ParkTicket{window, action.reason, {}};
}

hall::Wish pause(const Action& action, hall::WindowId window) {
    return hall::PauseWindow{window, {action.reason}};
}

constexpr std::array meanings{
    Meaning{Action::call_next, "call_next", {}, at_window<hall::CallNext>},
    Meaning{Action::recall, "recall", {}, at_window<hall::Recall>},
    Meaning{Action::start_service, "start_service", {}, at_window<hall::StartService>},
    Meaning{Action::finish_service, "finish_service", {}, at_window<hall::FinishService>},
    Meaning{Action::report_no_show, "report_no_show", {}, at_window<hall::ReportNoShow>},
    Meaning{Action::open_window, "open_window", {}, at_window<hall::OpenWindow>},
    Meaning{Action::resume_window, "resume_window", {}, at_window<hall::ResumeWindow>},
    Meaning{Action::close_window, "close_window", {}, at_window<hall::CloseWindow>},
    Meaning{Action::transfer_ticket, "transfer_ticket", {Says::necessarily, Says::optionally}, transfer},
    Meaning{Action::park_ticket, "park_ticket", {Says::nothing, Says::optionally}, park},
    Meaning{Action::pause_window, "pause_window", {Says::nothing, Says::necessarily}, pause},
};

// The table is in the order of the enumeration; panic, the last one there, is not in it.
const Meaning& meaning_of(Action::Verb verb) {
    return meanings.at(static_cast<std::size_t>(verb));
}

std::string to_string(const hall::Destination& to) {
    if (const auto* window = std::get_if<hall::WindowId>(&to))
        return "window " + std::to_string(window->value);
    return std::get<hall::ServiceId>(to).value;
}

}  // namespace

std::string to_string(const Action& action) {
    if (action.verb == Action::panic) return "panic";
    const std::string word{meaning_of(action.verb).word};
    return action.to ? word + " to " + to_string(*action.to) : word;
}

Needs needs_of(Action::Verb verb) {
    return meaning_of(verb).needs;
}

std::optional<Action::Verb> verb_from(std::string_view word) {
    const auto it = std::find_if(meanings.begin(), meanings.end(),
                                 [&](const Meaning& meaning) { return meaning.word == word; });
    return it == meanings.end() ? std::nullopt : std::optional{it->verb};
}

std::vector<std::string> verb_words() {
    std::vector<std::string> words;
    for (const Meaning& meaning : meanings) words.emplace_back(meaning.word);
    return words;
}

bool hall_knows(const hall::Plan& plan, const Action& action) {
    if (action.verb == Action::pause_window) return hall::find(plan, hall::ReasonId{action.reason});
    if (!action.to) return true;
    return std::visit([&](const auto& to) { return hall::find(plan, to) != nullptr; }, *action.to);
}

hall::Wish wish(const Action& action, hall::WindowId window) {
    return meaning_of(action.verb).wish(action, window);
}

}  // namespace okno::bridge
