#include "platform/input_watch.hpp"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/inotify.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace okno::platform {

namespace {

Descriptor opened(int descriptor, const char* what) {
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
    return Descriptor(descriptor);
}

enum class Heard { nothing, something, end };

Heard read_on(int descriptor) {
    std::array<char, 4096> bytes;
    Heard heard = Heard::nothing;
    for (;;) {
        const auto got = ::read(descriptor, bytes.data(), bytes.size());
        if (got < 0 && errno == EAGAIN) return heard;
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return Heard::end;
        heard = Heard::something;
    }
}

bool is_event_device(const std::filesystem::path& file) {
    return file.filename().string().starts_with("event");
}

}  // namespace

InputWatch::InputWatch(std::filesystem::path folder)
    : folder_(std::move(folder)),
      epoll_(opened(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      changes_(opened(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), "inotify_init1")) {
    // IN_ATTRIB: udev gives the rights a moment after the kernel has made the file.
    if (::inotify_add_watch(changes_.get(), folder_.c_str(), IN_CREATE | IN_ATTRIB | IN_DELETE) < 0)
        throw std::system_error(errno, std::generic_category(), folder_.string());
    watch(changes_.get());
    open_devices();
}

void InputWatch::watch(int descriptor) {
    epoll_event event{};
    event.events = EPOLLIN;
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void InputWatch::open_devices() {
    std::erase_if(devices_, [](const auto& device) { return !std::filesystem::exists(device.first); });
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        if (!is_event_device(entry.path()) || devices_.contains(entry.path())) continue;
        Descriptor device(::open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
        if (!device) continue;
        watch(device.get());
        devices_.emplace(entry.path(), std::move(device));
    }
}

void InputWatch::drain() {
    std::erase_if(devices_, [](const auto& device) { return read_on(device.second.get()) == Heard::end; });
    if (read_on(changes_.get()) == Heard::something) open_devices();
}

}  // namespace okno::platform
