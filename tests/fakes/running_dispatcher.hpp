// The real okno-dispatcher as a child process on free loopback ports, with its keys in a temporary folder.
// Its plan is the example plan, always open and about noon.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "platform/keys.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace okno::fakes {

class RunningDispatcher {
  public:
    RunningDispatcher();
    ~RunningDispatcher();
    RunningDispatcher(const RunningDispatcher&) = delete;
    RunningDispatcher& operator=(const RunningDispatcher&) = delete;

    void start(const std::vector<std::string>& more_flags = {});
    void kill();   // -9
    void pause();  // SIGSTOP: a cable that is out, as far as others can tell
    void go_on();  // SIGCONT
    int stop();    // SIGTERM; the exit code

    platform::Identity authorize(const std::string& name, const std::string& role);

    pid_t process() const { return pid_; }
    std::string plan() const { return folder_ / "plan.toml"; }
    std::string journal() const { return folder_ / "journal.db"; }
    std::string keys() const { return folder_.path(); }

    std::string commands, public_feed, staff_feed;

  private:
    TemporaryFolder folder_;
    pid_t pid_ = -1;
};

}  // namespace okno::fakes
