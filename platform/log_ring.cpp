#include "platform/log_ring.hpp"

#include <deque>
#include <mutex>

#include "platform/ring_sink.hpp"

namespace okno::platform {

namespace {

struct Ring {
    std::mutex mutex;
    std::deque<LogLine> lines;
    std::uint64_t number = 0;
};

// One for the program, as the log is: whoever logs does not know it.
Ring& ring() {
    static Ring kept;
    return kept;
}

// UTF-8 is not cut inside a character.
std::string cut(std::string_view text) {
    if (text.size() <= log_line_bytes_at_most) return std::string{text};
    std::size_t end = log_line_bytes_at_most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string{text.substr(0, end)} + "…";
}

}  // namespace

void RingSink::log(const spdlog::details::log_msg& message) {
    const auto at = std::chrono::time_point_cast<std::chrono::milliseconds>(message.time);
    const auto level = spdlog::level::to_string_view(message.level);
    const std::lock_guard lock(ring().mutex);
    ring().lines.push_back({++ring().number, at, std::string(level.data(), level.size()),
                            cut({message.payload.data(), message.payload.size()})});
    if (ring().lines.size() > log_lines_kept) ring().lines.pop_front();
}

std::vector<LogLine> newest_warnings(std::uint64_t number) {
    const std::lock_guard lock(ring().mutex);
    std::vector<LogLine> found;
    for (const LogLine& line : ring().lines)
        if (line.number > number) found.push_back(line);
    return found;
}

}  // namespace okno::platform
