#include "plan/zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <fstream>

#include "plan/yearly_rule.hpp"

namespace okno::plan {

namespace {

using namespace date::literals;

constexpr date::sys_seconds first = date::sys_days{2020_y / 1 / 1};
constexpr date::sys_seconds end = date::sys_days{2046_y / 1 / 1};

// Names that mean another thing on another machine.
bool is_portable(const std::string& name) {
    return name.find('/') != std::string::npos || name == "UTC";
}

void append(hall::Zone& zone, date::sys_seconds from, hall::Seconds offset) {
    // A change of name alone (a zone renamed, a summer flag) moves no clock.
    if (!zone.offsets.empty() && zone.offsets.back().offset == offset) return;
    zone.offsets.push_back({hall::Timestamp{from.time_since_epoch()}, offset});
}

// The last line of the zone's file; see yearly_rule.hpp.
std::string rule_line(const std::string& name) {
    std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
    std::string line;
    std::string last;
    while (std::getline(file, line)) last = line;
    return last;
}

void go_on_by_rule(hall::Zone& zone) {
    const auto rule = parse_yearly_rule(rule_line(zone.name));
    if (!rule) return;
    const hall::Timestamp table_ends = zone.offsets.back().from;
    const auto last_day = std::chrono::floor<std::chrono::days>(table_ends);
    for (auto year = std::chrono::year_month_day{last_day}.year(); year < std::chrono::year{2046}; ++year)
        for (const hall::ZoneOffset& change : changes_of(*rule, year))
            if (change.from > table_ends) zone.offsets.push_back(change);
}

}  // namespace

std::optional<hall::Zone> unroll_zone(const std::string& name) {
    const auto names = zone_names();
    if (std::find(names.begin(), names.end(), name) == names.end()) return std::nullopt;
    const date::time_zone* rules = date::locate_zone(name);
    hall::Zone zone{name, {}};
    for (date::sys_seconds at = first; at < end;) {
        const date::sys_info info = rules->get_info(at);
        append(zone, at, info.offset);
        at = info.end;
    }
    go_on_by_rule(zone);
    return zone;
}

std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    for (const date::time_zone& zone : date::get_tzdb().zones)
        if (is_portable(zone.name())) names.push_back(zone.name());
    return names;
}

}  // namespace okno::plan
