// A description with one thing changed, and what its reader says of it: for tests of strict readers.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "plan/complaint.hpp"

namespace okno::fakes {

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

// All complaints, one a line.
inline std::string lines_of(const std::vector<plan::Complaint>& complaints) {
    std::string all;
    for (const plan::Complaint& each : complaints) {
        if (!all.empty()) all += '\n';
        all += to_string(each);
    }
    return all;
}

}  // namespace okno::fakes
