#include "dispatcher/backup_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "platform/descriptor.hpp"
#include "platform/file_bytes.hpp"

namespace okno::dispatcher {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t bytes_at_once = 256 * 1024;

[[noreturn]] void fail(const fs::path& file, const char* step) {
    throw std::system_error(errno, std::generic_category(), file.string() + ": cannot be " + step);
}

}  // namespace

void make_private_folder(const fs::path& folder) {
    if (fs::is_directory(folder)) return;
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail(folder, "made");
}

void copy_private(const fs::path& from, const fs::path& to) {
    const platform::Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) fail(from, "read");
    const platform::Descriptor out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!out) fail(to, "made");
    std::string bytes(bytes_at_once, '\0');
    for (;;) {
        const ssize_t got = ::read(in.get(), bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(from, "read");
        if (got == 0) break;
        platform::write_all(out.get(), std::string_view(bytes).substr(0, static_cast<std::size_t>(got)), to);
    }
    if (::fsync(out.get()) != 0) fail(to, "flushed");
}

void flush_to_disk(const fs::path& file_or_folder) {
    const platform::Descriptor open(::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC));
    if (!open || ::fsync(open.get()) != 0) fail(file_or_folder, "flushed");
}

}  // namespace okno::dispatcher
