#include "display/trace.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace okno::display {

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

void Trace::presented(protocol::Sequence sequence, const std::vector<CallLine>& calls) {
    if (!out_.is_open()) return;
    nlohmann::json lines = nlohmann::json::array();
    nlohmann::json fresh = nlohmann::json::array();
    nlohmann::json areas = nlohmann::json::array();
    for (const CallLine& call : calls) {
        lines.push_back(call.number + ">" + call.window);
        areas.push_back(call.area ? call.area->sign : "");
        if (call.fresh) fresh.push_back(lines.back());
    }
    write(nlohmann::json{{"trace", "presented"},
                         {"sequence", sequence},
                         {"calls", lines},
                         {"fresh", fresh},
                         {"areas", areas},
                         {"at_us", now_us()}}
              .dump());
}

void Trace::plate(const PlatePicture& picture) {
    if (!out_.is_open()) return;
    write(nlohmann::json{{"trace", "plate"},
                         {"window", picture.window_number},
                         {"number", picture.number},
                         {"says", picture.says},
                         {"lit", picture.lit},
                         {"named", !picture.person.empty()},
                         {"at_us", now_us()}}
              .dump());
}

void Trace::name_tag(const ui::NameTag& tag) {
    if (!out_.is_open()) return;
    write(nlohmann::json{
        {"trace", "name_tag"}, {"device", tag.device}, {"fingerprint", tag.fingerprint}, {"at_us", now_us()}}
              .dump());
}

void Trace::chime() {
    if (out_.is_open()) write(nlohmann::json{{"trace", "chime"}, {"at_us", now_us()}}.dump());
}

void Trace::spoken(const Reading& reading, const std::vector<hall::Language>& languages) {
    if (!out_.is_open()) return;
    nlohmann::json spoken = nlohmann::json::array();
    for (const hall::Language& language : languages) spoken.push_back(language.value);
    write(nlohmann::json{
        {"trace", "spoken"},
        {"call", hall::to_string(reading.call.number) + ">" + std::to_string(reading.call.window.value)},
        {"languages", spoken},
        {"again", reading.again},
        {"at_us", now_us()}}
              .dump());
}

void Trace::slide(const std::string& name) {
    if (out_.is_open()) write(nlohmann::json{{"trace", "slide"}, {"card", name}, {"at_us", now_us()}}.dump());
}

void Trace::silent() {
    if (out_.is_open()) write(nlohmann::json{{"trace", "silent"}, {"at_us", now_us()}}.dump());
}

void Trace::write(const std::string& line) {
    out_ << line << std::endl;
}

}  // namespace okno::display
