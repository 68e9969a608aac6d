#include "tests/fakes/running_dispatcher.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

#include "tests/fakes/free_port.hpp"

namespace okno::fakes {

namespace {

std::string free_endpoint() {
    return "tcp://127.0.0.1:" + std::to_string(free_port());
}

int wait_for(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

RunningDispatcher::RunningDispatcher()
    : commands(free_endpoint()), public_feed(free_endpoint()), staff_feed(free_endpoint()) {
    platform::write_key_pair(folder_.path(), "dispatcher", platform::make_key_pair());
    authorize("nobody", "display");
}

RunningDispatcher::~RunningDispatcher() {
    if (pid_ > 0) kill();
}

void RunningDispatcher::start() {
    const std::string journal = folder_ / "journal.db";
    const std::string keys = folder_.path();
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(127);
        ::execl(OKNO_DISPATCHER, OKNO_DISPATCHER, "--plan", OKNO_EXAMPLE_PLAN, "--journal", journal.c_str(),
                "--keys", keys.c_str(), "--commands", commands.c_str(), "--public", public_feed.c_str(),
                "--staff", staff_feed.c_str(), nullptr);
        ::_exit(127);
    }
}

void RunningDispatcher::kill() {
    ::kill(pid_, SIGKILL);
    wait_for(pid_);
    pid_ = -1;
}

void RunningDispatcher::pause() {
    ::kill(pid_, SIGSTOP);
}
void RunningDispatcher::go_on() {
    ::kill(pid_, SIGCONT);
}

int RunningDispatcher::stop() {
    ::kill(pid_, SIGTERM);
    const int code = wait_for(pid_);
    pid_ = -1;
    return code;
}

platform::Identity RunningDispatcher::authorize(const std::string& name, const std::string& role) {
    const platform::KeyPair keys = platform::make_key_pair();
    platform::write_key_pair(folder_.path(), name, keys);
    platform::authorize(folder_ / "authorized_keys", {keys.public_key, role, name});
    return platform::read_identity(folder_.path(), name);
}

}  // namespace okno::fakes
