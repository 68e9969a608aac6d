// okno-console: the web pages of operators and managers.
#include <cstdio>
#include <exception>

#include "console/config.hpp"
#include "console/outside/key_command.hpp"
#include "console/people/user_command.hpp"
#include "console/program.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

namespace {

using namespace okno;

int serve(const console::Config& config) {
    const platform::StopSignal stop;
    platform::start_log("okno-console");
    console::Program(config).run(stop);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto config = console::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    try {
        if (config->add_key || config->remove_key) return console::change_keys(*config);
        return config->add_user ? console::add_user(*config) : serve(*config);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "okno-console: %s\n", error.what());
        return 1;
    }
}
