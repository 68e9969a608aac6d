// `okno statistics`: what a hall's journal amounts to, made anew or counted once more.
#pragma once

#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct StatisticsFlags {
    std::string journal;
    std::string file;
    std::string first;
    std::string last;
    int each = 10;
};

void add_statistics_command(CLI::App& okno, StatisticsFlags& flags, Action& chosen);

}  // namespace okno::tools
