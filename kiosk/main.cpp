#include <exception>

#include "kiosk/config.hpp"
#include "kiosk/kiosk.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto config = okno::kiosk::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-kiosk");
    const okno::platform::StopSignal stop;
    try {
        okno::kiosk::Kiosk(*config).run(stop);
        return 0;
    } catch (const std::exception& error) {
        spdlog::critical("The kiosk cannot go on: {}", error.what());
        return 1;
    }
}
