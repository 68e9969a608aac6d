// The words visitors read and hear, in their language: gettext catalogues (words/po/*.po) that are compiled
// into the program, so that none can be missing where it runs, and looked up through Boost.Locale. The code
// says everything in English; a catalogue maps that to its language. It knows no hall, no screen and no
// paper. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace okno::words {

// Where to look for a text, the best first ("tg", then the hall's own "ru"). English comes last by itself.
using Languages = std::vector<std::string>;

// A text may have places such as "{moment}": see `filled`.
std::string text(const Languages& languages, const char* english);

// The form that goes with `count`, with "{count}" filled in: "Перед Вами 21 человек.", "Перед Вами 22
// человека."
std::string plural(const Languages& languages, const char* one, const char* many, std::size_t count);

// filled("{from}–{to} minutes", {{"from", "5"}, {"to", "10"}})
using Values = std::vector<std::pair<std::string, std::string>>;
std::string filled(std::string pattern, const Values& values);

// Languages that have a catalogue, and English.
bool speaks(const std::string& language);

// How many texts there are, and how many of them the language does not have.
std::size_t texts();
std::size_t missing(const std::string& language);

// Every English text there is, or that a language's catalogue has (of those with a plural, the singular), and
// whether the language has it: for tests.
std::vector<std::string> all_texts(const std::string& language = "en");
bool has(const std::string& language, const char* english);

}  // namespace okno::words
