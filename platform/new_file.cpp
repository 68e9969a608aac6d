#include "platform/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include "platform/descriptor.hpp"
#include "platform/file_bytes.hpp"

namespace okno::platform {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const char* step) {
    throw std::system_error(errno, std::generic_category(), file.string() + ": cannot " + step);
}

// The temporary name, gone again whatever happens.
class Beside {
  public:
    explicit Beside(std::filesystem::path file) : file_(std::move(file)) {}
    ~Beside() { ::unlink(file_.c_str()); }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    void write(std::string_view bytes, mode_t rights) const {
        ::unlink(file_.c_str());  // of a program that was killed
        const Descriptor out(::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights));
        if (out.get() < 0) fail(file_, "be made");
        write_all(out.get(), bytes, file_);
        if (::fchmod(out.get(), rights) != 0) fail(file_, "be given its rights");
        if (::fsync(out.get()) != 0) fail(file_, "be flushed to the disk");
    }
    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
};

}  // namespace

bool make_new_file(const std::filesystem::path& file, std::string_view bytes, mode_t rights) {
    if (std::filesystem::symlink_status(file).type() != std::filesystem::file_type::not_found) return false;
    std::string name = ".";
    name.append(file.filename().string()).append(".new.").append(std::to_string(::getpid()));
    const Beside beside(file.parent_path() / name);
    beside.write(bytes, rights);
    // A network folder may know no hard links; there a rename that does not replace does it.
    if (::link(beside.file().c_str(), file.c_str()) != 0) {
        if (errno == EEXIST) return false;
        if (::renameat2(AT_FDCWD, beside.file().c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) != 0) {
            if (errno == EEXIST) return false;
            fail(file, "be given its name");
        }
    }
    flush_folder_of(file);
    return true;
}

}  // namespace okno::platform
