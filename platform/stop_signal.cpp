#include "platform/stop_signal.hpp"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace okno::platform {

StopSignal::StopSignal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // A peer that closes its end is an error code, never the end of the program.
    ::signal(SIGPIPE, SIG_IGN);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    descriptor_ = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

StopSignal::~StopSignal() {
    ::close(descriptor_);
}

bool StopSignal::raised() const {
    signalfd_siginfo info;
    if (::read(descriptor_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) raised_ = true;
    return raised_;
}

}  // namespace okno::platform
