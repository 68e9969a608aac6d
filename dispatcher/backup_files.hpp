// The steps of which backups are made: folders and files for the owner alone, on the disk when a call
// returns. Failures are std::system_error with the file.
#pragma once

#include <filesystem>

namespace okno::dispatcher {

void make_private_folder(
    const std::filesystem::path& folder);  // also the folders above; one that exists stays
void copy_private(const std::filesystem::path& from,
                  const std::filesystem::path& to);  // mode 0600, never over
void flush_to_disk(const std::filesystem::path& file_or_folder);

}  // namespace okno::dispatcher
