// What the kiosk is told at its start, by flags or by a file (--config).
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/stand.hpp"
#include "ui/geometry.hpp"

namespace okno::kiosk {

struct Config {
    std::string name = "kiosk-1";
    std::filesystem::path keys;
    std::string commands_endpoint = "tcp://127.0.0.1:5710";
    std::string feed_endpoint = "tcp://127.0.0.1:5711";
    std::string printer = "printer-1";  // whose troubles the visitor should know before taking a ticket
    ui::Size size{1080, 1920};
    bool fullscreen = false;
    Stand stand;                                 // what the plan does not say, or says otherwise
    std::string speaker = "espeak-ng";           // the program that speaks; empty: none
    std::chrono::milliseconds double_strike{0};  // the same key again within it counts for nothing
    // The unanswered touch; NAME.touch beside the key folder when not given. Beside it, by the same name with
    // another ending: the tickets given alone (.alone) and the plan (.plan).
    std::filesystem::path state;
    std::string machine;          // which computer this is; made of its hardware when not given
    std::filesystem::path trace;  // empty: none
};

// Empty: the process is to end with `exit_code` (help was asked for, or the flags were wrong and that was
// said).
std::optional<Config> read_config(int argc, char** argv, int& exit_code);

}  // namespace okno::kiosk
