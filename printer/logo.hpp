// A logo from a PNG file as dots of the printer: made to fit, black and white by error diffusion (Floyd and
// Steinberg, 1976). The file may be anything: what is too large or no PNG is refused with a sentence.
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "printer/profile.hpp"
#include "printer/raster.hpp"

namespace okno::printer {

inline constexpr std::size_t logo_file_bytes_at_most = 512 * 1024;
inline constexpr int logo_pixels_a_side_at_most = 2000;

// At most as wide as the slip and a third as high; never enlarged. The error says why not, for the log.
tl::expected<Raster, std::string> read_logo(const std::filesystem::path& file, const Profile& profile);

}  // namespace okno::printer
