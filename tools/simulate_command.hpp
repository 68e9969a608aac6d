// `okno simulate --plan FILE ...`: days of a hall, played through the very rules that run it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct SimulateFlags {
    std::string plan;
    int days = 20;
    std::uint64_t seed = 1;
    std::string policy = "plan";
    std::string day = "lunch-peak";
    double load = 0.78;
    std::string people = "exact";
    std::string arrivals;
    std::string service_times;
    std::string journal;
    bool json = false;
};

// `flags` must outlive the parsing and the action.
void add_simulate_command(CLI::App& okno, SimulateFlags& flags, Action& chosen);

}  // namespace okno::tools
