#include <exception>

#include "display/config.hpp"
#include "display/display.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto config = okno::display::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-display");
    const okno::platform::StopSignal stop;
    try {
        okno::display::Display(*config).run(stop);
        return 0;
    } catch (const std::exception& error) {
        spdlog::critical("The board cannot go on: {}", error.what());
        return 1;
    }
}
