#include <exception>

#include "firmware-bridge/config.hpp"
#include "firmware-bridge/keypad_file.hpp"
#include "firmware-bridge/loop.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

int main(int argc, char** argv) {
    constexpr int exit_failure = 1;
    constexpr int exit_wrong_description = 2;
    int exit_code = 0;
    const auto config = okno::bridge::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-bridge");
    const okno::platform::StopSignal stop;
    try {
        auto keypads = okno::bridge::read_keypads(config->devices);
        if (!keypads) {
            for (const auto& complaint : keypads.error()) spdlog::error("{}", to_string(complaint));
            spdlog::error("The description of the keypads has mistakes and is refused.");
            return exit_wrong_description;
        }
        okno::bridge::Loop(*config, std::move(*keypads)).run(stop);
        return 0;
    } catch (const std::exception& error) {
        spdlog::critical("The bridge cannot go on: {}", error.what());
        return exit_failure;
    }
}
