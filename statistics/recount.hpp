// The sums once more, by SQL over the visits and their legs, which the projector wrote on another way: a
// difference means that one of the two is wrong, and that the statistics should be made anew. Inside the
// library only. Idleness is not in the visits and is left out.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

// A sentence for each figure that differs; none: all agree.
std::vector<std::string> recount(soci::session& session, Days days);

}  // namespace okno::statistics
