#include "plan/strict_table.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "plan/nearest_word.hpp"

namespace okno::plan {

namespace {

Phrase type_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return phrase({"a table", "таблица"});
        case toml::node_type::array:
            return phrase({"a list", "список"});
        case toml::node_type::string:
            return phrase({"a text", "текст"});
        case toml::node_type::integer:
            return phrase({"a whole number", "целое число"});
        case toml::node_type::floating_point:
            return phrase({"a number with a fraction", "число с дробью"});
        case toml::node_type::boolean:
            return phrase({"true or false", "«true» или «false»"});
        default:
            return phrase({"a date or a time", "дата или время"});
    }
}

std::string shown(const toml::node& node) {
    if (const auto* text = node.as_string()) return '"' + text->get() + '"';
    if (node.is_table()) return "{...}";
    if (node.is_array()) return "[...]";
    std::ostringstream out;
    node.visit([&](const auto& value) { out << value; });
    return out.str();
}

std::string shown(double number) {
    std::ostringstream out;
    out << number;
    return out.str();
}

}  // namespace

void Critic::complain(const toml::source_region& where, Phrase found, Phrase expected, std::string nearest) {
    complaints_.push_back({file_, static_cast<int>(where.begin.line), static_cast<int>(where.begin.column),
                           std::move(found), std::move(expected), std::move(nearest)});
}

Complaints Critic::take() {
    std::stable_sort(complaints_.begin(), complaints_.end(), [](const Complaint& a, const Complaint& b) {
        return std::pair{a.line, a.column} < std::pair{b.line, b.column};
    });
    return std::move(complaints_);
}

