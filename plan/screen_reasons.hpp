// Why a board cannot be read, or a kiosk cannot be reached, and what is needed: the words of hall/legibility
// and hall/planned_kiosk with their Russian, for complaints about a plan.
#pragma once

#include "hall/legibility.hpp"
#include "plan/phrase.hpp"

namespace okno::plan {

Phrase found(const hall::PlannedBoard& board, const hall::Unreadable& why);
Phrase needed(const hall::Unreadable& why);
Phrase found(const hall::Unreachable& why);
Phrase needed(const hall::Unreachable& why);

}  // namespace okno::plan
