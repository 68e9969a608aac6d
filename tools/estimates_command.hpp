// `okno estimates --plan FILE ...`: how far off wait estimates are on simulated days, by several rules.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct EstimatesFlags {
    std::string plan;
    std::string policy = "plan";
    std::string day = "lunch-peak";
    std::string people = "exact";
    double load = 0.8;
    int days = 30;
    int learning_days = 20;
    int each = 5;
    std::uint64_t seed = 7;
    bool json = false;
};

// `flags` must outlive the parsing and the action.
void add_estimates_command(CLI::App& okno, EstimatesFlags& flags, Action& chosen);

}  // namespace okno::tools
