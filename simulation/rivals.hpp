// How other halls choose whom a window calls, to compare with the policies of the plan. Rivals see what the
// hall's own rules see: who waits, and what the window serves.
#pragma once

#include <optional>
#include <string_view>

#include "simulation/scenario.hpp"

namespace okno::simulation {

// "groups": a FIFO for each group of services; a window goes through the groups it serves in the plan's order
// of its services and takes the first visitor of the first group that has any. "longest-queue": the first
// visitor of the service with most people waiting. "c-mu": the service with the shortest usual time first
// (all wait at one cost). An unknown name: nothing.
std::optional<Chooser> rival_named(std::string_view name);

}  // namespace okno::simulation
