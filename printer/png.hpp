// Printed paper as a PNG file: one grey pixel a dot, black or white, with the paper's margins.
#pragma once

#include <filesystem>
#include <string>

#include "printer/profile.hpp"
#include "printer/raster.hpp"

namespace okno::printer {

// The picture as the bytes of a PNG file.
std::string png(const Raster& raster, const Profile& profile);

// Writes FOLDER/NAME.png, or NAME_2.png, NAME_3.png ... when that exists: no ticket overwrites another, and
// nobody sees half a file. What cannot stand in a file name becomes "_". Throws std::system_error.
std::filesystem::path write_png(const Raster& raster, const Profile& profile,
                                const std::filesystem::path& folder, const std::string& name);

}  // namespace okno::printer
