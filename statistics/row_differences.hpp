// The rows of two sets of tables side by side: those that are kept, and those of a second count of the same
// journal. Inside the library only. What visitors were promised is not in the journal (schema.sql): of the
// table of promises it is compared whether each belongs to a visit, and whether it is a promise at all.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

// A sentence for each value that differs, `at_most` of them; none: all agree. Names of persons and references
// of applications are not told. Both must have counted as far.
std::vector<std::string> row_differences(soci::session& kept, soci::session& counted, Days days,
                                         std::size_t at_most);

}  // namespace okno::statistics
