#include "console/people/password_rules.hpp"

#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "console/sentences.hpp"

namespace okno::console {

namespace {

constexpr std::size_t letters_at_least = 12;
constexpr std::size_t bytes_at_most = 256;
constexpr std::size_t different_at_least = 5;

// Below this many bits an attacker who has the hashes is done in a day or so: zxcvbn's third step of four,
// 10⁸ guesses.
constexpr double bits_at_least = 26.6;

// What a stranger who knows where this is would try; the Russian words are found by their keys.
constexpr std::array product_words{"okno",   "window",        "hall",         "queue",     "ticket",
                                   "kiosk",  "console",       "operator",     "manager",   "cashier",
                                   "guard",  "окно",          "пульт",        "зал",       "очередь",
                                   "талон",  "касса",         "кассир",       "оператор",  "охрана",
                                   "пароль", "администратор", "руководитель", "диспетчер", "привет"};

struct Key {
    std::string_view russian;
    char latin;
};
constexpr std::array keys{
    Key{"й", 'q'}, Key{"ц", 'w'},  Key{"у", 'e'}, Key{"к", 'r'}, Key{"е", 't'}, Key{"н", 'y'}, Key{"г", 'u'},
    Key{"ш", 'i'}, Key{"щ", 'o'},  Key{"з", 'p'}, Key{"х", '['}, Key{"ъ", ']'}, Key{"ф", 'a'}, Key{"ы", 's'},
    Key{"в", 'd'}, Key{"а", 'f'},  Key{"п", 'g'}, Key{"р", 'h'}, Key{"о", 'j'}, Key{"л", 'k'}, Key{"д", 'l'},
    Key{"ж", ';'}, Key{"э", '\''}, Key{"я", 'z'}, Key{"ч", 'x'}, Key{"с", 'c'}, Key{"м", 'v'}, Key{"и", 'b'},
    Key{"т", 'n'}, Key{"ь", 'm'},  Key{"б", ','}, Key{"ю", '.'}, Key{"ё", '`'}};

// The same keys in the Latin layout: a row of keys is one in either, and lists of stolen passwords have the
// Russian words so.
std::string in_latin_layout(std::string_view text) {
    std::string typed;
    while (!text.empty()) {
        const auto key = std::find_if(keys.begin(), keys.end(),
                                      [&](const Key& each) { return text.starts_with(each.russian); });
        typed.push_back(key == keys.end() ? text.front() : key->latin);
        text.remove_prefix(key == keys.end() ? 1 : key->russian.size());
    }
    return typed;
}

// Dictionaries of names, words and stolen passwords, rows of keys, sequences, repeats and dates.
double bits_of(const std::string& password, std::string_view name) {
    std::vector<std::string> words{std::string(name)};
    for (const std::string_view word : product_words) words.push_back(in_latin_layout(word));
    std::vector<const char*> known;
    for (const std::string& word : words) known.push_back(word.c_str());
    known.push_back(nullptr);
    return ZxcvbnMatch(password.c_str(), known.data(), nullptr);
}

// Small letters, Latin and Russian.
std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (std::size_t i = 0; i < small.size(); ++i) {
        const char c = small[i];
        if (c >= 'A' && c <= 'Z') small[i] = static_cast<char>(c - 'A' + 'a');
        if (c != '\xD0' || i + 1 == small.size()) continue;
        char& second = small[i + 1];
        if (second == '\x81') {  // Ё
            small[i] = '\xD1';
            second = '\x91';
        } else if (second >= '\x90' && second <= '\x9F') {  // А to П
            second = static_cast<char>(second + 0x20);
        } else if (second >= '\xA0' && second <= '\xAF') {  // Р to Я
            small[i] = '\xD1';
            second = static_cast<char>(second - 0x20);
        }
    }
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
    const std::string small = in_small_letters(password);
    if (is_made_of(small, name)) return complain(Complaint::password_is_name);
    if (std::set<char>(small.begin(), small.end()).size() < different_at_least ||
        bits_of(in_latin_layout(small), name) < bits_at_least)
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
