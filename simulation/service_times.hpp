// How long services took, as a list of measured times tells it.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "hall/plan.hpp"

namespace okno::simulation {

// "service,seconds" by line, seconds whole or with a fraction, up to a day; a first line that begins with
// "service," is a heading, an empty one nothing. The error tells the line.
tl::expected<std::map<hall::ServiceId, std::vector<hall::Milliseconds>>, std::string> read_service_times(
    std::istream& lines, const hall::Plan& plan);

}  // namespace okno::simulation
