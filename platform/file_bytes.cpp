#include "platform/file_bytes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "platform/descriptor.hpp"

namespace okno::platform {

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            throw std::system_error(errno, std::generic_category(), file.string() + ": cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void flush_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory) ::fsync(directory.get());
}

std::optional<std::string> read_bounded(const std::filesystem::path& file, std::uintmax_t bytes_at_most) {
    std::error_code failure;
    if (std::filesystem::symlink_status(file, failure).type() != std::filesystem::file_type::regular)
        return std::nullopt;
    const auto bytes = std::filesystem::file_size(file, failure);
    if (failure || bytes > bytes_at_most) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace okno::platform
