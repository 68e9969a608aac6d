#pragma once

namespace okno::fakes {

/// A loopback TCP port no other test takes while this process lives; see tests/e2e/ports.py, which shares its
/// locks. Throws std::runtime_error when there is none.
int free_port();

}  // namespace okno::fakes
