// okno-console add-user: for who has the machine.
#pragma once

#include "console/config.hpp"

namespace okno::console {

// Writes the user that `config.add_user` describes, with a made password, which is printed once. Returns the
// program's exit code; throws what the files throw.
int add_user(const Config& config);

}  // namespace okno::console
