// What the board is told at its start, by flags or by a file (--config).
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "display/board.hpp"
#include "display/loudness.hpp"
#include "hall/ids.hpp"
#include "ui/geometry.hpp"

namespace okno::display {

struct Config {
    std::string name = "display-1";
    std::filesystem::path keys;
    std::string commands_endpoint = "tcp://127.0.0.1:5710";
    std::string feed_endpoint = "tcp://127.0.0.1:5711";
    ui::Size size{1920, 1080};
    bool fullscreen = false;
    std::optional<std::size_t> rows;      // empty: as the plan says of the board `name`, else 4
    std::set<hall::WindowId> windows;     // whose calls are shown; none: as the plan says, else of all
    std::optional<hall::WindowId> plate;  // the plate of this window, in place of a board
    WaitingShown waiting = WaitingShown::both;
    bool sound = true;
    bool voice = true;                  // calls in words, where there are clips
    std::filesystem::path clips;        // recorded: LANGUAGE/NAME.wav; empty: none
    std::filesystem::path voice_cache;  // for clips made by espeak-ng; empty: none are made
    Loudness loudness;
    std::filesystem::path playlist;  // folder of cards; empty: there is no information playlist
    std::filesystem::path trace;     // empty: none
};

// Empty: the process is to end with `exit_code` (help was asked for, or the flags were wrong and that was
// said).
std::optional<Config> read_config(int argc, char** argv, int& exit_code);

}  // namespace okno::display
