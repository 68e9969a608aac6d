#include "kiosk/trace.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace okno::kiosk {

namespace {

std::int64_t now_us() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

Trace::Trace(const std::filesystem::path& file) {
    if (file.empty()) return;
    out_.open(file, std::ios::app);
    if (!out_) throw std::runtime_error(file.string() + ": the trace cannot be written");
}

void Trace::screen(std::string_view kind, const ui::Scene& scene) {
    nlohmann::json targets = nlohmann::json::array();
    for (const ui::Target& target : scene.targets)
        targets.push_back({{"action", target.action},
                           {"x", target.box.x},
                           {"y", target.box.y},
                           {"w", target.box.width},
                           {"h", target.box.height}});
    write(nlohmann::json{{"trace", "screen"}, {"screen", kind}, {"at_us", now_us()}, {"targets", targets}}
              .dump());
}

void Trace::name_tag(const ui::NameTag& tag) {
    write(nlohmann::json{
        {"trace", "name_tag"}, {"device", tag.device}, {"fingerprint", tag.fingerprint}, {"at_us", now_us()}}
              .dump());
}

void Trace::touch(const std::string& action) {
    write(nlohmann::json{{"trace", "touch"}, {"action", action}, {"at_us", now_us()}}.dump());
}

void Trace::pressed(const std::string& action) {
    write(nlohmann::json{{"trace", "pressed"}, {"action", action}, {"at_us", now_us()}}.dump());
}

void Trace::ticket(hall::TicketId ticket, const hall::TicketNumber& number) {
    nlohmann::json line{{"trace", "ticket"}, {"number", hall::to_string(number)}, {"at_us", now_us()}};
    if (ticket != hall::TicketId{}) line["ticket"] = ticket.value;
    write(line.dump());
}

void Trace::write(const std::string& line) {
    if (out_.is_open()) out_ << line << std::endl;
}

}  // namespace okno::kiosk
