#include "platform/clock.hpp"

namespace okno::platform {

Instant read_clock() {
    return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()),
            std::chrono::steady_clock::now()};
}

}  // namespace okno::platform
