// Whether a plan hangs together. The plan reader complains about a file with line and column; this guards the
// journal against a plan that came another way (the wire) and would leave the rules with loose ends.
#pragma once

#include "hall/plan.hpp"

namespace okno::hall {

// Every id once, every reference to something that exists, a zone in order, times that can come.
bool is_consistent(const Plan& plan);

}  // namespace okno::hall
