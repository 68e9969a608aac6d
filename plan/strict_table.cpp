#include "plan/strict_table.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "plan/nearest_word.hpp"

namespace okno::plan {

namespace {

std::string type_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "a list";
        case toml::node_type::string:
            return "a text";
        case toml::node_type::integer:
            return "a whole number";
        case toml::node_type::floating_point:
            return "a number with a fraction";
        case toml::node_type::boolean:
            return "true or false";
        default:
            return "a date or a time";
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

void Critic::complain(const toml::source_region& where, std::string found, std::string expected,
                      std::string nearest) {
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

const toml::node* StrictTable::find(std::string_view key, std::string_view expected, bool required) {
    know(key);
    const toml::node* node = table_.get(key);
    if (!node && required)
        critic_.complain(where(), noun_ + " has no key \"" + std::string{key} + '"', std::string{expected});
    return node;
}

void StrictTable::wrong_type(std::string_view key, const toml::node& node, std::string_view expected) {
    critic_.complain(node.source(), std::string{key} + " = " + shown(node) + ": this is " + type_of(node),
                     std::string{expected});
}

std::optional<Word> StrictTable::to_word(const toml::node* node, std::string_view key,
                                         std::string_view expected) {
    if (!node) return std::nullopt;
    if (const auto* text = node->as_string()) return Word{std::string{key}, text->get(), node->source()};
    wrong_type(key, *node, expected);
    return std::nullopt;
}

std::optional<StrictTable> StrictTable::to_table(const toml::node* node, std::string_view key,
                                                 std::string noun, std::string_view expected) {
    if (!node) return std::nullopt;
    if (const auto* inner = node->as_table()) return StrictTable{*inner, std::move(noun), critic_};
    wrong_type(key, *node, expected);
    return std::nullopt;
}

std::optional<Word> StrictTable::word(std::string_view key, std::string_view expected) {
    return to_word(find(key, expected, true), key, expected);
}

std::optional<Word> StrictTable::optional_word(std::string_view key, std::string_view expected) {
    return to_word(find(key, expected, false), key, expected);
}

std::optional<StrictTable> StrictTable::table(std::string_view key, std::string noun,
                                              std::string_view expected) {
    return to_table(find(key, expected, true), key, std::move(noun), expected);
}

std::optional<StrictTable> StrictTable::optional_table(std::string_view key, std::string noun,
                                                       std::string_view expected) {
    return to_table(find(key, expected, false), key, std::move(noun), expected);
}

std::vector<StrictTable> StrictTable::tables(std::string_view key, const std::string& noun,
                                             std::string expected) {
    std::vector<StrictTable> found;
    if (expected.empty()) expected = "tables [[" + std::string{key} + "]]";
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

std::optional<std::vector<Word>> StrictTable::optional_words(std::string_view key,
                                                             std::string_view expected) {
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
    const std::string expected =
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const toml::node* node = find(key, expected, required);
    if (!node) return std::nullopt;
    const auto* number = node->as_integer();
    if (!number) {
        wrong_type(key, *node, expected);
        return std::nullopt;
    }
    if (number->get() >= least && number->get() <= most) return number->get();
    critic_.complain(node->source(),
                     std::string{key} + " = " + std::to_string(number->get()) + ": out of range", expected);
    return std::nullopt;
}

std::optional<double> StrictTable::number(std::string_view key, double least, double most,
                                          const std::string& unit) {
    const std::string expected = "a number from " + shown(least) + " to " + shown(most) + ", in " + unit;
    const toml::node* node = find(key, expected, true);
    if (!node) return std::nullopt;
    if (!node->is_number()) {
        wrong_type(key, *node, expected);
        return std::nullopt;
    }
    const double number = *node->value<double>();
    if (number >= least && number <= most) return number;  // neither of which holds for "nan"
    critic_.complain(node->source(), std::string{key} + " = " + shown(number) + ": out of range", expected);
    return std::nullopt;
}

std::vector<std::int64_t> StrictTable::whole_numbers(std::string_view key, std::int64_t least,
                                                     std::int64_t most) {
    const std::string expected =
        "a list of whole numbers from " + std::to_string(least) + " to " + std::to_string(most);
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
    const toml::node* node = find(key, "true or false", false);
    if (!node) return otherwise;
    if (const auto* flag = node->as_boolean()) return flag->get();
    wrong_type(key, *node, "true or false");
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
        critic_.complain(key.where, noun_ + " has no key \"" + key.text + '"', "one of " + list_of(known_),
                         nearest_word(key.text, known_));
    }
}

}  // namespace okno::plan
