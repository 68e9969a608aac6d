// What a board says, from the catalogues (words/), in the languages of the hall that fit on a screen at once.
#pragma once

#include <string>
#include <vector>

#include "hall/plan.hpp"
#include "words/words.hpp"

namespace okno::display {

// The same words in each language of the hall (two at most), the hall's own first.
using Words = std::vector<std::string>;

std::vector<hall::Language> shown_languages(const hall::Plan& plan);

// Where to look for a language's words: in its own catalogue, then in that of the hall.
words::Languages lookup(const hall::Language& language, const hall::Plan& plan);

// The text in each language, the same one once; with its places filled.
Words worded(const hall::Plan& plan, const char* english, const words::Values& values = {});

// The same for a text of the plan or of a card.
Words in_languages(const hall::Text& text, const hall::Plan& plan);

// "Окно · Window"
std::string joined(const Words& words);

}  // namespace okno::display
