// What spdlog writes the newest warnings into; they are read by log_ring.hpp. Only `start_log` makes one.
#pragma once

#include <spdlog/sinks/sink.h>

#include <memory>
#include <string>

namespace okno::platform {

class RingSink : public spdlog::sinks::sink {
  public:
    RingSink() { set_level(spdlog::level::warn); }
    void log(const spdlog::details::log_msg& message) override;
    void flush() override {}
    // The text alone is kept: the page shows time and level in its own way.
    void set_pattern(const std::string&) override {}
    void set_formatter(std::unique_ptr<spdlog::formatter>) override {}
};

}  // namespace okno::platform
