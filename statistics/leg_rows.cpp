#include "statistics/leg_rows.hpp"

#include <algorithm>

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

// The columns by which a wait and a service are told apart.
struct Columns {
    const char* wait;
    const char* service;
};

Columns columns_of(By by) {
    switch (by) {
        case By::day:
        case By::weekday:
            return {"v.day", "v.day"};
        case By::hour:
            return {"CAST(v.hour AS TEXT)", "CAST(v.hour AS TEXT)"};
        case By::kind:
            return {"l.kind", "l.kind"};
        case By::service:
            return {"l.service", "l.service"};
        case By::window:
            return {"CAST(l.window_id AS TEXT)", "CAST(l.window_id AS TEXT)"};
        case By::person:
            return {"l.called_by", "l.person"};
        case By::outcome:
            return {"l.outcome", "l.outcome"};
        case By::category:
            return {"v.category", "v.category"};
        case By::hall:
            return {"''", "''"};
    }
    return {};
}

bool ends_service(const std::string& ended) {
    return ended == "finished" || ended == "transferred" || ended == "parked";
}

}  // namespace

std::string line_of_day(const std::string& day, By by) {
    if (by == By::day) return day;
    return std::to_string(std::chrono::weekday{day_from_text(day)}.iso_encoding());
}

std::map<std::string, Took> read_legs(soci::session& session, Days days, By by) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    const Columns columns = columns_of(by);
    std::string wait_line, service_line;
    long long began_ms = 0;
    Number called, started, ended_ms;
    Word ended;
    soci::statement select =
        (session.prepare << std::string("SELECT ") + columns.wait + ", " + columns.service +
                                ", l.began_ms, l.called_ms, l.started_ms, l.ended, l.ended_ms "
                                "FROM visits v JOIN legs l ON l.ticket = v.ticket "
                                "WHERE v.day BETWEEN :first AND :last" +
                                (by == By::outcome ? " AND l.ended = 'finished'" : ""),
         use(first), use(last), into(wait_line), into(service_line), into(began_ms),
         into(called.value, called.indicator), into(started.value, started.indicator),
         into(ended.value, ended.indicator), into(ended_ms.value, ended_ms.indicator));
    std::map<std::string, Took> lines;
    const bool by_day = by == By::day || by == By::weekday;
    for (select.execute(); select.fetch();) {
        const std::string end = ended.get().value_or("");
        Took& of_wait = lines[by_day ? line_of_day(wait_line, by) : wait_line];
        if (called.get()) {
            const hall::Milliseconds wait{called.value - began_ms};
            of_wait.waits.push_back(wait);
            ++of_wait.endings[wait].called;
        } else if (end == "cancelled" || end == "expired") {
            ++of_wait.endings[hall::Milliseconds{ended_ms.value - began_ms}].gone;
        }
        if (called.get() && ends_service(end)) {
            Took& of_service = lines[by_day ? line_of_day(service_line, by) : service_line];
            of_service.services.emplace_back(ended_ms.value - started.get().value_or(called.value));
        }
    }
    for (auto& [name, took] : lines) {
        std::sort(took.waits.begin(), took.waits.end());
        std::sort(took.services.begin(), took.services.end());
    }
    return lines;
}

}  // namespace okno::statistics
