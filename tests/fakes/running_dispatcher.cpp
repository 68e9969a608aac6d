#include "tests/fakes/running_dispatcher.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

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

// The example plan for a hall that never closes, whose clock shows about noon and that takes a quick press
// for meant: no test meets a closed door, a midnight or a cool-down.
void write_noon_plan(const std::filesystem::path& file) {
    std::ifstream example(OKNO_EXAMPLE_PLAN);
    if (!example) throw std::runtime_error("the example plan cannot be read");
    std::stringstream text;
    text << example.rdbuf();
    const std::regex hours(R"re("(closed|\d\d:\d\d-\d\d:\d\d(, *\d\d:\d\d-\d\d:\d\d)*)")re");
    const std::regex cool_down(R"re((recall|finish)_not_before *= *"[^"]*")re");
    const std::regex zone(R"re((^|\n)zone *= *"[^"]*")re");
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto hour = std::chrono::floor<std::chrono::hours>(now) % std::chrono::hours{24};
    const auto ahead = 12 - hour.count();  // POSIX counts westwards: Etc/GMT-3 is ahead of Greenwich
    const std::string name = ahead > 0   ? "Etc/GMT-" + std::to_string(ahead)
                             : ahead < 0 ? "Etc/GMT+" + std::to_string(-ahead)
                                         : "Etc/UTC";
    const std::string open = std::regex_replace(text.str(), hours, "\"00:00-24:00\"");
    const std::string quick = std::regex_replace(open, cool_down, "$1_not_before = \"0s\"");
    std::ofstream(file) << std::regex_replace(quick, zone, "$1zone = \"" + name + "\"");
}

}  // namespace

RunningDispatcher::RunningDispatcher()
    : commands(free_endpoint()), public_feed(free_endpoint()), staff_feed(free_endpoint()) {
    platform::write_key_pair(folder_.path(), "dispatcher", platform::make_key_pair());
    authorize("nobody", "display");
    write_noon_plan(plan());
}

RunningDispatcher::~RunningDispatcher() {
    if (pid_ > 0) kill();
}

void RunningDispatcher::start(const std::vector<std::string>& more_flags) {
    std::vector<std::string> words{OKNO_DISPATCHER, "--plan",  plan(),       "--journal", journal(),
                                   "--keys",        keys(),    "--commands", commands,    "--public",
                                   public_feed,     "--staff", staff_feed};
    words.insert(words.end(), more_flags.begin(), more_flags.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(127);
        ::execv(OKNO_DISPATCHER, pointers.data());
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
