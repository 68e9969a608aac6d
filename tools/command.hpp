// One command of `okno`: it declares its flags, and leaves what to do in `chosen` when it is the one that was
// called. main owns the flags and runs what was chosen after the command line has been read; the result is
// the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "protocol/messages.hpp"
#include "tools/key_folder.hpp"

namespace okno::tools {

struct FollowFlags {
    std::string keys;
    std::string name = "administrator";
    std::string commands = "tcp://127.0.0.1:5710";
    std::string feed = "tcp://127.0.0.1:5712";
    std::optional<protocol::Sequence> from;
};

// The flags of all commands; must outlive the parsing and the action.
struct Flags {
    std::string plan;
    std::string journal;
    std::string keys;
    protocol::Sequence number = 0;
    std::string chain;
    Device device;
    std::string dispatcher_key;
    FollowFlags follow;
};

using Action = std::function<int()>;

void add_plan_command(CLI::App& okno, Flags& flags, Action& chosen);
void add_keys_command(CLI::App& okno, Flags& flags, Action& chosen);
void add_follow_command(CLI::App& okno, Flags& flags, Action& chosen);
void add_journal_command(CLI::App& okno, Flags& flags, Action& chosen);

}  // namespace okno::tools
