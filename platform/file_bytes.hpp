// Bytes into files and out of them: the loop around write(2), the flush of a folder, a read that strangers'
// files cannot make long. What writes or replaces whole files is atomic_file and new_file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace okno::platform {

// All of them, however often the kernel takes a part. Throws std::system_error that names `file`.
void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& file);

// So that a name given in it outlives a power cut; a folder that cannot be flushed is left as it is.
void flush_folder_of(const std::filesystem::path& file);

// Empty: no regular file (a link is none), one of more bytes, or it cannot be read.
std::optional<std::string> read_bounded(const std::filesystem::path& file, std::uintmax_t bytes_at_most);

}  // namespace okno::platform
