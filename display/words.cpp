#include "display/words.hpp"

#include <algorithm>

namespace okno::display {

namespace {

constexpr std::size_t languages_at_most = 2;

}  // namespace

std::vector<hall::Language> shown_languages(const hall::Plan& plan) {
    std::vector<hall::Language> languages = plan.languages;
    if (languages.empty()) languages = {{"ru"}, {"en"}};
    if (languages.size() > languages_at_most) languages.resize(languages_at_most);
    return languages;
}

words::Languages lookup(const hall::Language& language, const hall::Plan& plan) {
    words::Languages languages{language.value};
    if (!plan.languages.empty()) languages.push_back(plan.languages.front().value);
    return languages;
}

Words worded(const hall::Plan& plan, const char* english, const words::Values& values) {
    Words texts;
    for (const hall::Language& language : shown_languages(plan)) {
        const std::string text = words::filled(words::text(lookup(language, plan), english), values);
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
    }
    return texts;
}

Words in_languages(const hall::Text& text, const hall::Plan& plan) {
    Words texts;
    for (const hall::Language& language : shown_languages(plan)) {
        const std::string& said = hall::in(text, language, plan);
        if (!said.empty() && std::find(texts.begin(), texts.end(), said) == texts.end())
            texts.push_back(said);
    }
    return texts;
}

std::string joined(const Words& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " · ") + word;
    return all;
}

}  // namespace okno::display
