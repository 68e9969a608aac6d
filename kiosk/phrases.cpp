#include "kiosk/phrases.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "kiosk/clock_text.hpp"
#include "words/dates.hpp"

namespace okno::kiosk {

namespace {

// `say` stands in front of every text: the catalogues are made of what it is given.

// What is said before a service is chosen.
void fill_welcome(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.touch_to_begin = say("Please choose your language");
    phrases.take_ticket = say("Take a ticket");
    phrases.opening_hours = say("Opening hours");
    phrases.today = say("Today");
    phrases.weekdays = {say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun")};
    phrases.choose_group = say("What have you come for?");
    phrases.choose_service = say("Please choose a service.");
    phrases.hall_closed = say("We are closed now.");
    phrases.hall_closing = say("No tickets are issued now. Everybody who has a ticket will be served.");
    phrases.hall_opens = say("We open {moment}.");
    phrases.closed = say("Closed.");
    phrases.opens = say("Opens {moment}.");
    phrases.tickets_again = say("You can take a ticket {moment}.");
}

// What may stand in the way of a ticket.
void fill_hindrances(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.no_tickets = say("No tickets left.");
    phrases.closed_today = say("Closed for today.");
    phrases.closed_today_text = say("Tickets for this service are not issued any more today.");
    phrases.may_not_manage = say("We may not manage today.");
    phrases.full = say("No tickets left for now");
    phrases.full_text = say("The visitors who wait already will take all the time there is until we close.");
    phrases.full_nobody_text =
        say("The windows for this service are not working now, and there is no time left to serve you before "
            "we close.");
    phrases.warned = say("We may not manage today");
    phrases.many_wait_text =
        say("So many visitors wait already that your turn may come only after we close.");
    phrases.nobody_works_text =
        say("The windows for this service are not working now, and your turn may come only after we close.");
    phrases.warned_text = say("If you take a ticket you will be served, but you may have to wait for long.");
    phrases.come_then = say("You can also come {moment}.");
    phrases.take_anyway = say("Take a ticket");
    phrases.choose_category = say("Do you have a right to be served earlier?");
    phrases.category_text = say("The staff may ask you for a document.");
    phrases.no_category = say("No");
}

// The way to the ticket.
void fill_visit(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.waiting_now = say("Waiting: {count}");
    phrases.nobody_waiting = say("No queue");
    phrases.wait = say("Wait: {range}");
    phrases.wait_unknown = say("How long you will wait cannot be told now.");
    phrases.back = say("Back");
    phrases.home = say("Start");
    phrases.previous = say("Previous");
    phrases.next = say("More");
    phrases.done = say("Done");
    phrases.proceed = say("Continue");
    phrases.taking = say("Your ticket is being issued");
    phrases.taking_text = say("Please wait.");
    phrases.taking_lost_text =
        say("The connection was lost and we are restoring it. Please wait. If this screen does not "
            "change for long, please ask the staff.");
    phrases.wait_for_call = say("Please wait for the call.");
    phrases.you_are_next = say("Nobody is ahead of you.");
    phrases.called_to_window = say("You are called to window {window}.");
    phrases.printing = say("Your ticket is being printed. Please wait.");
    phrases.take_paper = say("Please take your ticket.");
    phrases.print_trouble =
        say("The ticket has not been printed. Please remember or write down your number: you will be "
            "called by it.");
    phrases.not_printed_now =
        say("Tickets are not printed now. Your number will be on the screen: please remember it or write it "
            "down.");
    phrases.refused = say("No ticket was issued");
    phrases.unclear_answer = say("Please ask the staff.");
}

// Before the ticket, in its place, and beside it.
void fill_besides(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.online = say("You can also do this online, without a visit.");
    phrases.scan_code = say("Point the camera of your telephone at the code.");
    phrases.find_by_number = say("Find by number");
    phrases.service_number = say("What is the number of the service?");
    phrases.service_number_how = say("Type the number and choose Find.");
    phrases.unknown_service = say("There is no service with this number. Please check the number.");
    phrases.erase = say("Erase");
    phrases.find = say("Find");
    phrases.call_staff = say("Call staff");
    phrases.calling_staff = say("We are calling the staff");
    phrases.staff_called = say("The staff have been called");
    phrases.staff_called_text = say("Please wait here. Somebody will come to you.");
    phrases.staff_coming = say("Somebody is coming to you");
    phrases.staff_coming_text = say("Please wait here.");
    phrases.staff_failed = say("The staff cannot be called from here now");
    phrases.staff_failed_text = say("Please go to any window.");
    phrases.write_down = say("Show the number large");
    phrases.write_down_text = say("This is your number. Please write it down: you will be called by it.");
    phrases.ticket_code = say("Keep your number on your telephone");
}

// After the visit.
void fill_rating(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.rate_visit = say("Rate your visit");
    phrases.visit_number = say("What is the number on your ticket?");
    phrases.visit_number_how = say("Type its digits without the letter and choose Find.");
    phrases.unknown_visit =
        say("There is no visit with this number, or it has been rated already. Please check the number.");
    phrases.choose_visit = say("Which ticket was yours?");
    phrases.how_was_it = say("How was your visit?");
    phrases.no_names = say("Your name is not asked.");
    phrases.scores = {say("Very good"), say("Good"), say("Fair"), say("Bad"), say("Very bad")};
    phrases.choose_topic = say("What affected your rating most?");
    phrases.may_skip = say("You need not answer.");
    phrases.skip = say("Skip");
    phrases.thanks = say("Thank you!");
    phrases.thanks_text = say("Your answer helps us to become better.");
    phrases.not_rated = say("Your answer has not arrived");
    phrases.not_rated_text = say("We are sorry. Please try again later or tell the staff.");
}

// Waiting, trouble, and what makes the screen easier.
void fill_rest(Phrases& phrases, const words::Languages& languages) {
    const auto say = [&](const char* english) { return words::text(languages, english); };
    phrases.still_there = say("Are you still there?");
    phrases.still_there_text = say("Touch the screen to go on.");
    phrases.connecting = say("Please wait");
    phrases.connecting_text =
        say("We are connecting to the system. If this takes long, please ask the staff.");
    phrases.lost = say("Connection lost");
    phrases.lost_text = say("Please ask the staff.");
    phrases.name_tag = say("For the administrator: this device's fingerprint");
    phrases.aids = say("Accessibility");
    phrases.aids_question = say("What would help you?");
    phrases.aids_how = say("Touch to switch on or off.");
    phrases.large_letters = say("Large letters");
    phrases.high_contrast = say("High contrast");
    phrases.lower_controls = say("Controls lower down");
    phrases.simple_words = say("Simple words");
    phrases.on = say("On");
    phrases.off = say("Off");
    phrases.louder = say("Speak louder");
    phrases.quieter = say("Speak more quietly");
    phrases.faster = say("Speak faster");
    phrases.slower = say("Speak more slowly");
}

Phrases phrases_in(const words::Languages& languages) {
    Phrases phrases;
    fill_welcome(phrases, languages);
    fill_hindrances(phrases, languages);
    fill_visit(phrases, languages);
    fill_besides(phrases, languages);
    fill_rating(phrases, languages);
    fill_rest(phrases, languages);
    return phrases;
}

// "15–25 minutes", "up to 5 minutes". A range ends at five minutes at least and always at a multiple of five,
// so one form of the word will do.
std::string minutes_between(const hall::Range& wait, const std::string& between, const std::string& up_to) {
    return words::filled(wait.from_min == 0 ? up_to : between,
                         {{"from", std::to_string(wait.from_min)}, {"to", std::to_string(wait.to_min)}});
}

}  // namespace

hall::Language in_simple_words(const hall::Language& language) {
    return {hall::plain(language).value + "@simple"};
}

bool has_simple_words(const hall::Language& language) {
    return words::speaks(in_simple_words(language).value);
}

words::Languages languages_for(const hall::Language& language, const hall::Plan& plan) {
    words::Languages languages{language.value};
    if (hall::plain(language) != language) languages.push_back(hall::plain(language).value);
    if (!plan.languages.empty()) languages.push_back(plan.languages.front().value);
    return languages;
}

std::vector<hall::Language> languages_of(const hall::Plan& plan) {
    if (!plan.languages.empty()) return plan.languages;
    return {hall::Language{"ru"}, hall::Language{"en"}};
}

std::vector<hall::Language> first_languages_of(const hall::Plan& plan) {
    constexpr std::size_t at_once = 2;
    std::vector<hall::Language> languages = languages_of(plan);
    if (languages.size() > at_once) languages.resize(at_once);
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
    const auto ahead = (day - hall::local_day(plan.zone, now)).count();
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const std::string on = ahead == 0   ? say("today")
                           : ahead == 1 ? say("tomorrow")
                           : ahead < 7
                               ? words::on_weekday(languages, std::chrono::weekday{day})
                               : words::filled(say("on {date}"), {{"date", words::date(languages, date)}});
    const std::string when =
        words::filled(say("{day} at\u00a0{clock}"), {{"day", on}, {"clock", clock_text(at)}});
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
