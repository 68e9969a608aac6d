// The version every program prints with --version.
#pragma once

namespace okno::platform {

inline constexpr const char* version = "okno 0.1.0";

}  // namespace okno::platform
