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

}  // namespace

void replace_file(const std::filesystem::path& file, std::string_view text, mode_t rights) {
    const std::filesystem::path temporary = file.string() + ".new." + std::to_string(::getpid());
    {
        const Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, rights));
        if (out.get() < 0) fail(temporary, "open");
        write_all(out.get(), text, temporary);
        if (::fchmod(out.get(), rights) != 0) fail(temporary, "set the rights of");
        if (::fsync(out.get()) != 0) fail(temporary, "flush");
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) fail(file, "replace");
    flush_folder_of(file);
}

}  // namespace okno::platform
