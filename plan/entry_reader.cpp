#include "plan/entry_reader.hpp"

#include "plan/nearest_word.hpp"
#include "plan/words.hpp"

namespace okno::plan {

namespace {

constexpr std::size_t text_bytes_at_most = 500;  // one screen; the wire carries 2000

Phrase duration_form() {
    return phrase({"a duration such as \"20m\", \"90s\" or \"1h30m\"",
                   "длительность, например \"20m\", \"90s\" или \"1h30m\""});
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\n\r") == std::string::npos;
}

bool has_control_character(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

Phrase line_of(const toml::source_region& where) {
    return phrase({"line {}", "строка {}"}, where.begin.line);
}

hall::Text EntryReader::text(StrictTable& table, std::string_view key, Phrase noun) {
    auto found = table.table(key, std::move(noun),
                             phrase({"the words in each language, such as { ru = \"...\", en = \"...\" }",
                                     "слова на каждом языке, например { ru = \"...\", en = \"...\" }"}));
    return found ? words(*found) : hall::Text{};
}

hall::Text EntryReader::words(StrictTable& words) {
    hall::Text text;
    if (languages_.empty()) return text;
    const auto take = [&](const hall::Language& language, const std::optional<Word>& word) {
        if (!word) return;
        if (is_blank(word->text))
            critic_.complain(word->where, phrase({"{}: this text is empty", "{}: текст пуст"}, word->shown()),
                             phrase({"words for people to read", "слова, которые прочтут люди"}));
        else if (has_control_character(word->text))
            critic_.complain(word->where,
                             phrase({"{}: this text has a tab or a line break",
                                     "{}: в тексте есть табуляция или перенос строки"},
                                    word->key),
                             phrase({"one line", "одна строка"}));
        else if (word->text.size() > text_bytes_at_most)
            critic_.complain(
                word->where, phrase({"{}: this text is too long", "{}: текст слишком длинный"}, word->key),
                phrase({"at most {} bytes", "не больше {} байт (русская буква — два)"}, text_bytes_at_most));
        text[language] = word->text;
    };
    for (const hall::Language& language : languages_) {
        take(language, words.word(language.value, phrase({"a text in this language of the hall",
                                                          "текст на этом языке зала"})));
        const hall::Language simple{language.value + "@simple"};
        take(simple, words.optional_word(simple.value,
                                         phrase({"the same in simple words", "то же простыми словами"})));
    }
    words.refuse_other_keys();
    return text;
}

std::string EntryReader::name(StrictTable& table, Names& names) {
    const Phrase form = phrase(
        {"small Latin letters, digits, \"-\" and \"_\"", "маленькие латинские буквы, цифры, «-» и «_»"});
    const auto word =
        table.word("id", phrase({"{}, unique in the plan", "{}; такого кода в плане ещё нет"}, form));
    if (!word) return {};
    if (!is_name(word->text)) {
        critic_.complain(
            word->where,
            phrase({"{}: this cannot be an id", "{}: так код называться не может"}, word->shown()), form);
        return {};
    }
    const auto [first, fresh] = names.where.emplace(word->text, word->where);
    if (!fresh) {
        critic_.complain(word->where, phrase({"{}: this {} is already defined on {}",
                                              "{}: среди {} такой код уже есть ({})"},
                                             word->shown(), names.sort, line_of(first->second)));
        return word->text;
    }
    names.in_order.push_back(word->text);
    return word->text;
}

std::string EntryReader::reference(StrictTable& table, std::string_view key, const Names& names) {
    const auto word = table.word(key, phrase({"the id of a {}", "один из кодов {}"}, names.sort));
    return word && known(*word, names) ? word->text : std::string{};
}

bool EntryReader::known(const Word& word, const Names& names) {
    if (names.where.contains(word.text)) return true;
    critic_.complain(
        word.where,
        phrase({"{}: there is no such {}", "{}: среди {} такого кода нет"}, word.shown(), names.sort),
        names.in_order.empty() ? phrase({"it to be defined", "сначала определить его"})
                               : one_of(names.in_order),
        nearest_word(word.text, names.in_order));
    return false;
}

std::optional<hall::Seconds> EntryReader::duration(StrictTable& table, std::string_view key, Must must,
                                                   Zero zero) {
    const Phrase form = duration_form();
    const auto word = must == Must::be_there ? table.word(key, form) : table.optional_word(key, form);
    if (!word) return std::nullopt;
    const auto seconds = parse_duration(word->text);
    if (!seconds)
        critic_.complain(word->where,
                         phrase({"{}: this is not a duration", "{}: это не длительность"}, word->shown()),
                         form);
    else if (*seconds == hall::Seconds{0} && zero == Zero::refused)
        critic_.complain(
            word->where,
            phrase({"{}: this must be longer than nothing", "{}: длительность должна быть больше нуля"},
                   word->shown()),
            form);
    return seconds;
}

int EntryReader::number(StrictTable& table, std::string_view key, int least, int most, Must must,
                        int otherwise) {
    const auto number = table.whole_number(key, least, most, must == Must::be_there);
    return number ? static_cast<int>(*number) : otherwise;
}

std::optional<std::size_t> EntryReader::choice(StrictTable& table, std::string_view key,
                                               const std::vector<std::string>& words) {
    const Phrase expected = one_of(words);
    const auto word = table.optional_word(key, expected);
    if (!word) return std::nullopt;
    const auto at = std::find(words.begin(), words.end(), word->text);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    critic_.complain(word->where,
                     phrase({"{}: there is no such {}", "{}: у ключа «{}» такого значения не бывает"},
                            word->shown(), word->key),
                     expected, nearest_word(word->text, words));
    return std::nullopt;
}

}  // namespace okno::plan
