// Making a file that was not there, in one step: whoever looks finds nothing or all of it, and what is there
// is never overwritten.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace okno::platform {

// Writes a temporary file beside `file`, flushes it to the disk and gives it its name. False: there is a file
// of that name already, and it was left alone. Throws std::system_error; nothing is left behind then.
bool make_new_file(const std::filesystem::path& file, std::string_view bytes, mode_t rights);

}  // namespace okno::platform
