// The log: one sentence a receptionist could read, then fields. No personal data. Lines go to standard error;
// systemd adds the rest. `start_log` names the program once, in main.
#pragma once

#include <spdlog/spdlog.h>

#include <string>

namespace okno::platform {

void start_log(const std::string& program);

}  // namespace okno::platform
