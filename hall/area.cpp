#include "hall/area.hpp"

namespace okno::hall {

namespace {

// How many bytes the letter or digit has that `text` begins with; 0: it begins with none.
std::size_t letter_or_digit(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if ((first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z'))
        return 1;
    if (text.size() < 2 || (text[1] & 0xC0) != 0x80) return 0;
    const int point = (first & 0x1F) << 6 | (text[1] & 0x3F);
    constexpr int times = 0xD7, divided = 0xF7, from = 0xC0, to = 0x52F;  // Latin, Greek and Cyrillic letters
    return (first & 0xE0) == 0xC0 && point >= from && point <= to && point != times && point != divided ? 2
                                                                                                        : 0;
}

}  // namespace

bool is_area_sign(std::string_view sign) {
    std::size_t letters = 0;
    while (!sign.empty()) {
        const std::size_t bytes = letter_or_digit(sign);
        if (bytes == 0 || ++letters > sign_letters_at_most) return false;
        sign.remove_prefix(bytes);
    }
    return letters > 0;
}

}  // namespace okno::hall