std::string list_of(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

Phrase heading(std::string_view key) {
    const std::string header = '[' + std::string{key} + ']';
    return {header, "таблицы " + header};
}

Phrase one_of(const std::vector<std::string>& words) {
    return phrase({"one of {}", "одно из: {}"}, list_of(words));
}

const toml::node* StrictTable::find(std::string_view key, const Phrase& expected, bool required) {
    know(key);
    const toml::node* node = table_.get(key);
    if (!node && required)
        critic_.complain(
            where(), phrase({"{} has no key \"{}\"", "в описании {} нет ключа «{}»"}, noun_, key), expected);
    return node;
}

void StrictTable::wrong_type(std::string_view key, const toml::node& node, const Phrase& expected) {
    critic_.complain(
        node.source(),
        phrase({"{}: this is {}", "{}: это {}"}, std::string{key} + " = " + shown(node), type_of(node)),
        expected);
}

void StrictTable::out_of_range(std::string_view key, const toml::node& node, const std::string& number,
                               const Phrase& expected) {
    critic_.complain(
        node.source(),
        phrase({"{}: out of range", "{}: вне допустимых пределов"}, std::string{key} + " = " + number),
        expected);
}

std::optional<Word> StrictTable::to_word(const toml::node* node, std::string_view key,
                                         const Phrase& expected) {
    if (!node) return std::nullopt;
    if (const auto* text = node->as_string()) return Word{std::string{key}, text->get(), node->source()};
    wrong_type(key, *node, expected);
    return std::nullopt;
}

std::optional<StrictTable> StrictTable::to_table(const toml::node* node, std::string_view key, Phrase noun,
                                                 const Phrase& expected) {
    if (!node) return std::nullopt;
    if (const auto* inner = node->as_table()) return StrictTable{*inner, std::move(noun), critic_};
    wrong_type(key, *node, expected);
    return std::nullopt;
}

std::optional<Word> StrictTable::word(std::string_view key, const Phrase& expected) {
    return to_word(find(key, expected, true), key, expected);
}

std::optional<Word> StrictTable::optional_word(std::string_view key, const Phrase& expected) {
    return to_word(find(key, expected, false), key, expected);
}

std::optional<StrictTable> StrictTable::table(std::string_view key, Phrase noun, const Phrase& expected) {
    return to_table(find(key, expected, true), key, std::move(noun), expected);
}

std::optional<StrictTable> StrictTable::optional_table(std::string_view key, Phrase noun,
                                                       const Phrase& expected) {
    return to_table(find(key, expected, false), key, std::move(noun), expected);
}

std::vector<StrictTable> StrictTable::tables(std::string_view key, const Phrase& noun, Phrase expected) {
    std::vector<StrictTable> found;
    if (expected.empty()) expected = phrase({"tables {}", "таблицы {}"}, "[[" + std::string{key} + "]]");
    const toml::node* node = find(key, expected, false);
    if (!node) return found;
    const toml::array* list = node->as_array();
    if (!list) {
        wrong_type(key, *node, expected);
        return found;
    }
    for (const toml::node& entry : *list)
        if (const auto inner = to_table(&entry, key, noun, expected)) found.push_back(*inner);
    return found;
}

std::optional<std::vector<Word>> StrictTable::optional_words(std::string_view key, const Phrase& expected) {
    const toml::node* node = find(key, expected, false);
    if (!node) return std::nullopt;
    const toml::array* list = node->as_array();
    if (!list) {
        wrong_type(key, *node, expected);
        return std::nullopt;
    }
    std::vector<Word> words;
    for (const toml::node& entry : *list)
        if (auto word = to_word(&entry, key, expected)) {
            word->key.clear();  // an entry of a list is shown by itself
            words.push_back(std::move(*word));
        }
    return words;
}

std::optional<std::int64_t> StrictTable::whole_number(std::string_view key, std::int64_t least,
                                                      std::int64_t most, bool required) {
    const Phrase expected = phrase({"a whole number from {} to {}", "целое число от {} до {}"}, least, most);
    const toml::node* node = find(key, expected, required);
    if (!node) return std::nullopt;
    const auto* number = node->as_integer();
    if (!number) {
        wrong_type(key, *node, expected);
        return std::nullopt;
    }
    if (number->get() >= least && number->get() <= most) return number->get();
    out_of_range(key, *node, std::to_string(number->get()), expected);
    return std::nullopt;
}

std::optional<double> StrictTable::number(std::string_view key, double least, double most,
                                          const Phrase& unit) {
    const Phrase expected =
        phrase({"a number from {} to {}, {}", "число от {} до {}, {}"}, shown(least), shown(most), unit);
    const toml::node* node = find(key, expected, true);
    if (!node) return std::nullopt;
    if (!node->is_number()) {
        wrong_type(key, *node, expected);
        return std::nullopt;
    }
    const double number = *node->value<double>();
    if (number >= least && number <= most) return number;  // neither of which holds for "nan"
    out_of_range(key, *node, shown(number), expected);
    return std::nullopt;
}

std::vector<std::int64_t> StrictTable::whole_numbers(std::string_view key, std::int64_t least,
                                                     std::int64_t most) {
    const Phrase expected =
        phrase({"a list of whole numbers from {} to {}", "список целых чисел от {} до {}"}, least, most);
    std::vector<std::int64_t> numbers;
    const toml::node* node = find(key, expected, true);
    if (!node) return numbers;
    const toml::array* list = node->as_array();
    if (!list || list->empty()) {
        wrong_type(key, *node, expected);
        return numbers;
    }
    for (const toml::node& entry : *list) {
        const auto number = entry.value_exact<std::int64_t>();
        if (number && *number >= least && *number <= most)
            numbers.push_back(*number);
        else
            wrong_type(key, entry, expected);
    }
    return numbers;
}

bool StrictTable::yes_or_no(std::string_view key, bool otherwise) {
    const Phrase expected = phrase({"true or false", "«true» или «false»"});
    const toml::node* node = find(key, expected, false);
    if (!node) return otherwise;
    if (const auto* flag = node->as_boolean()) return flag->get();
    wrong_type(key, *node, expected);
    return otherwise;
}

const toml::source_region& StrictTable::where(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node ? node->source() : table_.source();
}

std::vector<Word> StrictTable::keys() const {
    std::vector<Word> found;
    for (const auto& [key, node] : table_) found.push_back({{}, std::string{key.str()}, key.source()});
    return found;
}

void StrictTable::refuse_other_keys() {
    for (const Word& key : keys()) {
        if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
        critic_.complain(
            key.where,
            phrase({"{} has no key \"{}\"", "в описании {} не бывает ключа «{}»"}, noun_, key.text),
            one_of(known_), nearest_word(key.text, known_));
    }
}

}  // namespace okno::plan
