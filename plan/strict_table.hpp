// A TOML table read strictly: every key that is asked for is known, every other key is a complaint, and so is
// a value of the wrong type. Each complaint names the line and column of the very key or value. Thread-bound;
// borrows the parsed document and the list of complaints, which must outlive it.
#pragma once

#include <toml++/toml.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/complaint.hpp"

namespace okno::plan {

// Where to complain, and in which file.
class Critic {
  public:
    explicit Critic(std::string file) : file_(std::move(file)) {}

    void complain(const toml::source_region& where, Phrase found, Phrase expected = {},
                  std::string nearest = {});
    void complain_of(const toml::parse_error& error);  // toml_mistake.cpp
    bool content() const { return complaints_.empty(); }
    Complaints take();  // in the order of the file

  private:
    std::string file_;
    Complaints complaints_;
};

// A text of the file and where it stands. `key` is shown in complaints: `kind = "specialst"`.
struct Word {
    std::string key;
    std::string text;
    toml::source_region where;

    std::string shown() const { return key.empty() ? '"' + text + '"' : key + " = \"" + text + '"'; }
};

class StrictTable {
  public:
    // `noun` is what the table describes, for complaints: "the service", in Russian in the genitive.
    StrictTable(const toml::table& table, Phrase noun, Critic& critic)
        : table_(table), noun_(std::move(noun)), critic_(critic) {}

    const toml::source_region& where() const { return table_.source(); }
    bool has(std::string_view key) const { return table_.contains(key); }
    // For keys whose value may be of more than one type: which one it is.
    bool has_table(std::string_view key) const { return table_[key].is_table(); }
    bool has_whole_number(std::string_view key) const { return table_[key].is_integer(); }

    // Each complains when the value has another type; the first three also when the key is missing.
    // `expected`: `the id of a group`.
    std::optional<Word> word(std::string_view key, const Phrase& expected);
    std::optional<StrictTable> table(std::string_view key, Phrase noun, const Phrase& expected);
    // `expected`: "tables [[key]]" when empty.
    std::vector<StrictTable> tables(std::string_view key, const Phrase& noun, Phrase expected = {});
    std::optional<Word> optional_word(std::string_view key, const Phrase& expected);
    std::optional<StrictTable> optional_table(std::string_view key, Phrase noun, const Phrase& expected);
    std::optional<std::vector<Word>> optional_words(std::string_view key, const Phrase& expected);
    std::optional<std::int64_t> whole_number(std::string_view key, std::int64_t least, std::int64_t most,
                                             bool required);
    // With or without a fraction. `unit`: "in inches".
    std::optional<double> number(std::string_view key, double least, double most, const Phrase& unit);
    // A list of them; empty when there is none.
    std::vector<std::int64_t> whole_numbers(std::string_view key, std::int64_t least, std::int64_t most);
    bool yes_or_no(std::string_view key, bool otherwise);

    // Where the value of `key` stands; the table itself when there is none.
    const toml::source_region& where(std::string_view key) const;

    // The keys of the file in their order, for tables whose keys are data.
    std::vector<Word> keys() const;
    void know(std::string_view key) { known_.emplace_back(key); }

    // Ends the reading: whatever was never asked for is a complaint with the nearest known key.
    void refuse_other_keys();

  private:
    const toml::node* find(std::string_view key, const Phrase& expected, bool required);
    std::optional<Word> to_word(const toml::node* node, std::string_view key, const Phrase& expected);
    std::optional<StrictTable> to_table(const toml::node* node, std::string_view key, Phrase noun,
                                        const Phrase& expected);
    void wrong_type(std::string_view key, const toml::node& node, const Phrase& expected);
    void out_of_range(std::string_view key, const toml::node& node, const std::string& number,
                      const Phrase& expected);

    const toml::table& table_;
    Phrase noun_;
    Critic& critic_;
    std::vector<std::string> known_;
};

// "a, b, c"
std::string list_of(const std::vector<std::string>& words);
// A table of the file by its header, as a noun: "[calling]".
Phrase heading(std::string_view key);
// "one of a, b, c"
Phrase one_of(const std::vector<std::string>& words);

}  // namespace okno::plan
