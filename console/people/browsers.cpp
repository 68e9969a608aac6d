#include "console/people/browsers.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "console/people/token.hpp"
#include "platform/atomic_file.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {
using Json = nlohmann::json;
}

Browsers::Browsers(const std::filesystem::path& folder) : file_(folder / "browsers.json") {
    std::ifstream in(file_);
    if (!in) return;
    try {
        const Json json = Json::parse(in);
        for (const Json& each : json.at("browsers"))
            browsers_.push_back(
                {each.at("fingerprint").get<std::string>(), hall::WindowId{each.at("window").get<int>()},
                 each.at("user").get<std::string>(),
                 platform::WallTime{std::chrono::milliseconds{each.at("until").get<std::int64_t>()}}});
    } catch (const std::exception& error) {
        browsers_.clear();
        spdlog::warn(
            "The browsers of the windows are forgotten; a log-in with a password makes one known. "
            "reason=\"{}\"",
            error.what());
    }
}

std::string Browsers::know(const std::string& former, hall::WindowId window, const std::string& user,
                           platform::WallTime now) {
    const std::string forgotten = fingerprint_of(former);
    std::erase_if(browsers_,
                  [&](const Browser& each) { return each.until <= now || each.fingerprint == forgotten; });
    if (browsers_.size() >= at_most)
        browsers_.erase(std::min_element(browsers_.begin(), browsers_.end(),
                                         [](const auto& a, const auto& b) { return a.until < b.until; }));
    const std::string token = random_token();
    browsers_.push_back({fingerprint_of(token), window, user, now + known_for});
    keep();
    return token;
}

std::optional<Browser> Browsers::find(const std::string& token, platform::WallTime now) const {
    const std::string fingerprint = fingerprint_of(token);
    for (const Browser& each : browsers_)
        if (each.fingerprint == fingerprint && now < each.until) return each;
    return std::nullopt;
}

void Browsers::keep() const {
    Json json = Json::array();
    for (const Browser& each : browsers_)
        json.push_back({{"fingerprint", each.fingerprint},
                        {"window", each.window.value},
                        {"user", each.user},
                        {"until", each.until.time_since_epoch().count()}});
    try {
        platform::replace_file(file_, Json{{"browsers", json}}.dump() + "\n", 0600);
    } catch (const std::exception& error) {
        spdlog::warn("The browsers of the windows cannot be kept beyond a restart. reason=\"{}\"",
                     error.what());
    }
}

}  // namespace okno::console
