#include "simulation/packed_file.hpp"

#include <zlib.h>

#include <array>
#include <memory>

namespace okno::simulation {

namespace {

constexpr std::size_t bytes_at_most = std::size_t{256} << 20U;

}  // namespace

tl::expected<std::string, std::string> text_of(const std::filesystem::path& file) {
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(file, unreadable))
        return tl::unexpected<std::string>("there is no such file");
    // zlib reads a plain file as it is.
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> input(gzopen(file.c_str(), "rb"), gzclose);
    if (!input) return tl::unexpected<std::string>("the file cannot be opened");
    std::string text;
    std::array<char, 1U << 16U> block{};
    for (;;) {
        const int got = gzread(input.get(), block.data(), static_cast<unsigned>(block.size()));
        if (got > 0) text.append(block.data(), static_cast<std::size_t>(got));
        int error = Z_OK;
        gzerror(input.get(), &error);
        if (got < 0 || error == Z_BUF_ERROR)
            return tl::unexpected<std::string>("the gzip data are damaged or cut short");
        if (got == 0) return text;
        if (text.size() > bytes_at_most)
            return tl::unexpected<std::string>("more than 256 MB of text; no days are as long as that");
    }
}

}  // namespace okno::simulation
