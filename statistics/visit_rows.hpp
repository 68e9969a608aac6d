// Visits and their legs in their tables. Inside the library only.
#pragma once

#include <soci/soci.h>

#include "statistics/book.hpp"

namespace okno::statistics {

void save_visits(soci::session& session, const std::vector<Visit>& visits);
// Those that have not ended, with their legs.
std::vector<Visit> load_open_visits(soci::session& session);
std::optional<Visit> load_visit(soci::session& session, hall::TicketId ticket);  // with its legs

}  // namespace okno::statistics
