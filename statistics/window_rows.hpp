// Who was at the windows, and which of them idle, in their tables. Inside the library only.
#pragma once

#include <soci/soci.h>

#include "statistics/book.hpp"

namespace okno::statistics {

void save_spells(soci::session& session, const std::map<std::uint64_t, NumberedSpell>& spells);
std::vector<NumberedSpell> load_lasting_spells(soci::session& session);

void save_idling(soci::session& session, const std::map<hall::WindowId, std::optional<Idling>>& changed);
std::map<hall::WindowId, Idling> load_idling(soci::session& session);

}  // namespace okno::statistics
