// The text of a file, unpacked when it is gzip; the one place where zlib is used. All of it at once, at most
// 256 MB of text: a small file that unpacks without end is refused. Every failure is told, a damaged end as
// well.
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace okno::simulation {

// The text, or what is wrong with the file in a sentence without its name.
tl::expected<std::string, std::string> text_of(const std::filesystem::path& file);

}  // namespace okno::simulation
