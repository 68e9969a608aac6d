#include "console/mailbox.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace okno::console {

Mailbox::Mailbox() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
}

Mailbox::~Mailbox() {
    ::close(descriptor_);
}

void Mailbox::post(Mail mail) {
    const std::lock_guard lock(mutex_);
    mail_.push_back(std::move(mail));
    const std::uint64_t one = 1;
    // A full counter means that the loop has been woken already.
    [[maybe_unused]] const auto written = ::write(descriptor_, &one, sizeof one);
}

std::vector<Mail> Mailbox::take() {
    const std::lock_guard lock(mutex_);
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(descriptor_, &count, sizeof count);
    return std::exchange(mail_, {});
}

}  // namespace okno::console
