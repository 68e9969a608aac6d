#include "plan/entry_reader.hpp"

#include "plan/nearest_word.hpp"
#include "plan/words.hpp"

namespace okno::plan {

namespace {

constexpr std::string_view duration_form = "a duration such as \"20m\", \"90s\" or \"1h30m\"";
constexpr std::string_view name_form = "small Latin letters, digits, \"-\" and \"_\"";
constexpr std::size_t text_bytes_at_most = 500;  // one screen; the wire carries 2000

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\n\r") == std::string::npos;
}

bool has_control_character(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

std::string line_of(const toml::source_region& where) {
    return "line " + std::to_string(where.begin.line);
}

hall::Text EntryReader::text(StrictTable& table, std::string_view key, const std::string& of_what) {
    auto found = table.table(key, "the " + std::string{key} + " of " + of_what,
                             "the words in each language, such as { ru = \"...\", en = \"...\" }");
    return found ? words(*found) : hall::Text{};
}

hall::Text EntryReader::words(StrictTable& words) {
    hall::Text text;
    if (languages_.empty()) return text;
    const auto take = [&](const hall::Language& language, const std::optional<Word>& word) {
        if (!word) return;
        if (is_blank(word->text))
            critic_.complain(word->where, word->shown() + ": this text is empty", "words for people to read");
        else if (has_control_character(word->text))
            critic_.complain(word->where, word->key + ": this text has a tab or a line break", "one line");
        else if (word->text.size() > text_bytes_at_most)
            critic_.complain(word->where, word->key + ": this text is too long",
                             "at most " + std::to_string(text_bytes_at_most) + " bytes");
        text[language] = word->text;
    };
    for (const hall::Language& language : languages_) {
        take(language, words.word(language.value, "a text in this language of the hall"));
        const hall::Language simple{language.value + "@simple"};
        take(simple, words.optional_word(simple.value, "the same in simple words"));
    }
    words.refuse_other_keys();
    return text;
}

std::string EntryReader::name(StrictTable& table, Names& names) {
    const auto word = table.word("id", std::string{name_form} + ", unique in the plan");
    if (!word) return {};
    if (!is_name(word->text)) {
        critic_.complain(word->where, word->shown() + ": this cannot be an id", std::string{name_form});
        return {};
    }
    const auto [first, fresh] = names.where.emplace(word->text, word->where);
    if (!fresh) {
        critic_.complain(word->where, word->shown() + ": this " + names.sort + " is already defined on " +
                                          line_of(first->second));
        return word->text;
    }
    names.in_order.push_back(word->text);
    return word->text;
}

std::string EntryReader::reference(StrictTable& table, std::string_view key, const Names& names) {
    const auto word = table.word(key, "the id of a " + names.sort);
    return word && known(*word, names) ? word->text : std::string{};
}

bool EntryReader::known(const Word& word, const Names& names) {
    if (names.where.contains(word.text)) return true;
    const std::string expected =
        names.in_order.empty() ? "it to be defined" : "one of " + list_of(names.in_order);
    critic_.complain(word.where, word.shown() + ": there is no such " + names.sort, expected,
                     nearest_word(word.text, names.in_order));
    return false;
}

std::optional<hall::Seconds> EntryReader::duration(StrictTable& table, std::string_view key, Must must,
                                                   Zero zero) {
    const auto word =
        must == Must::be_there ? table.word(key, duration_form) : table.optional_word(key, duration_form);
    if (!word) return std::nullopt;
    const auto seconds = parse_duration(word->text);
    if (!seconds)
        critic_.complain(word->where, word->shown() + ": this is not a duration", std::string{duration_form});
    else if (*seconds == hall::Seconds{0} && zero == Zero::refused)
        critic_.complain(word->where, word->shown() + ": this must be longer than nothing",
                         std::string{duration_form});
    return seconds;
}

int EntryReader::number(StrictTable& table, std::string_view key, int least, int most, Must must,
                        int otherwise) {
    const auto number = table.whole_number(key, least, most, must == Must::be_there);
    return number ? static_cast<int>(*number) : otherwise;
}

std::optional<std::size_t> EntryReader::choice(StrictTable& table, std::string_view key,
                                               const std::vector<std::string>& words) {
    const std::string expected = "one of " + list_of(words);
    const auto word = table.optional_word(key, expected);
    if (!word) return std::nullopt;
    const auto at = std::find(words.begin(), words.end(), word->text);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    critic_.complain(word->where, word->shown() + ": there is no such " + word->key, expected,
                     nearest_word(word->text, words));
    return std::nullopt;
}

}  // namespace okno::plan
