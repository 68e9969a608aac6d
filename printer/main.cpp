#include <exception>

#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"
#include "printer/config.hpp"
#include "printer/loop.hpp"

int main(int argc, char** argv) {
    constexpr int exit_failure = 1;
    int exit_code = 0;
    const auto config = okno::printer::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-printer");
    const okno::platform::StopSignal stop;
    try {
        const auto port = okno::printer::open_port(*config, okno::platform::read_clock().steady);
        okno::printer::Loop(*config, *port).run(stop);
        return 0;
    } catch (const std::exception& error) {
        spdlog::critical("The printer program cannot go on: {}", error.what());
        return exit_failure;
    }
}
