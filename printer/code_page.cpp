#include "printer/code_page.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace okno::printer {

namespace {

// The next character of `text`, taken off; nothing: this is no UTF-8. (Unicode 15, table 3-7.)
std::optional<char32_t> take_character(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    const std::size_t size = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size == 0 || text.size() < size) return std::nullopt;
    constexpr std::array<std::uint8_t, 5> bits_of_first{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t character = first & bits_of_first[size];
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
        character = character << 6 | (byte(i) & 0x3F);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    if (character < least[size] || surrogate || character > 0x10FFFF) return std::nullopt;
    text.remove_prefix(size);
    return character;
}

struct Place {
    char32_t character;
    std::uint8_t pc866;  // 0: the page lacks it
    std::uint8_t wpc1251;
    std::string_view plain;  // then this
};
constexpr std::array places{
    Place{U'Ё', 0xF0, 0xA8, ""}, Place{U'ё', 0xF1, 0xB8, ""}, Place{U'№', 0xFC, 0xB9, ""},
    Place{U'°', 0xF8, 0xB0, ""}, Place{U'·', 0xFA, 0xB7, ""}, Place{U'\u00A0', 0xFF, 0xA0, ""},
    Place{U'«', 0, 0xAB, "\""},  Place{U'»', 0, 0xBB, "\""},  Place{U'„', 0, 0x84, "\""},
    Place{U'“', 0, 0x93, "\""},  Place{U'”', 0, 0x94, "\""},  Place{U'‘', 0, 0x91, "'"},
    Place{U'’', 0, 0x92, "'"},   Place{U'—', 0, 0x97, "-"},   Place{U'–', 0, 0x96, "-"},
    Place{U'\u2011', 0, 0, "-"}, Place{U'−', 0, 0, "-"},      Place{U'…', 0, 0x85, "..."},
    Place{U'\u202F', 0, 0, " "}, Place{U'\u2009', 0, 0, " "},
};

std::uint8_t letter(char32_t character, CodePage page) {
    const auto nth = static_cast<std::uint8_t>(character - U'А');
    if (page == CodePage::wpc1251) return static_cast<std::uint8_t>(0xC0 + nth);
    return static_cast<std::uint8_t>((nth < 0x30 ? 0x80 : 0xB0) + nth);  // the last sixteen stand apart
}

}  // namespace

std::optional<CodePage> code_page_named(std::string_view name) {
    if (name == "pc866") return CodePage::pc866;
    if (name == "wpc1251") return CodePage::wpc1251;
    return std::nullopt;
}

std::optional<std::string> in_page(std::string_view utf8, CodePage page) {
    std::string bytes;
    while (!utf8.empty()) {
        const auto character = take_character(utf8);
        if (!character) return std::nullopt;
        if (*character >= U' ' && *character < 0x7F) {
            bytes += static_cast<char>(*character);
            continue;
        }
        if (*character >= U'А' && *character <= U'я') {
            bytes += static_cast<char>(letter(*character, page));
            continue;
        }
        const auto place =
            std::ranges::find_if(places, [&](const Place& each) { return each.character == *character; });
        if (place == places.end()) return std::nullopt;
        const std::uint8_t byte = page == CodePage::pc866 ? place->pc866 : place->wpc1251;
        if (byte != 0)
            bytes += static_cast<char>(byte);
        else
            bytes += place->plain;
    }
    return bytes;
}

}  // namespace okno::printer
