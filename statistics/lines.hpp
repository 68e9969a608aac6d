// What the two ways to a history share: from the sums (history_queries), and from the legs themselves under
// further conditions (selection). Inside the library only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

// Of nearest rank; `in_order` from the least, none changes nothing.
void set_quantiles(Spread& spread, const std::vector<hall::Milliseconds>& in_order);

// Who was never called had no window, no operator and no outcome.
bool knows_who_left(By by);

// Each line under its name, in the order a table has them.
History history_from(std::map<std::string, Line> lines, By by, bool exact);

}  // namespace okno::statistics
