#include "display/synthesizer.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <spdlog/fmt/fmt.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "platform/log.hpp"

extern char** environ;

namespace okno::display {

namespace {

constexpr const char* words_a_minute = "170";  // of connected speech; the pauses between clips make it slower

// FNV-1a. A clip whose words have changed with a new version is another file.
std::uint32_t hash_of(const std::string& text) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16'777'619U;
    return hash;
}

// What posix_spawn is told, freed with its owner: no signal of ours is blocked in the child, which has no
// input and says nothing.
class SpawnSetting {
  public:
    SpawnSetting() {
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_init(&actions_);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", O_RDWR, 0);
    }
    ~SpawnSetting() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSetting(const SpawnSetting&) = delete;
    SpawnSetting& operator=(const SpawnSetting&) = delete;

    int spawn(pid_t& id, std::vector<std::string> words) const {
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        return posix_spawnp(&id, arguments[0], &actions_, &attributes_, arguments.data(), environ);
    }

  private:
    posix_spawnattr_t attributes_;
    posix_spawn_file_actions_t actions_;
};

}  // namespace

Synthesizer::Synthesizer(std::filesystem::path folder, std::string program)
    : folder_(std::move(folder)), program_(std::move(program)), usable_(!folder_.empty()) {}

Synthesizer::~Synthesizer() {
    if (process_) finish(false);
}

std::optional<std::filesystem::path> Synthesizer::file_of(const Clip& clip) const {
    const std::string voice = speech_voice(clip.language);
    if (!usable_ || voice.empty() || clip.text.empty()) return std::nullopt;
    const std::uint32_t hash = hash_of(voice + ' ' + words_a_minute + ' ' + clip.text);
    return folder_ / clip.language.value / fmt::format("{}-{:08x}.wav", clip.name, hash);
}

void Synthesizer::want(const Clip& clip) {
    const auto file = file_of(clip);
    if (file && !std::filesystem::exists(*file)) wanted_.push_back(clip);
}

void Synthesizer::hurry(const Clip& clip) {
    const auto file = file_of(clip);
    if (!file || std::filesystem::exists(*file) || (process_ && process_->file == *file)) return;
    std::erase(wanted_, clip);
    wanted_.push_front(clip);
}

void Synthesizer::work(platform::SteadyTime now) {
    if (process_) {
        int status = 0;
        const pid_t ended = ::waitpid(process_->id, &status, WNOHANG);
        if (ended == process_->id)
            finish(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        else if (now - process_->started > patience)
            finish(false);
    }
    while (!process_ && !wanted_.empty() && usable_) {
        const Clip clip = std::move(wanted_.front());
        wanted_.pop_front();
        if (!std::filesystem::exists(*file_of(clip))) start(clip, now);
    }
}

void Synthesizer::start(const Clip& clip, platform::SteadyTime now) {
    Process process{0, {}, *file_of(clip), now};
    process.part = process.file;
    process.part += ".part";
    std::error_code failure;
    std::filesystem::create_directories(process.file.parent_path(), failure);
    const int error =
        SpawnSetting().spawn(process.id, {program_, "-v", speech_voice(clip.language), "-s", words_a_minute,
                                          "-w", process.part.string(), "--", clip.text});
    if (error != 0) {
        spdlog::warn("Words that nobody has recorded are not spoken: {} cannot be run ({}).", program_,
                     std::strerror(error));
        usable_ = false;
        wanted_.clear();
        return;
    }
    ended_ = platform::Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, process.id, 0)));
    process_ = std::move(process);
}

void Synthesizer::finish(bool well) {
    std::error_code failure;
    if (!well) {
        // Ended badly, or not at all: a process that has ended is not hurt by a signal, it is ours until
        // waited for.
        if (::kill(process_->id, SIGKILL) == 0) ::waitpid(process_->id, nullptr, 0);
    } else {
        std::filesystem::rename(process_->part, process_->file, failure);
    }
    if (!well || failure) {
        spdlog::warn("A clip could not be made: {}.", process_->file.string());
        std::filesystem::remove(process_->part, failure);
    }
    ended_ = platform::Descriptor();
    process_.reset();
}

std::optional<platform::SteadyTime> Synthesizer::deadline() const {
    if (!process_) return std::nullopt;
    return process_->started + patience;
}

}  // namespace okno::display
