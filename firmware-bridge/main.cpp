#include <exception>

#include "alarm/receiver_file.hpp"
#include "firmware-bridge/config.hpp"
#include "firmware-bridge/devices_file.hpp"
#include "firmware-bridge/loop.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

namespace {

template <class Description>
bool told_mistakes(const Description& description, const char* of_what) {
    if (description) return false;
    for (const auto& complaint : description.error()) spdlog::error("{}", to_string(complaint));
    spdlog::error("The description of the {} has mistakes and is refused.", of_what);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int exit_failure = 1;
    constexpr int exit_wrong_description = 2;
    int exit_code = 0;
    const auto config = okno::bridge::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-bridge");
    const okno::platform::StopSignal stop;
    try {
        auto devices = okno::bridge::read_devices(config->devices);
        if (told_mistakes(devices, "devices")) return exit_wrong_description;
        auto company = config->receivers.empty() ? okno::alarm::GuardCompany{}
                                                 : okno::alarm::read_receivers(config->receivers);
        if (told_mistakes(company, "receivers")) return exit_wrong_description;
        okno::bridge::Loop(*config, std::move(*devices), std::move(*company)).run(stop);
        return 0;
    } catch (const std::exception& error) {
        spdlog::critical("The bridge cannot go on: {}", error.what());
        return exit_failure;
    }
}
