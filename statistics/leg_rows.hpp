// What the legs of a period took, each one: for medians to the millisecond. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <map>
#include <string>
#include <vector>

#include "statistics/history.hpp"
#include "statistics/survival.hpp"

namespace okno::statistics {

struct Took {
    std::vector<hall::Milliseconds> waits;     // in order
    std::vector<hall::Milliseconds> services;  // in order
    std::map<hall::Milliseconds, Endings> endings;
};

// By the names that the lines of a history have.
std::map<std::string, Took> read_legs(soci::session& session, Days days, By by);

// The name of the line to which a day belongs.
std::string line_of_day(const std::string& day, By by);

}  // namespace okno::statistics
