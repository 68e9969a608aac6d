// What the Latin letters that tickets begin with are called when they are said: one table for all who say
// them, so that a visitor hears in the hall the very word the kiosk has said. The names are spelled so that
// the voice of their language (espeak-ng's) says them as they are meant. Pure.
#pragma once

#include <string>

#include "words/words.hpp"

namespace okno::words {

// Of a letter A to Z, in the first of the languages that has names for letters; the letter itself where none
// has. "ru@simple" calls letters as "ru" does.
std::string letter_name(const Languages& languages, char letter);

}  // namespace okno::words
