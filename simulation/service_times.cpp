#include "simulation/service_times.hpp"

#include <cmath>
#include <istream>
#include <sstream>

namespace okno::simulation {

namespace {

constexpr double day_s = 24 * 3600;

std::optional<hall::Milliseconds> seconds_in(const std::string& text) {
    std::istringstream in(text);
    double seconds = 0;
    if (!(in >> seconds) || !in.eof() || !(seconds >= 0 && seconds <= day_s)) return std::nullopt;
    return hall::Milliseconds{std::llround(1000 * seconds)};
}

}  // namespace

tl::expected<std::map<hall::ServiceId, std::vector<hall::Milliseconds>>, std::string> read_service_times(
    std::istream& lines, const hall::Plan& plan) {
    std::map<hall::ServiceId, std::vector<hall::Milliseconds>> times;
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || (number == 1 && line.starts_with("service,"))) continue;
        const auto comma = line.find(',');
        const hall::ServiceId service{line.substr(0, comma)};
        const std::string seconds = comma == std::string::npos ? "" : line.substr(comma + 1);
        const auto wrong = [&](const std::string& what) {
            return tl::make_unexpected("line " + std::to_string(number) + ": " + what);
        };
        if (!hall::find(plan, service)) return wrong("the plan has no service \"" + service.value + "\"");
        const auto time = seconds_in(seconds);
        if (!time) return wrong("\"" + seconds + "\" are no seconds of a service like 415 or 62.5");
        times[service].push_back(*time);
    }
    if (times.empty()) return tl::make_unexpected(std::string{"line 1: no service time is in it"});
    return times;
}

}  // namespace okno::simulation
