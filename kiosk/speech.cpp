#include "kiosk/speech.hpp"

#include <algorithm>

#include "words/letters.hpp"
#include "words/words.hpp"

namespace okno::kiosk {

namespace {

constexpr int usual_words_a_minute = 150;
constexpr int words_a_step = 25;
constexpr int usual_volume = 100;
constexpr int volume_a_step = 25;

void add(std::string& all, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!all.empty()) all += ' ';
    all += sentence;
    const char last = sentence.back();
    if (last != '.' && last != '?' && last != '!' && last != ':') all += '.';
}

// The voice of a language speaks it in every manner: "ru@simple" as "ru".
std::string voice_for(const std::string& language) {
    return language.substr(0, language.find('@'));
}

// "C004" is said as "цэ, 4": with the letter's name, as the hall will call it. The pause keeps the name from
// being read as a word of the sentence: "A 4" begins with an article.
std::string spoken_number(const words::Languages& languages, const std::string& number) {
    const auto digits =
        std::find_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto first = std::find_if(digits, number.end(), [](char c) { return c != '0'; });
    std::string spoken;
    for (auto letter = number.begin(); letter != digits; ++letter)
        spoken += (*letter >= 'A' && *letter <= 'Z' ? words::letter_name(languages, *letter)
                                                    : std::string(1, *letter)) +
                  ", ";
    return spoken + std::string(first, number.end());
}

// One by one: "1 2".
std::string spoken_digits(const std::string& digits) {
    std::string spoken;
    for (const char digit : digits) {
        if (!spoken.empty()) spoken += ' ';
        spoken += digit;
    }
    return spoken;
}

bool asks_for_number(ScreenKind kind) {
    return kind == ScreenKind::service_number || kind == ScreenKind::visit_number;
}

std::string page_text(const Screen& screen) {
    const auto say = [&](const char* english) { return words::text(screen.spoken, english); };
    const Saying saying = screen.sayings.empty() ? Saying{} : screen.sayings.front();
    std::string page;
    if (screen.kind == ScreenKind::ticket) {
        add(page, words::filled(say("Your number: {number}."),
                                {{"number", spoken_number(screen.spoken, screen.number)}}));
        add(page, screen.service);
        add(page, screen.place);
        add(page, screen.wait);
        add(page, saying.text);
        for (const Notice& notice : screen.notices) add(page, notice.text);
        return page;
    }
    if (screen.kind == ScreenKind::write_down)
        add(page, words::filled(say("Your number: {number}."),
                                {{"number", spoken_number(screen.spoken, screen.number)}}));
    add(page, screen.service);
    add(page, saying.title);
    if (screen.kind == ScreenKind::still_there)
        add(page, say("Press any key to go on."));
    else if (screen.kind != ScreenKind::aids)  // it tells where to touch
        add(page, saying.text);
    for (const std::string* each : {&screen.place, &screen.open_today, &screen.code_title, &screen.code_text})
        add(page, *each);
    if (asks_for_number(screen.kind)) {
        add(page, spoken_digits(screen.typed));
        for (const Notice& notice : screen.notices) add(page, notice.text);
    }
    if (screen.kind == ScreenKind::welcome)
        for (const Notice& notice : screen.notices) {
            add(page, notice.text);
            break;
        }
    return page;
}

// What is told when it changes while the screen stays. Who types hears what has been typed, not the question.
std::string changing_text(const Screen& screen) {
    if (!asks_for_number(screen.kind)) return page_text(screen);
    if (!screen.notices.empty()) return screen.notices.front().text;
    return screen.typed.empty() ? words::text(screen.spoken, "Nothing is typed.")
                                : spoken_digits(screen.typed);
}

struct Choice {
    std::string text;
    std::string language;  // of its own; "" for that of the screen
};

Choice choice_of(const Screen& screen) {
    const auto all = actions(screen);
    const auto at = std::find(all.begin(), all.end(), screen.focus);
    if (screen.focus.empty() || at == all.end()) return {};
    Choice choice;
    words::Languages spoken = screen.spoken;
    constexpr std::string_view language = "language:";
    if (screen.focus.starts_with(language)) {
        choice.language = screen.focus.substr(language.size());
        spoken.insert(spoken.begin(), choice.language);
    }
    for (const Tile& tile : screen.tiles)
        if (tile.action == screen.focus) {
            add(choice.text,
                tile.action.starts_with("visit:") ? spoken_number(spoken, tile.title) : tile.title);
            add(choice.text, tile.detail);
        }
    for (const auto* row : {&screen.pager, &screen.buttons, &screen.languages})
        for (const Button& button : *row)
            if (button.action == screen.focus) add(choice.text, button.text);
    add(choice.text, words::filled(words::text(spoken, "Choice {place} of {count}."),
                                   {{"place", std::to_string(at - all.begin() + 1)},
                                    {"count", std::to_string(all.size())}}));
    return choice;
}

// Screens whose words change while they are shown, and matter.
bool follows_changes(ScreenKind kind) {
    return kind == ScreenKind::ticket || kind == ScreenKind::taking || kind == ScreenKind::staff ||
           kind == ScreenKind::rated || asks_for_number(kind);
}

}  // namespace

Utterances Speech::tell(const Screen& screen) {
    if (!screen.voice.on) {
        told_.reset();
        return {};
    }
    const Told now{screen.kind, changing_text(screen), screen.focus, screen.voice};
    const bool begins = !told_;
    const bool other_page = begins || told_->kind != now.kind;
    const bool asked = begins || told_->voice.asked != now.voice.asked;
    const bool news = !other_page && follows_changes(now.kind) && told_->changing != now.changing;
    const bool page = other_page || news || (asked && now.voice.everything);
    const bool choice = other_page || asked || told_->focus != now.focus;
    told_ = now;

    Utterances all;
    const auto say = [&](const std::string& text, const std::string& language) {
        if (text.empty()) return;
        const std::string in =
            language.empty() ? screen.spoken.empty() ? "en" : voice_for(screen.spoken.front()) : language;
        if (!all.empty() && all.back().language == in)
            add(all.back().text, text);
        else
            all.push_back({in, text, usual_words_a_minute + words_a_step * now.voice.rate,
                           usual_volume + volume_a_step * now.voice.volume});
    };
    if (begins)
        say(words::text(screen.spoken,
                        "The spoken menu is on. The next and previous keys move from choice to choice, the "
                        "select key "
                        "chooses, the ear key says it again."),
            "");
    if (news && asks_for_number(now.kind))
        say(now.changing, "");
    else if (page)
        say(page_text(screen), "");
    if (choice) {
        const Choice chosen = choice_of(screen);
        say(chosen.text, chosen.language);
    }
    return all;
}

}  // namespace okno::kiosk
