// What the printer program is told at its start, by flags or by a file (--config).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "printer/code_page.hpp"
#include "printer/port_address.hpp"
#include "printer/profile.hpp"

namespace okno::printer {

struct Config {
    std::string name = "printer-1";
    std::filesystem::path keys;
    std::string commands_endpoint = "tcp://127.0.0.1:5710";
    std::string feed_endpoint = "tcp://127.0.0.1:5711";
    std::string kiosk = "kiosk-1";
    PortAddress port;
    std::filesystem::path logos;  // the folder of the plan's logo; empty: none is printed
    const Profile* profile = nullptr;
    std::optional<CodePage> text;  // text mode; empty: pictures
};

// Empty: the process is to end with `exit_code` (help was asked for, or the flags were wrong and that was
// said).
std::optional<Config> read_config(int argc, const char* const* argv, int& exit_code);

}  // namespace okno::printer
