#include "kiosk/phrases.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace okno::kiosk {

namespace {

const Phrases& russian() {
    static const Phrases words{
        .touch_to_begin = "Пожалуйста, выберите язык",
        .take_ticket = "Взять талон",
        .opening_hours = "Часы работы",
        .today = "Сегодня",
        .weekdays = {"Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"},
        .choose_group = "По какому вопросу Вы пришли?",
        .choose_service = "Пожалуйста, выберите услугу.",
        .hall_closed = "Сейчас мы закрыты.",
        .hall_closing = "Талоны сейчас не выдаются. Всех, кто уже взял талон, обязательно примут.",
        .hall_opens = "Откроемся {}.",
        .closed = "Закрыто.",
        .opens = "Откроется {}.",
        .tickets_again = "Взять талон можно будет {}.",
        .no_tickets = "Талонов нет.",
        .may_not_manage = "Можем не успеть сегодня.",
        .full = "Талонов сейчас нет",
        .full_text = "Посетители, которые уже ждут, займут всё время до закрытия.",
        .full_nobody_text =
            "Окна, где оказывают эту услугу, сейчас не работают, и до закрытия Вас не успеют принять.",
        .warned = "Сегодня мы можем не успеть",
        .many_wait_text =
            "Посетителей, которые уже ждут, так много, что Ваша очередь может не подойти до закрытия.",
        .nobody_works_text =
            "Окна, где оказывают эту услугу, сейчас не работают, и Ваша очередь может не подойти до "
            "закрытия.",
        .warned_text = "Если Вы возьмёте талон, Вас обязательно примут, но, возможно, нескоро.",
        .come_then = "Вы также можете прийти {}.",
        .take_anyway = "Взять талон",
        .choose_category = "Есть ли у Вас право на приём вне общей очереди?",
        .category_text = "Может понадобиться документ.",
        .no_category = "Нет",
        .waiting_now = "Ожидают:",
        .nobody_waiting = "Очереди нет",
        .wait = "Ожидание:",
        .back = "Назад",
        .home = "В начало",
        .previous = "Предыдущие",
        .next = "Ещё",
        .done = "Готово",
        .proceed = "Продолжить",
        .taking = "Талон оформляется",
        .taking_text = "Пожалуйста, подождите.",
        .taking_lost_text =
            "Связь прервалась, и мы её восстанавливаем. Пожалуйста, подождите. Если экран долго не "
            "меняется, обратитесь к сотруднику зала.",
        .your_ticket = "Ваш талон",
        .wait_for_call = "Пожалуйста, ожидайте вызова.",
        .you_are_next = "Перед Вами никого нет.",
        .called_to_window = "Вас приглашают к окну",
        .printing = "Талон печатается. Пожалуйста, подождите.",
        .take_paper = "Пожалуйста, возьмите талон.",
        .print_trouble =
            "Талон не напечатан. Пожалуйста, запомните или запишите Ваш номер: Вас вызовут по нему.",
        .not_printed_now =
            "Талоны сейчас не печатаются. Номер будет на экране: пожалуйста, запомните или запишите его.",
        .refused = "Талон не выдан",
        .unclear_answer = "Пожалуйста, обратитесь к сотруднику зала.",
        .still_there = "Вы ещё здесь?",
        .still_there_text = "Коснитесь экрана, чтобы продолжить.",
        .closing_in = "Возврат в начало через",
        .seconds_short = "с",
        .connecting = "Пожалуйста, подождите",
        .connecting_text = "Мы подключаемся к системе. Если это длится долго, обратитесь к сотруднику зала.",
        .lost = "Связь потеряна",
        .lost_text = "Пожалуйста, обратитесь к сотруднику зала.",
    };
    return words;
}

const Phrases& english() {
    static const Phrases words{
        .touch_to_begin = "Please choose your language",
        .take_ticket = "Take a ticket",
        .opening_hours = "Opening hours",
        .today = "Today",
        .weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
        .choose_group = "What have you come for?",
        .choose_service = "Please choose a service.",
        .hall_closed = "We are closed now.",
        .hall_closing = "No tickets are issued now. Everybody who has a ticket will be served.",
        .hall_opens = "We open {}.",
        .closed = "Closed.",
        .opens = "Opens {}.",
        .tickets_again = "You can take a ticket {}.",
        .no_tickets = "No tickets left.",
        .may_not_manage = "We may not manage today.",
        .full = "No tickets left for now",
        .full_text = "The visitors who wait already will take all the time there is until we close.",
        .full_nobody_text =
            "The windows for this service are not working now, and there is no time left to serve you before "
            "we close.",
        .warned = "We may not manage today",
        .many_wait_text = "So many visitors wait already that your turn may come only after we close.",
        .nobody_works_text =
            "The windows for this service are not working now, and your turn may come only after we close.",
        .warned_text = "If you take a ticket you will be served, but you may have to wait for long.",
        .come_then = "You can also come {}.",
        .take_anyway = "Take a ticket",
        .choose_category = "Do you have a right to be served earlier?",
        .category_text = "The staff may ask you for a document.",
        .no_category = "No",
        .waiting_now = "Waiting:",
        .nobody_waiting = "No queue",
        .wait = "Wait:",
        .back = "Back",
        .home = "Start",
        .previous = "Previous",
        .next = "More",
        .done = "Done",
        .proceed = "Continue",
        .taking = "Your ticket is being issued",
        .taking_text = "Please wait.",
        .taking_lost_text =
            "The connection was lost and we are restoring it. Please wait. If this screen does not "
            "change for long, please ask the staff.",
        .your_ticket = "Your ticket",
        .wait_for_call = "Please wait for the call.",
        .you_are_next = "Nobody is ahead of you.",
        .called_to_window = "You are called to window",
        .printing = "Your ticket is being printed. Please wait.",
        .take_paper = "Please take your ticket.",
        .print_trouble =
            "The ticket has not been printed. Please remember or write down your number: you will be "
            "called by it.",
        .not_printed_now =
            "Tickets are not printed now. Your number will be on the screen: please remember it or write it "
            "down.",
        .refused = "No ticket was issued",
        .unclear_answer = "Please ask the staff.",
        .still_there = "Are you still there?",
        .still_there_text = "Touch the screen to go on.",
        .closing_in = "Back to the start in",
        .seconds_short = "s",
        .connecting = "Please wait",
        .connecting_text = "We are connecting to the system. If this takes long, please ask the staff.",
        .lost = "Connection lost",
        .lost_text = "Please ask the staff.",
    };
    return words;
}

constexpr std::array<const char*, 7> on_weekday_russian{
    "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"};
constexpr std::array<const char*, 7> weekdays_english{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 12> months_russian{"января",   "февраля", "марта",  "апреля",
                                                     "мая",      "июня",    "июля",   "августа",
                                                     "сентября", "октября", "ноября", "декабря"};
constexpr std::array<const char*, 12> months_english{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

bool is_russian(const hall::Language& language) {
    return language.value == "ru";
}

// 1 человек, 2 человека, 5 человек; 11–14 человек; 21 человек.
const char* russian_people(std::size_t people) {
    const std::size_t last = people % 10;
    const std::size_t last_two = people % 100;
    return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? "человека" : "человек";
}

// "15–25 минут", "up to 5 minutes". A range ends at five minutes at least, so the plural is always right.
std::string minutes_between(const hall::Language& language, const hall::Range& wait, const char* minutes) {
    if (wait.from_min == 0)
        return fmt::format("{} {}\u00a0{}", is_russian(language) ? "до" : "up to", wait.to_min, minutes);
    return fmt::format("{}–{}\u00a0{}", wait.from_min, wait.to_min, minutes);
}

}  // namespace

const Phrases& phrases(const hall::Language& language) {
    return is_russian(language) ? russian() : english();
}

std::string people_ahead_of_you(const hall::Language& language, std::size_t people) {
    if (people == 0) return phrases(language).you_are_next;
    const std::string count = std::to_string(people);
    if (is_russian(language)) return "Перед Вами " + count + " " + russian_people(people) + ".";
    return count + (people == 1 ? " person is" : " people are") + " ahead of you.";
}

std::string expected_wait(const hall::Language& language, const hall::Range& wait) {
    if (is_russian(language)) return "Примерное ожидание: " + minutes_between(language, wait, "минут");
    return "Estimated wait: " + minutes_between(language, wait, "minutes");
}

std::string short_wait(const hall::Language& language, const hall::Range& wait) {
    return minutes_between(language, wait, is_russian(language) ? "мин" : "min");
}

std::string with_moment(const std::string& pattern, const hall::Language& language, const hall::Zone& zone,
                        hall::Timestamp now, std::optional<hall::Timestamp> moment) {
    if (!moment) return "";
    const hall::LocalTime at = hall::local_time(zone, *moment);
    const hall::LocalDay day = std::chrono::floor<std::chrono::days>(at);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(at - day).count();
    const auto ahead = (day - hall::local_day(zone, now)).count();
    const std::string clock = fmt::format("{}:{:02}", minutes / 60, minutes % 60);
    const auto weekday = std::chrono::weekday{day}.iso_encoding() - 1;
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const auto number = static_cast<unsigned>(date.day());
    const auto month = static_cast<unsigned>(date.month()) - 1;
    if (is_russian(language)) {
        const std::string when = ahead == 0   ? "сегодня"
                                 : ahead == 1 ? "завтра"
                                 : ahead < 7  ? on_weekday_russian.at(weekday)
                                              : fmt::format("{} {}", number, months_russian.at(month));
        return fmt::format(fmt::runtime(pattern), when + " в\u00a0" + clock);
    }
    const std::string when = ahead == 0   ? "today"
                             : ahead == 1 ? "tomorrow"
                             : ahead < 7  ? fmt::format("on {}", weekdays_english.at(weekday))
                                          : fmt::format("on {} {}", number, months_english.at(month));
    return fmt::format(fmt::runtime(pattern), when + " at\u00a0" + clock);
}

std::string own_name(const hall::Language& language) {
    static const std::map<std::string, std::string> names{
        {"ru", "Русский"},   {"en", "English"},   {"be", "Беларуская"}, {"kk", "Қазақша"}, {"tt", "Татарча"},
        {"ba", "Башҡортса"}, {"uz", "Oʻzbekcha"}, {"ky", "Кыргызча"},   {"tg", "Тоҷикӣ"},  {"hy", "Հայերեն"},
        {"ka", "ქართული"},   {"de", "Deutsch"},   {"fr", "Français"},   {"es", "Español"}, {"zh", "中文"}};
    const auto name = names.find(language.value);
    if (name != names.end()) return name->second;
    std::string code = language.value;
    std::transform(code.begin(), code.end(), code.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return code;
}

}  // namespace okno::kiosk
