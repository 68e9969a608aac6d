// The questions, as SQL over the sums (never over visits: a live page asks ten times a second). Inside the
// library only. The formulas are those of the standard's "Definitions"; `book.cpp` applies them.
#pragma once

#include <soci/soci.h>

#include "statistics/history.hpp"

namespace okno::statistics {

std::optional<Days> known_days(soci::session& session);
Averages averages(soci::session& session, Days days);
DaySummary summary(soci::session& session, Days days);
std::vector<Spell> spells(soci::session& session, hall::LocalDay day);

}  // namespace okno::statistics
