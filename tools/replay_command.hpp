// `okno replay-days FILE [--arrivals-first] [--json]`: what each rule would have told the visitors of
// recorded days, and how the days might have gone in another order. Definitions and how to read it:
// docs/estimates.md.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct ReplayDaysFlags {
    std::string file;
    bool arrivals_first = false;
    bool json = false;
};

// `flags` must outlive the parsing and the action.
void add_replay_days_command(CLI::App& okno, ReplayDaysFlags& flags, Action& chosen);

}  // namespace okno::tools
