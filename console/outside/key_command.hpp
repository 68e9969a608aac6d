// `okno-console add-key` and `remove-key`: the keys of the API, from the command line.
#pragma once

#include "console/config.hpp"

namespace okno::console {

// Does what the configuration asks and returns the exit code; a new key is printed, this once.
int change_keys(const Config& config);

}  // namespace okno::console
