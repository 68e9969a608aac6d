#include "firmware-bridge/action.hpp"

#include <algorithm>
#include <array>

namespace okno::bridge {

namespace {

struct Meaning {
    Action action;
    std::string_view word;
    hall::Wish (*wish)(hall::WindowId window);
};

constexpr std::array meanings{
    Meaning{Action::call_next, "call_next",
            [](hall::WindowId window) -> hall::Wish { return hall::CallNext{window}; }},
    Meaning{Action::recall, "recall",
            [](hall::WindowId window) -> hall::Wish { return hall::Recall{window}; }},
    Meaning{Action::start_service, "start_service",
            [](hall::WindowId window) -> hall::Wish { return hall::StartService{window}; }},
    Meaning{Action::finish_service, "finish_service",
            [](hall::WindowId window) -> hall::Wish {
                return hall::FinishService{window, {}};
            }},
    Meaning{Action::report_no_show, "report_no_show",
            [](hall::WindowId window) -> hall::Wish { return hall::ReportNoShow{window}; }},
    Meaning{Action::open_window, "open_window",
            [](hall::WindowId window) -> hall::Wish { return hall::OpenWindow{window}; }},
    Meaning{Action::resume_window, "resume_window",
            [](hall::WindowId window) -> hall::Wish { return hall::ResumeWindow{window}; }},
    Meaning{Action::close_window, "close_window",
            [](hall::WindowId window) -> hall::Wish { return hall::CloseWindow{window}; }},
};

// The table is in the order of the enumeration; panic, the last one there, is not in it.
const Meaning& meaning_of(Action action) {
    return meanings.at(static_cast<std::size_t>(action));
}

}  // namespace

std::string_view to_string(Action action) {
    return action == Action::panic ? "panic" : meaning_of(action).word;
}

std::optional<Action> action_from(std::string_view word) {
    const auto it = std::find_if(meanings.begin(), meanings.end(),
                                 [&](const Meaning& meaning) { return meaning.word == word; });
    return it == meanings.end() ? std::nullopt : std::optional{it->action};
}

std::vector<std::string> action_words() {
    std::vector<std::string> words;
    for (const Meaning& meaning : meanings) words.emplace_back(meaning.word);
    return words;
}

hall::Wish wish(Action action, hall::WindowId window) {
    return meaning_of(action).wish(window);
}

}  // namespace okno::bridge
