#include "console/password_rules.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "console/sentences.hpp"

namespace okno::console {

namespace {

constexpr std::size_t letters_at_least = 12;
constexpr std::size_t bytes_at_most = 256;
constexpr std::size_t different_at_least = 5;

// Of twelve or more: what lists of stolen passwords begin with, and the rows of both keyboards.
constexpr std::string_view tried_first[] = {
    "123456789012",  "1234567890123",  "12345678901234",   "123456123456",  "1234567891011",  "password1234",
    "password12345", "password123456", "passwordpassword", "administrator", "administrator1", "qwertyuiop12",
    "qwertyuiop123", "qwertyuiop[]",   "qwertyuiopas",     "1q2w3e4r5t6y",  "1qaz2wsx3edc",   "qwerty123456",
    "qwerty1234567", "q1w2e3r4t5y6",   "iloveyou1234",     "welcome12345",  "changeme1234",   "letmein12345",
    "zaq12wsxcde3",  "йцукенгшщзхъ",   "йцукен123456",     "пароль123456",  "парольпароль",   "администратор",
    "администратор1"};

std::string in_small_latin(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

std::size_t letters_of(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_made_of(std::string_view text, std::string_view piece) {
    if (piece.empty()) return false;
    while (text.starts_with(piece)) text.remove_prefix(piece.size());
    return text.empty();
}

// 1234…, 9876… and 1111…, on from 9 to 0.
bool goes_by_one_step(std::string_view digits) {
    const auto step = [&](std::size_t i) { return (digits[i] - digits[i - 1] + 10) % 10; };
    for (std::size_t i = 2; i < digits.size(); ++i)
        if (step(i) != step(1)) return false;
    return step(1) <= 1 || step(1) == 9;
}

}  // namespace

std::optional<protocol::Refusal> why_not_password(std::string_view password, std::string_view name) {
    if (letters_of(password) < letters_at_least) return complain(Complaint::password_short);
    if (password.size() > bytes_at_most) return complain(Complaint::password_long);
    const std::string small = in_small_latin(password);
    if (is_made_of(small, name)) return complain(Complaint::password_is_name);
    if (std::set<char>(small.begin(), small.end()).size() < different_at_least ||
        std::find(std::begin(tried_first), std::end(tried_first), small) != std::end(tried_first))
        return complain(Complaint::password_common);
    return std::nullopt;
}

std::optional<protocol::Refusal> why_not_pin(std::string_view pin) {
    if (pin.size() != 6 || !std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return complain(Complaint::pin_malformed);
    if (std::set<char>(pin.begin(), pin.end()).size() < 3 || goes_by_one_step(pin) ||
        is_made_of(pin, pin.substr(0, 3)))
        return complain(Complaint::pin_common);
    return std::nullopt;
}

}  // namespace okno::console
