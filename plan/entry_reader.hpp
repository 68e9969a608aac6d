// What the entries of a plan have in common: an id that is defined once, texts in each language of the hall,
// durations, references to other entries and words out of a short list. Complains for whoever reads; borrows
// the critic, which must outlive it.
#pragma once

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/plan.hpp"
#include "plan/strict_table.hpp"

namespace okno::plan {

// Ids of one sort of thing in the order of the file, each with the place of its definition.
struct Names {
    Phrase sort;  // "window kind"; in Russian "видов окон"
    std::vector<std::string> in_order{};
    std::map<std::string, toml::source_region> where{};
};

enum class Must { be_there, be_there_or_not };
enum class Zero { allowed, refused };

class EntryReader {
  public:
    explicit EntryReader(Critic& critic) : critic_(critic) {}

    Critic& critic() { return critic_; }
    // First of all: every text of the plan is checked against the languages.
    void speak(const std::vector<hall::Language>& languages) { languages_ = languages; }

    // `noun` as of a StrictTable: "the name of the service".
    hall::Text text(StrictTable& table, std::string_view key, Phrase noun);
    hall::Text words(StrictTable& words);                // the table of the languages itself
    std::string name(StrictTable& table, Names& names);  // the key "id"; "" when it cannot be used
    std::string reference(StrictTable& table, std::string_view key, const Names& names);
    bool known(const Word& word, const Names& names);
    std::optional<hall::Seconds> duration(StrictTable& table, std::string_view key, Must must, Zero zero);
    int number(StrictTable& table, std::string_view key, int least, int most, Must must, int otherwise);

    // The enumerators in their order have these words.
    template <class Enumeration, std::size_t size>
    Enumeration choice(StrictTable& table, std::string_view key,
                       const std::array<std::string_view, size>& words, Enumeration otherwise) {
        return optional_choice<Enumeration>(table, key, words).value_or(otherwise);
    }
    template <class Enumeration, std::size_t size>
    std::optional<Enumeration> optional_choice(StrictTable& table, std::string_view key,
                                               const std::array<std::string_view, size>& words) {
        const auto index = choice(table, key, std::vector<std::string>(words.begin(), words.end()));
        return index ? std::optional(static_cast<Enumeration>(*index)) : std::nullopt;
    }

  private:
    std::optional<std::size_t> choice(StrictTable& table, std::string_view key,
                                      const std::vector<std::string>& words);

    Critic& critic_;
    std::vector<hall::Language> languages_;
};

// "line 12"
Phrase line_of(const toml::source_region& where);

}  // namespace okno::plan
