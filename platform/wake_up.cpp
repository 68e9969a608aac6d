#include "platform/wake_up.hpp"

#include <sys/eventfd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace okno::platform {

WakeUp::WakeUp() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!event_) throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
}

void WakeUp::ring() {
    const std::uint64_t one = 1;
    // Only a counter at its end refuses this, and then the loop has been woken already.
    [[maybe_unused]] const auto written = ::write(event_.get(), &one, sizeof one);
}

bool WakeUp::hear() {
    std::uint64_t count = 0;
    return ::read(event_.get(), &count, sizeof count) > 0;
}

}  // namespace okno::platform
