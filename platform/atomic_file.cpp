#include "platform/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "platform/descriptor.hpp"
#include "platform/file_bytes.hpp"

namespace okno::platform {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const char* step) {
    throw std::system_error(errno, std::generic_category(), file.string() + ": cannot " + step);
}

// The new text until it has its name. What cannot be finished must not take the room on a full disk.
class Unfinished {
  public:
    explicit Unfinished(const std::filesystem::path& file)
        : file_(file.string() + ".new." + std::to_string(::getpid())) {}
    ~Unfinished() {
        if (!finished_) ::unlink(file_.c_str());
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    void write(std::string_view text, mode_t rights) const {
        const Descriptor out(::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, rights));
        if (out.get() < 0) fail(file_, "open");
        write_all(out.get(), text, file_);
        if (::fchmod(out.get(), rights) != 0) fail(file_, "set the rights of");
        if (::fsync(out.get()) != 0) fail(file_, "flush");
    }
    void become(const std::filesystem::path& file) {
        if (::rename(file_.c_str(), file.c_str()) != 0) fail(file, "replace");
        finished_ = true;
    }

  private:
    std::filesystem::path file_;
    bool finished_ = false;
};

}  // namespace

void replace_file(const std::filesystem::path& file, std::string_view text, mode_t rights) {
    Unfinished unfinished(file);
    unfinished.write(text, rights);
    unfinished.become(file);
    flush_folder_of(file);
}

}  // namespace okno::platform
