#include "console/mailbox.hpp"

#include <utility>

namespace okno::console {

void Mailbox::post(Mail mail) {
    const std::lock_guard lock(mutex_);
    mail_.push_back(std::move(mail));
    loop_.ring();
}

std::vector<Mail> Mailbox::take() {
    const std::lock_guard lock(mutex_);
    loop_.hear();
    return std::exchange(mail_, {});
}

}  // namespace okno::console
