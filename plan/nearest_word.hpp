// The right word that a wrong one was probably meant to be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace okno::plan {

// The fewest insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (bytes;
// optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The word with the smallest distance, the earlier one when two are equally near; "" when none is within a
// third of the longer word's length (at least one edit, and never all of it).
std::string nearest_word(std::string_view wrong, const std::vector<std::string>& words);

}  // namespace okno::plan
