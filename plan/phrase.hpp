// A few words about a file that a person wrote, in English and Russian at once. The words are checked while
// the program is compiled: a phrase without its Russian, with English left in its Russian, or with other
// holes in one language than in the other does not compile. Holes are "{}", filled in their order with what
// is the same in both languages (words of the file, figures) or with other phrases.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

namespace okno::plan {

struct Phrase {
    std::string en;
    std::string ru;

    bool empty() const { return en.empty(); }
    bool operator==(const Phrase&) const = default;
};

constexpr std::size_t holes_of(std::string_view text) {
    std::size_t holes = 0;
    for (std::size_t at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2))
        ++holes;
    return holes;
}

// Calls `own` with each byte that is the phrase's own: outside of what is quoted or stands in brackets.
template <class Own>
constexpr void each_own_byte(std::string_view text, Own own) {
    constexpr std::string_view opening = "«", closing = "»";
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') quoted = !quoted;
        if (c == '[' || c == '{' || text.substr(at).starts_with(opening)) ++depth;
        if (!quoted && depth == 0 && c != '"') own(c);
        if (c == ']' || c == '}' || text.substr(at).starts_with(closing)) --depth;
    }
}

// Letters of the Cyrillic alphabet begin with one of these in UTF-8.
constexpr bool begins_cyrillic(char c) {
    return c == '\xd0' || c == '\xd1';
}

struct Letters {
    bool latin = false;  // small ones: a Russian phrase may name things in Latin capitals, TOML or PNG
    bool cyrillic = false;
};

// Of the phrase itself: words of the file stand in quotes, brackets or braces and may be in any language.
constexpr Letters own_letters(std::string_view text) {
    Letters letters;
    each_own_byte(text, [&](char c) {
        letters.latin = letters.latin || (c >= 'a' && c <= 'z');
        letters.cyrillic = letters.cyrillic || begins_cyrillic(c);
    });
    return letters;
}

constexpr bool is_english(std::string_view text) {
    const Letters letters = own_letters(text);
    return letters.latin && !letters.cyrillic;
}

constexpr bool is_russian(std::string_view text) {
    const Letters letters = own_letters(text);
    return letters.cyrillic && !letters.latin;
}

template <std::size_t holes>
class Wording {
  public:
    consteval Wording(const char* english, const char* russian) : en(english), ru(russian) {
        if (!is_english(en)) throw "the English of a phrase is no English";
        if (!is_russian(ru)) throw "the Russian of a phrase is no Russian";
        if (holes_of(en) != holes || holes_of(ru) != holes) throw "a phrase has as many holes as parts";
    }

    std::string_view en;
    std::string_view ru;
};

// Fills the holes of `form`, in this order; a "{}" among the parts is no hole.
std::string filled(std::string_view form, std::initializer_list<std::string_view> parts);

inline const std::string& in_english(const Phrase& part) {
    return part.en;
}
inline const std::string& in_russian(const Phrase& part) {
    return part.ru;
}
// Of the file, or a figure.
template <class Same>
auto in_either(const Same& part) {
    if constexpr (std::is_arithmetic_v<Same>)
        return std::to_string(part);
    else
        return std::string_view{part};
}
template <class Same>
auto in_english(const Same& part) {
    return in_either(part);
}
template <class Same>
auto in_russian(const Same& part) {
    return in_either(part);
}

template <class... Parts>
Phrase phrase(Wording<sizeof...(Parts)> wording, const Parts&... parts) {
    return {filled(wording.en, {std::string_view{in_english(parts)}...}),
            filled(wording.ru, {std::string_view{in_russian(parts)}...})};
}

}  // namespace okno::plan
