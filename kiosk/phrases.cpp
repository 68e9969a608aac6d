#include "kiosk/phrases.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "words/dates.hpp"

namespace okno::kiosk {

namespace {

// `say` stands in front of every text: the catalogues are made of what it is given.
Phrases phrases_in(const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    return {
        .touch_to_begin = say("Please choose your language"),
        .take_ticket = say("Take a ticket"),
        .opening_hours = say("Opening hours"),
        .today = say("Today"),
        .weekdays = {say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun")},
        .choose_group = say("What have you come for?"),
        .choose_service = say("Please choose a service."),
        .hall_closed = say("We are closed now."),
        .hall_closing = say("No tickets are issued now. Everybody who has a ticket will be served."),
        .hall_opens = say("We open {moment}."),
        .closed = say("Closed."),
        .opens = say("Opens {moment}."),
        .tickets_again = say("You can take a ticket {moment}."),
        .no_tickets = say("No tickets left."),
        .may_not_manage = say("We may not manage today."),
        .full = say("No tickets left for now"),
        .full_text = say("The visitors who wait already will take all the time there is until we close."),
        .full_nobody_text = say(
            "The windows for this service are not working now, and there is no time left to serve you before "
            "we close."),
        .warned = say("We may not manage today"),
        .many_wait_text = say("So many visitors wait already that your turn may come only after we close."),
        .nobody_works_text = say(
            "The windows for this service are not working now, and your turn may come only after we close."),
        .warned_text = say("If you take a ticket you will be served, but you may have to wait for long."),
        .come_then = say("You can also come {moment}."),
        .take_anyway = say("Take a ticket"),
        .choose_category = say("Do you have a right to be served earlier?"),
        .category_text = say("The staff may ask you for a document."),
        .no_category = say("No"),
        .waiting_now = say("Waiting: {count}"),
        .nobody_waiting = say("No queue"),
        .wait = say("Wait: {range}"),
        .back = say("Back"),
        .home = say("Start"),
        .previous = say("Previous"),
        .next = say("More"),
        .done = say("Done"),
        .proceed = say("Continue"),
        .taking = say("Your ticket is being issued"),
        .taking_text = say("Please wait."),
        .taking_lost_text =
            say("The connection was lost and we are restoring it. Please wait. If this screen does not "
                "change for long, please ask the staff."),
        .your_ticket = say("Your ticket"),
        .wait_for_call = say("Please wait for the call."),
        .you_are_next = say("Nobody is ahead of you."),
        .called_to_window = say("You are called to window {window}."),
        .printing = say("Your ticket is being printed. Please wait."),
        .take_paper = say("Please take your ticket."),
        .print_trouble =
            say("The ticket has not been printed. Please remember or write down your number: you will be "
                "called by it."),
        .not_printed_now = say(
            "Tickets are not printed now. Your number will be on the screen: please remember it or write it "
            "down."),
        .refused = say("No ticket was issued"),
        .unclear_answer = say("Please ask the staff."),
        .still_there = say("Are you still there?"),
        .still_there_text = say("Touch the screen to go on."),
        .connecting = say("Please wait"),
        .connecting_text = say("We are connecting to the system. If this takes long, please ask the staff."),
        .lost = say("Connection lost"),
        .lost_text = say("Please ask the staff."),
        .aids = say("Accessibility"),
        .aids_question = say("What would help you?"),
        .aids_how = say("Touch to switch on or off."),
        .large_letters = say("Large letters"),
        .high_contrast = say("High contrast"),
        .lower_controls = say("Controls lower down"),
        .on = say("On"),
        .off = say("Off"),
        .louder = say("Speak louder"),
        .quieter = say("Speak more quietly"),
        .faster = say("Speak faster"),
        .slower = say("Speak more slowly"),
    };
}

// "15–25 minutes", "up to 5 minutes". A range ends at five minutes at least and always at a multiple of five,
// so one form of the word will do.
std::string minutes_between(const hall::Range& wait, const std::string& between, const std::string& up_to) {
    return words::filled(wait.from_min == 0 ? up_to : between,
                         {{"from", std::to_string(wait.from_min)}, {"to", std::to_string(wait.to_min)}});
}

}  // namespace

words::Languages languages_for(const hall::Language& language, const hall::Plan& plan) {
    words::Languages languages{language.value};
    if (!plan.languages.empty()) languages.push_back(plan.languages.front().value);
    return languages;
}

const Phrases& phrases(const hall::Language& language, const hall::Plan& plan) {
    static std::map<words::Languages, Phrases> known;
    const words::Languages languages = languages_for(language, plan);
    const auto found = known.find(languages);
    return found != known.end() ? found->second
                                : known.emplace(languages, phrases_in(languages)).first->second;
}

std::string people_ahead_of_you(const hall::Language& language, const hall::Plan& plan, std::size_t people) {
    if (people == 0) return phrases(language, plan).you_are_next;
    return words::plural(languages_for(language, plan), "{count} person is ahead of you.",
                         "{count} people are ahead of you.", people);
}

std::string back_to_start_in(const hall::Language& language, const hall::Plan& plan,
                             std::chrono::seconds left) {
    return words::plural(languages_for(language, plan), "Back to the start in {count} second.",
                         "Back to the start in {count} seconds.", static_cast<std::size_t>(left.count()));
}

std::string expected_wait(const hall::Language& language, const hall::Plan& plan, const hall::Range& wait) {
    const auto languages = languages_for(language, plan);
    const auto say = [&](const char* english) { return words::text(languages, english); };
    return words::filled(
        say("Estimated wait: {range}"),
        {{"range", minutes_between(wait, say("{from}–{to}\u00a0minutes"), say("up to {to}\u00a0minutes"))}});
}

std::string short_wait(const hall::Language& language, const hall::Plan& plan, const hall::Range& wait) {
    const auto languages = languages_for(language, plan);
    const auto say = [&](const char* english) { return words::text(languages, english); };
    return minutes_between(wait, say("{from}–{to}\u00a0min"), say("up to {to}\u00a0min"));
}

std::string with_moment(const std::string& pattern, const hall::Language& language, const hall::Plan& plan,
                        hall::Timestamp now, std::optional<hall::Timestamp> moment) {
    if (!moment) return "";
    const auto languages = languages_for(language, plan);
    const auto say = [&](const char* english) { return words::text(languages, english); };
    const hall::LocalTime at = hall::local_time(plan.zone, *moment);
    const hall::LocalDay day = std::chrono::floor<std::chrono::days>(at);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(at - day).count();
    const auto ahead = (day - hall::local_day(plan.zone, now)).count();
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const std::string on = ahead == 0   ? say("today")
                           : ahead == 1 ? say("tomorrow")
                           : ahead < 7
                               ? words::on_weekday(languages, std::chrono::weekday{day})
                               : words::filled(say("on {date}"), {{"date", words::date(languages, date)}});
    const std::string clock = fmt::format("{}:{:02}", minutes / 60, minutes % 60);
    const std::string when = words::filled(say("{day} at\u00a0{clock}"), {{"day", on}, {"clock", clock}});
    return words::filled(pattern, {{"moment", when}});
}

std::string own_name(const hall::Language& language) {
    static const std::map<std::string, std::string> names{
        {"ru", "Русский"},  {"en", "English"},   {"be", "Беларуская"}, {"kk", "Қазақша"},
        {"tt", "Татарча"},  {"ba", "Башҡортса"}, {"uz", "Oʻzbekcha"},  {"ky", "Кыргызча"},
        {"tg", "Тоҷикӣ"},   {"hy", "Հայերեն"},   {"ka", "ქართული"},    {"de", "Deutsch"},
        {"fr", "Français"}, {"es", "Español"},   {"zh", "中文"},       {"ar", "العربية"}};
    const auto name = names.find(language.value);
    if (name != names.end()) return name->second;
    std::string code = language.value;
    std::transform(code.begin(), code.end(), code.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return code;
}

}  // namespace okno::kiosk
