#include "platform/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>

#include "platform/ring_sink.hpp"

namespace okno::platform {

void start_log(const std::string& program) {
    auto log = spdlog::stderr_logger_mt(program);
    log->sinks().push_back(std::make_shared<RingSink>());
    log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %n %l: %v");
    spdlog::set_default_logger(std::move(log));
    spdlog::flush_on(spdlog::level::info);
}

}  // namespace okno::platform
