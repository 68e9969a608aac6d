#include "display/loudness.hpp"

#include <regex>
#include <sstream>

namespace okno::display {

std::optional<Loudness> Loudness::parse(const std::string& text) {
    static const std::regex always("(100|[0-9]{1,2})");
    static const std::regex from("([01][0-9]|2[0-3]):([0-5][0-9])=(100|[0-9]{1,2})");
    Loudness loudness;
    std::smatch match;
    if (std::regex_match(text, match, always)) {
        loudness.from_ = {{std::chrono::minutes{0}, std::stoi(match[1])}};
        return loudness;
    }
    loudness.from_.clear();
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        if (!std::regex_match(part, match, from)) return std::nullopt;
        const std::chrono::minutes since{std::stoi(match[1]) * 60 + std::stoi(match[2])};
        if (!loudness.from_.emplace(since, std::stoi(match[3])).second) return std::nullopt;
    }
    if (loudness.from_.empty() || text.back() == ',') return std::nullopt;
    return loudness;
}

int Loudness::at(hall::LocalTime time) const {
    const auto since_midnight = time - std::chrono::floor<std::chrono::days>(time);
    const auto later = from_.upper_bound(std::chrono::floor<std::chrono::minutes>(since_midnight));
    return later == from_.begin() ? from_.rbegin()->second : std::prev(later)->second;
}

}  // namespace okno::display
