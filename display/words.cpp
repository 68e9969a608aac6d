#include "display/words.hpp"

#include <algorithm>

namespace okno::display {

namespace {

constexpr std::size_t languages_at_most = 2;

constexpr Wording russian{"Реклама",
                          "Окно",
                          "Пожалуйста, подойдите к окну",
                          "Идёт приём",
                          "Следующий, пожалуйста. Подойдите, когда вызовут Ваш номер.",
                          "Окно закрыто.",
                          "Перерыв.",
                          "Ближайшее открытое окно:",
                          "Связь потеряна. Пожалуйста, спросите сотрудника у окна.",
                          "Такого окна в плане зала нет. Пожалуйста, сообщите администратору.",
                          "Пожалуйста, подождите: экран подключается.",
                          "мин",
                          "до",
                          "Сегодня талоны выдаются до",
                          "Выдача талонов окончена. Всех, у кого есть талон, примут."};
constexpr Wording english{"Advertisement",
                          "Window",
                          "Please come to the window",
                          "Now being served",
                          "Next, please. Come when your number is called.",
                          "The window is closed.",
                          "A break.",
                          "The nearest open window:",
                          "Connection lost. Please ask at the window.",
                          "The hall's plan has no such window. Please tell the administrator.",
                          "Please wait: the screen is connecting.",
                          "min",
                          "up to",
                          "Today tickets are given until",
                          "No more tickets are given. Everybody who has one will be served."};

}  // namespace

std::vector<hall::Language> shown_languages(const hall::Plan& plan) {
    std::vector<hall::Language> languages = plan.languages;
    if (languages.empty()) languages = {{"ru"}, {"en"}};
    if (languages.size() > languages_at_most) languages.resize(languages_at_most);
    return languages;
}

std::vector<std::string> worded(const std::vector<hall::Language>& languages, const char* Wording::*words) {
    std::vector<std::string> texts;
    for (const hall::Language& language : languages) {
        const std::string text = (language.value == "ru" ? russian : english).*words;
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
    }
    return texts;
}

}  // namespace okno::display
