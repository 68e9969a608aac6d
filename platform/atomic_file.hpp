// Replacing a file in one step: a reader, or a power cut, sees the old text or the new, never half of either.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace okno::platform {

// Writes a temporary file beside `file`, flushes it to the disk and renames it. Throws std::system_error.
void replace_file(const std::filesystem::path& file, std::string_view text, mode_t rights);

}  // namespace okno::platform
