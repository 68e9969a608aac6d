#include "display/config.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>

#include "hall/legibility.hpp"
#include "platform/version.hpp"
#include "ui/window.hpp"

namespace okno::display {

namespace {

constexpr int window_at_most = 9999;

// Flags as they are written.
struct Flags {
    std::string size = "1920x1080";
    std::vector<int> windows;
    int plate = 0;
    double diagonal_inches = 0;
    double farthest_m = 0;
    std::string waiting = "both";
    std::string sound = "yes";
    std::string voice = "yes";
    std::string loudness = "100";
};

// What is shown, and how large.
void add_calls(CLI::App& app, Config& config, Flags& flags) {
    app.add_option(
           "--rows", config.rows,
           "How many calls are shown; fewer are larger. Without it as the plan says of this board, or 4")
        ->check(CLI::Range(hall::rows_least, hall::rows_most));
    app.add_option(
           "--windows", flags.windows,
           "Show the calls to these windows alone: 1,2,3. Without it those of the areas that the plan "
           "gives this board, or all")
        ->delimiter(',')
        ->check(CLI::Range(1, window_at_most));
    app.add_option("--waiting", flags.waiting,
                   "Who waits: their numbers, how many and how long for each service, or both")
        ->capture_default_str()
        ->check(CLI::IsMember({"numbers", "services", "both"}));
    app.add_option("--window", flags.plate, "Show the plate of this window instead of a board")
        ->check(CLI::Range(1, window_at_most))
        ->excludes("--windows");
    auto* diagonal =
        app.add_option("--diagonal", flags.diagonal_inches, "Of the screen, in inches: can it be read?")
            ->check(CLI::Range(5.0, 500.0));
    auto* farthest = app.add_option("--farthest-seat", flags.farthest_m,
                                    "How far from the screen somebody sits, in metres")
                         ->check(CLI::Range(0.5, 100.0))
                         ->needs(diagonal);
    diagonal->needs(farthest);
}

void add_sound(CLI::App& app, Config& config, Flags& flags) {
    app.add_option("--sound", flags.sound, "Ring when somebody is called")
        ->capture_default_str()
        ->check(CLI::IsMember({"yes", "no"}));
    app.add_option("--voice", flags.voice, "Say calls in words, too")
        ->capture_default_str()
        ->check(CLI::IsMember({"yes", "no"}));
    app.add_option("--clips", config.clips, "Folder of recorded words: LANGUAGE/NAME.wav")
        ->check(CLI::ExistingDirectory);
    app.add_option("--voice-cache", config.voice_cache,
                   "Folder for the words that are not recorded, made by espeak-ng; without it none are made");
    app.add_option("--loudness", flags.loudness,
                   "Per cent, always or from a time on: 08:00=60,10:00=100,20:00=40")
        ->capture_default_str()
        ->check([](const std::string& text) {
            return Loudness::parse(text) ? std::string()
                                         : "write per cent, as 60 or as 08:00=60,10:00=100,20:00=40";
        });
}

void settle(Config& config, const Flags& flags) {
    config.size = ui::parse_size(flags.size).value();
    for (const int window : flags.windows) config.windows.insert({window});
    if (flags.plate > 0) config.plate = hall::WindowId{flags.plate};
    config.waiting = flags.waiting == "services"  ? WaitingShown::services
                     : flags.waiting == "numbers" ? WaitingShown::numbers
                                                  : WaitingShown::both;
    config.sound = flags.sound == "yes";
    config.voice = flags.voice == "yes";
    config.loudness = Loudness::parse(flags.loudness).value();
}

// As if the plan had described it.
hall::PlannedBoard board_of(const Config& config, const Flags& flags) {
    hall::PlannedBoard board;
    board.width_px = config.size.width;
    board.height_px = config.size.height;
    board.diagonal_mm = static_cast<int>(std::lround(flags.diagonal_inches * hall::mm_of_inch));
    board.farthest_seat_cm = static_cast<int>(std::lround(flags.farthest_m * 100));
    board.rows = config.rows ? static_cast<int>(*config.rows) : hall::rows_usual;
    board.playlist = !config.playlist.empty();
    return board;
}

}  // namespace

std::optional<Config> read_config(int argc, char** argv, int& exit_code) {
    Config config;
    Flags flags;
    CLI::App app{
        "okno-display: the hall's board: who is called to which window, and who waits; or the plate of a "
        "window."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--name", config.name, "The name of this display's key")->capture_default_str();
    app.add_option("--keys", config.keys, "Folder of CURVE keys")->required();
    app.add_option("--commands", config.commands_endpoint, "The dispatcher's commands")
        ->capture_default_str();
    app.add_option("--feed", config.feed_endpoint, "The dispatcher's public feed")->capture_default_str();
    app.add_option("--size", flags.size, "The window, WIDTHxHEIGHT in pixels")
        ->capture_default_str()
        ->check([](const std::string& text) {
            return ui::parse_size(text) ? std::string()
                                        : "write the size as 1920x1080, 100 to 8192 pixels a side";
        });
    app.add_flag("--fullscreen", config.fullscreen, "Take the whole screen");
    add_calls(app, config, flags);
    add_sound(app, config, flags);
    app.add_option("--playlist", config.playlist,
                   "Folder of the information playlist: cards in TOML, pictures beside them");
    app.add_option("--trace", config.trace, "Append what is shown and rung, as JSON lines, to this file");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    settle(config, flags);
    if (flags.farthest_m > 0 && !config.plate) {
        const hall::PlannedBoard board = board_of(config, flags);
        if (const auto unreadable = hall::why_unreadable(board, false)) {
            std::cerr << "The board " << found(board, *unreadable) << ". It needs " << needed(*unreadable)
                      << ".\n";
            exit_code = 2;
            return std::nullopt;
        }
    }
    return config;
}

}  // namespace okno::display
