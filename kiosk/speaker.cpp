#include "kiosk/speaker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <string_view>

#include "platform/log.hpp"

namespace okno::kiosk {

namespace {

struct Respelling {
    std::string_view tajik;
    std::string_view russian;
};
constexpr Respelling respellings[] = {{"ғ", "г"}, {"Ғ", "Г"}, {"ӣ", "и"},  {"Ӣ", "И"},
                                      {"қ", "к"}, {"Қ", "К"}, {"ӯ", "у"},  {"Ӯ", "У"},
                                      {"ҳ", "х"}, {"Ҳ", "Х"}, {"ҷ", "дж"}, {"Ҷ", "Дж"}};

}  // namespace

Utterance for_voice(Utterance utterance) {
    if (utterance.language != "tg") return utterance;
    utterance.language = "ru";
    for (const Respelling& each : respellings)
        for (auto at = utterance.text.find(each.tajik); at != std::string::npos;
             at = utterance.text.find(each.tajik, at + each.russian.size()))
            utterance.text.replace(at, each.tajik.size(), each.russian);
    return utterance;
}

void Speaker::say(const Utterances& utterances) {
    hush();
    waiting_.assign(utterances.begin(), utterances.end());
    begin_next();
}

void Speaker::hush() {
    waiting_.clear();
    if (child_ == 0) return;
    kill(child_, SIGKILL);  // it holds nothing but its sound
    reap();
}

void Speaker::work() {
    if (child_ == 0) return;
    pollfd ended{descriptor_, POLLIN, 0};
    if (poll(&ended, 1, 0) != 1) return;
    reap();
    begin_next();
}

std::optional<int> Speaker::descriptor() const {
    if (descriptor_ < 0) return std::nullopt;
    return descriptor_;
}

void Speaker::reap() {
    waitpid(child_, nullptr, 0);
    if (descriptor_ >= 0) close(descriptor_);
    child_ = 0;
    descriptor_ = -1;
}

void Speaker::begin_next() {
    if (waiting_.empty() || program_.empty()) return;
    const Utterance next = for_voice(std::move(waiting_.front()));
    waiting_.pop_front();
    std::array<std::string, 9> words{program_,
                                     "-v",
                                     next.language,
                                     "-s",
                                     std::to_string(next.words_a_minute),
                                     "-a",
                                     std::to_string(next.volume),
                                     "--",
                                     next.text};
    std::array<char*, words.size() + 1> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();
    // The kiosk holds signals back for itself; its child must not, or it could not be ended by them.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const int error =
        posix_spawnp(&child_, program_.c_str(), nullptr, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        child_ = 0;
        waiting_.clear();
        if (!missing_told_)
            spdlog::warn("{} cannot be run ({}): the kiosk stays silent.", program_, strerror(error));
        missing_told_ = true;
        return;
    }
    // glibc 2.36 declares pidfd_open for C alone.
    descriptor_ = static_cast<int>(syscall(SYS_pidfd_open, child_, 0));
}

}  // namespace okno::kiosk
