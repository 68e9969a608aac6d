#include "words/letters.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace okno::words {

namespace {

using Names = std::array<const char*, 26>;
constexpr Names russian{"а",   "бэ", "цэ",  "дэ", "е",        "эф",  "гэ",    "аш", "и",
                        "йот", "ка", "эль", "эм", "эн",       "о",   "пэ",    "ку", "эр",
                        "эс",  "тэ", "у",   "вэ", "дубль вэ", "икс", "игрек", "зет"};
// The same names. Belarusian has no «и»: its voice would say "Cyrillic i", in English.
constexpr Names belarusian{"а",  "бэ", "цэ",  "дэ", "е",        "эф",  "гэ",    "аш", "і",
                           "ёт", "ка", "эль", "эм", "эн",       "о",   "пэ",    "ку", "эр",
                           "эс", "тэ", "у",   "вэ", "дубль вэ", "ікс", "ігрэк", "зэт"};
// The same names. The Kazakh voice reads «у» and «и» as «ў» and «ый».
constexpr Names kazakh{"а",   "бэ", "цэ",  "дэ", "е",        "эф",  "гэ",    "аш", "і",
                       "йот", "ка", "эль", "эм", "эн",       "о",   "пэ",    "кұ", "эр",
                       "эс",  "тэ", "ұ",   "вэ", "дұбль вэ", "ікс", "ігрек", "зет"};
constexpr Names english{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
                        "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"};
// The Uzbek alphabet has no C and no W.
constexpr Names uzbek{"A", "B", "tse", "D", "E", "F", "G", "H", "I", "J",       "K", "L", "M",
                      "N", "O", "P",   "Q", "R", "S", "T", "U", "V", "dubl ve", "X", "Y", "Z"};

struct Alphabet {
    std::string_view language;
    const Names& names;
};
constexpr Alphabet alphabets[] = {
    {"ru", russian}, {"en", english}, {"be", belarusian},
    {"kk", kazakh},  {"tg", russian},  // it has no voice, the Russian one reads it
    {"uz", uzbek},
};

}  // namespace

std::string letter_name(const Languages& languages, char letter) {
    assert(letter >= 'A' && letter <= 'Z');
    for (const std::string& each : languages) {
        const std::string_view plain = std::string_view(each).substr(0, each.find('@'));
        const auto found = std::find_if(std::begin(alphabets), std::end(alphabets),
                                        [&](const Alphabet& alphabet) { return alphabet.language == plain; });
        if (found != std::end(alphabets)) return found->names.at(static_cast<std::size_t>(letter - 'A'));
    }
    return {letter};
}

}  // namespace okno::words
