#include "statistics/staffing.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;
using Cells = std::map<std::pair<int, int>, StaffCell>;  // by weekday and hour

// Each hour of the clock gets its part. Zones change by whole quarters of an hour, and so no quarter has two
// hours.
void add(Cells& cells, const hall::Zone& zone, bool works, hall::Timestamp from, hall::Timestamp till) {
    using Quarter = std::chrono::duration<std::int64_t, std::ratio<900>>;
    while (from < till) {
        const hall::Timestamp next =
            std::min(till, hall::Timestamp{std::chrono::floor<Quarter>(from) + Quarter{1}});
        const hall::LocalTime local = hall::local_time(zone, from);
        const hall::LocalDay day = std::chrono::floor<std::chrono::days>(local);
        const auto weekday = static_cast<int>(std::chrono::weekday{day}.iso_encoding());
        const auto hour = static_cast<int>(std::chrono::floor<std::chrono::hours>(local - day).count());
        StaffCell& cell = cells[{weekday, hour}];
        (works ? cell.working : cell.paused) += next - from;
        from = next;
    }
}

}  // namespace

// A spell that was forgotten overnight counts no longer than its day and the next.
std::vector<StaffCell> staffing(soci::session& session, Days days, const hall::Zone& zone,
                                hall::Timestamp now) {
    constexpr std::chrono::hours longest{48};
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string post;
    long long from_ms = 0;
    Number till;
    soci::statement select =
        (session.prepare << "SELECT post, from_ms, till_ms FROM spells WHERE day BETWEEN :first AND :last",
         use(first), use(last), into(post), into(from_ms), into(till.value, till.indicator));
    Cells cells;
    for (select.execute(); select.fetch();) {
        const hall::Timestamp from = instant(from_ms);
        const hall::Timestamp end = std::min(instant(till).value_or(now), from + longest);
        add(cells, zone, post == "open", from, end);
    }
    std::vector<StaffCell> found;
    for (auto& [key, cell] : cells) {
        std::tie(cell.weekday, cell.hour) = key;
        found.push_back(cell);
    }
    return found;
}

}  // namespace okno::statistics
