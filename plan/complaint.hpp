// What is wrong in a file that a person wrote, at the very place where it is wrong: what was found, what was
// expected, and the nearest right word. Plain data; the person who reads it can mend the file without a
// manual.
#pragma once

#include <string>
#include <vector>

#include "plan/phrase.hpp"

namespace okno::plan {

struct Complaint {
    std::string file;     // as the person named it
    int line = 0;         // from 1; 0: the file as a whole
    int column = 0;       // from 1, in characters (not bytes)
    Phrase found;         // `kind = "specialst": there is no such window kind`
    Phrase expected;      // `one of specialist, cashier`; may be empty
    std::string nearest;  // `specialist`; empty: nothing is near enough
    bool operator==(const Complaint&) const = default;
};

using Complaints = std::vector<Complaint>;

// `FOUND; expected EXPECTED. Did you mean "NEAREST"?`
Phrase sentence(const Complaint& complaint);

// For a log or a terminal, in English: `FILE:LINE:COLUMN: FOUND; expected EXPECTED. Did you mean "NEAREST"?`
std::string to_string(const Complaint& complaint);

}  // namespace okno::plan
