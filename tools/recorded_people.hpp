// The people of simulated days from files: lists in CSV, or the lines of a journal as `okno follow` and
// `okno simulate --journal` print them. A mistake is a std::runtime_error that names the file and the line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulation/arrivals.hpp"

namespace okno::tools {

// One list for each day. A CSV (time,service,category) is one day.
std::vector<std::vector<simulation::Arrival>> arrivals_in(const std::string& file, const hall::Plan& plan);

// How long the services took, none of them empty. A CSV has a service and seconds on each line.
std::map<hall::ServiceId, std::vector<hall::Milliseconds>> service_times_in(const std::string& file,
                                                                            const hall::Plan& plan);

}  // namespace okno::tools
