// The plan in force, and the norms of all plans, in their tables. Inside the library only.
#pragma once

#include <soci/soci.h>

#include "statistics/book.hpp"

namespace okno::statistics {

void save_plan(soci::session& session, const PlanDigest& plan);
void save_norms(soci::session& session, const Adoption& adoption);
PlanDigest load_plan(soci::session& session);

}  // namespace okno::statistics
