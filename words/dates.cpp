#include "words/dates.hpp"

#include <array>

namespace okno::words {

std::string date(const Languages& languages, const std::chrono::year_month_day& day) {
    const auto say = [&](const char* english) { return text(languages, english); };
    const std::array<std::string, 12> dates{
        say("{day} January"),   say("{day} February"), say("{day} March"),    say("{day} April"),
        say("{day} May"),       say("{day} June"),     say("{day} July"),     say("{day} August"),
        say("{day} September"), say("{day} October"),  say("{day} November"), say("{day} December")};
    return filled(dates.at(static_cast<unsigned>(day.month()) - 1),
                  {{"day", std::to_string(static_cast<unsigned>(day.day()))}});
}

std::string weekday(const Languages& languages, std::chrono::weekday day) {
    const auto say = [&](const char* english) { return text(languages, english); };
    const std::array<std::string, 7> days{say("Sunday"),   say("Monday"), say("Tuesday"), say("Wednesday"),
                                          say("Thursday"), say("Friday"), say("Saturday")};
    return days.at(day.c_encoding());
}

std::string on_weekday(const Languages& languages, std::chrono::weekday day) {
    const auto say = [&](const char* english) { return text(languages, english); };
    const std::array<std::string, 7> days{say("on Sunday"),    say("on Monday"),   say("on Tuesday"),
                                          say("on Wednesday"), say("on Thursday"), say("on Friday"),
                                          say("on Saturday")};
    return days.at(day.c_encoding());
}

}  // namespace okno::words
