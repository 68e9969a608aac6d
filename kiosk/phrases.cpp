#include "kiosk/phrases.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace okno::kiosk {

namespace {

const Phrases& russian() {
    static const Phrases words{
        .touch_to_begin = "Пожалуйста, выберите язык",
        .take_ticket = "Взять талон",
        .opening_hours = "Часы работы",
        .weekdays = {"Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"},
        .choose_group = "По какому вопросу Вы пришли?",
        .choose_service = "Пожалуйста, выберите услугу.",
        .waiting_now = "Ожидают:",
        .nobody_waiting = "Очереди нет",
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
        .weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
        .choose_group = "What have you come for?",
        .choose_service = "Please choose a service.",
        .waiting_now = "Waiting:",
        .nobody_waiting = "No queue",
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

bool is_russian(const hall::Language& language) {
    return language.value == "ru";
}

// 1 человек, 2 человека, 5 человек; 11–14 человек; 21 человек.
const char* russian_people(std::size_t people) {
    const std::size_t last = people % 10;
    const std::size_t last_two = people % 100;
    return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? "человека" : "человек";
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
