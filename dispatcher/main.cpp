#include <exception>

#include "dispatcher/config.hpp"
#include "dispatcher/dispatcher.hpp"
#include "plan/plan_file.hpp"
#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

namespace {

constexpr int exit_failure = 1;
constexpr int exit_wrong_plan = 2;

int run(const okno::dispatcher::Config& config, const okno::platform::StopSignal& stop) {
    okno::dispatcher::Dispatcher dispatcher(config);
    const auto plan = okno::plan::read_plan(config.plan);
    if (plan) {
        dispatcher.adopt(*plan, okno::platform::read_clock());
    } else {
        for (const auto& complaint : plan.error()) spdlog::error("{}", to_string(complaint));
        spdlog::error("The plan has mistakes and is refused.");
    }
    if (!dispatcher.has_plan()) return exit_wrong_plan;
    if (!plan) spdlog::warn("The hall goes on with the plan it had before.");
    dispatcher.run(stop);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto config = okno::dispatcher::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    okno::platform::start_log("okno-dispatcher");
    const okno::platform::StopSignal stop;
    try {
        return run(*config, stop);
    } catch (const std::exception& error) {
        spdlog::critical("The dispatcher cannot go on: {}", error.what());
        return exit_failure;
    }
}
