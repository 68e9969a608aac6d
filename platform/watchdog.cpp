#include "platform/watchdog.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

namespace okno::platform {

namespace {

constexpr int beats_in_a_period = 3;  // so two of them may be lost

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::optional<long long> number(const std::string& text) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

// A path, or a name of the kernel's own (abstract) when it begins with "@": sd_notify(3).
Descriptor connect_to(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() < 2 || name.size() >= sizeof address.sun_path) return Descriptor();
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.front() == '@') address.sun_path[0] = '\0';
    Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) throw std::system_error(errno, std::generic_category(), "socket");
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0)
        throw std::system_error(errno, std::generic_category(), "NOTIFY_SOCKET=" + name);
    return socket;
}

}  // namespace

Watchdog::Watchdog() : socket_(connect_to(variable("NOTIFY_SOCKET"))) {
    const auto period = number(variable("WATCHDOG_USEC"));
    const auto watched = number(variable("WATCHDOG_PID"));
    if (!socket_ || !period || (watched && *watched != ::getpid())) return;
    const auto apart =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(*period)) /
        beats_in_a_period;
    between_beats_ = std::min(apart, beat_at_least_each);
}

void Watchdog::turn(SteadyTime now) {
    if (!socket_) return;
    if (!ready_told_) tell("READY=1");
    const bool due = between_beats_ && now - last_beat_ >= *between_beats_;
    if (due || !ready_told_) {
        if (between_beats_) tell("WATCHDOG=1");
        last_beat_ = now;
    }
    ready_told_ = true;
}

std::chrono::milliseconds Watchdog::time_left(SteadyTime now) const {
    if (!between_beats_) return std::chrono::milliseconds::max();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(last_beat_ + *between_beats_ - now);
    return std::max(left, std::chrono::milliseconds(0));
}

void Watchdog::tell(std::string_view words) const {
    // Nobody could be told that it has failed; a manager that hears no beats does what is right.
    [[maybe_unused]] const auto sent = ::send(socket_.get(), words.data(), words.size(), MSG_NOSIGNAL);
}

}  // namespace okno::platform
