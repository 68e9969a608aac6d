#include "kiosk/unsettled.hpp"

#include <spdlog/fmt/fmt.h>

#include <fstream>

#include "platform/atomic_file.hpp"
#include "platform/log.hpp"

namespace okno::kiosk {

std::optional<Unsettled> UnsettledFile::read() const {
    std::ifstream file(file_);
    if (!file) return std::nullopt;
    std::string id_text;
    std::int64_t touched_ms = 0;
    Unsettled unsettled;
    file >> id_text >> touched_ms >> unsettled.wish.service.value >> unsettled.wish.language.value;
    const auto id = protocol::request_id_from_hex(id_text);
    if (!file || !id) {
        spdlog::warn("The file of the last touch cannot be understood and is ignored: {}", file_.string());
        return std::nullopt;
    }
    file >> unsettled.wish.category.value;  // none: the line ends here
    unsettled.id = *id;
    unsettled.touched = platform::WallTime(std::chrono::milliseconds(touched_ms));
    return unsettled;
}

void UnsettledFile::keep(const Unsettled& unsettled) const {
    const std::string line = fmt::format(
        "{} {} {} {} {}\n", protocol::to_hex(unsettled.id), unsettled.touched.time_since_epoch().count(),
        unsettled.wish.service.value, unsettled.wish.language.value, unsettled.wish.category.value);
    platform::replace_file(file_, line, 0600);
}

void UnsettledFile::clear() const {
    std::error_code gone;  // already removed is as good; the id is harmless to send again
    std::filesystem::remove(file_, gone);
}

}  // namespace okno::kiosk
