#include "console/past/history_routes.hpp"

#include <limits>
#include <map>
#include <set>

#include "console/http.hpp"
#include "console/past/history_query.hpp"
#include "console/past/ticket_story.hpp"
#include "console/sentences.hpp"
#include "hall/state.hpp"
#include "platform/clock.hpp"
#include "protocol/codec.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using nlohmann::json;
using statistics::Statistics;

constexpr std::size_t tickets_of_a_page = 50;
constexpr std::chrono::seconds loop_patience{2};

tl::unexpected<protocol::Refusal> too_many(const statistics::TooMany& many) {
    return tl::make_unexpected(complain_period_too_long(many.tickets, many.at_most));
}

json lines_of(const statistics::History& history) {
    json lines = json::array();
    for (const statistics::Line& line : history.lines) lines.push_back(line_of(line));
    return {{"exact", history.exact}, {"lines", lines}};
}

// Of a period, what `tell` makes of it.
template <class Tell>
Archive::Answer of_period(Archive& archive, const httplib::Request& request, Tell tell) {
    const auto days = days_asked(request);
    if (!days) return tl::make_unexpected(days.error());
    return archive.ask([&](Statistics& statistics) { return tell(statistics, *days); });
}

// On how many days of each weekday somebody came: what sums of a weekday are divided by.
json days_with_visitors(Statistics& statistics, statistics::Days days) {
    std::set<hall::LocalDay> seen;
    for (const auto& day : statistics.calendar(days)) seen.insert(day.day);
    std::map<std::string, int> counts;
    for (const hall::LocalDay day : seen) ++counts[std::to_string(std::chrono::weekday{day}.iso_encoding())];
    return counts;
}

}  // namespace

void HistoryRoutes::add_to(httplib::Server& server) {
    const std::pair<const char*, Answer (HistoryRoutes::*)(const Request&)> routes[] = {
        {"frame", &HistoryRoutes::frame},       {"summary", &HistoryRoutes::summary},
        {"lines", &HistoryRoutes::lines},       {"load", &HistoryRoutes::load},
        {"bars", &HistoryRoutes::bars},         {"calendar", &HistoryRoutes::calendar},
        {"ratings", &HistoryRoutes::ratings},   {"idle", &HistoryRoutes::idle},
        {"promises", &HistoryRoutes::promises}, {"tickets", &HistoryRoutes::tickets},
        {"ticket", &HistoryRoutes::ticket}};
    for (const auto& [name, answers] : routes)
        server.Get(std::string("/api/history/") + name,
                   [this, answers = answers](const Request& request, httplib::Response& response) {
                       const auto guest = gate_.guest_of(StillPage::history, request);
                       if (!guest) return refuse(response, guest.error());
                       const Answer answered = (this->*answers)(request);
                       if (!answered) return refuse(response, answered.error());
                       answer(response, *answered);
                   });
}

HistoryRoutes::Answer HistoryRoutes::frame(const Request&) {
    const auto look = [](const hall::State& state) {
        return json{{"names", names_of(state.plan)},
                    {"today", statistics::to_text(state.day)},
                    {"zone", state.plan.zone.name},
                    {"x_ms", hall::Milliseconds{state.plan.abandoned_after}.count()},
                    {"known", hall::has_plan(state)}};
    };
    const auto hall_now = mailbox_.ask(StateQuestion{look, {}}, loop_patience);
    if (!hall_now) return tl::make_unexpected(complain(Complaint::no_answer));
    if (!hall_now->at("known")) return tl::make_unexpected(complain(Complaint::hall_unknown));
    return archive_.ask([&](Statistics& statistics) -> Answer {
        json frame{{"names", hall_now->at("names")},
                   {"today", hall_now->at("today")},
                   {"zone", hall_now->at("zone")},
                   {"x_ms", hall_now->at("x_ms")},
                   {"tickets_at_most", Statistics::looked_through_at_most},
                   {"known", nullptr}};
        if (const auto days = statistics.known_days())
            frame["known"] = {{"first", statistics::to_text(days->first)},
                              {"last", statistics::to_text(days->last)}};
        return frame;
    });
}

HistoryRoutes::Answer HistoryRoutes::summary(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        const auto summary = statistics.summary(days.first, days.last);
        const auto hall = statistics.history(days, statistics::By::hall);
        json norms = json::object();
        for (const auto& [kind, found] : statistics.averages(days.last).kinds)
            if (found.norm)
                norms[kind.value] = {{"wait_ms", hall::Milliseconds{found.norm->wait}.count()},
                                     {"service_ms", hall::Milliseconds{found.norm->service}.count()}};
        return json{{"issued", summary.issued},
                    {"served", summary.served},
                    {"cancelled", summary.cancelled},
                    {"lost", summary.missed},
                    {"expired", summary.expired},
                    {"visit_wait", measure_of(summary.visit_wait)},
                    {"exact", hall.exact},
                    {"hall", line_of(hall.lines.empty() ? statistics::Line{} : hall.lines.front())},
                    {"kinds", lines_of(statistics.history(days, statistics::By::kind))["lines"]},
                    {"norms", norms}};
    });
}

HistoryRoutes::Answer HistoryRoutes::lines(const Request& request) {
    const auto by = by_asked(request);
    if (!by) return tl::make_unexpected(by.error());
    const auto filter = filter_asked(request);
    if (!filter) return tl::make_unexpected(filter.error());
    return of_period(archive_, request, [&](Statistics& statistics, statistics::Days days) -> Answer {
        if (*filter == statistics::Filter{}) return lines_of(statistics.history(days, *by));
        const auto history = statistics.history_of(days, *by, *filter);
        if (!history) return too_many(history.error());
        return lines_of(*history);
    });
}

HistoryRoutes::Answer HistoryRoutes::load(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        json cells = json::array();
        for (const auto& cell : statistics.load_by_hour(days))
            cells.push_back({{"weekday", cell.weekday},
                             {"hour", cell.hour},
                             {"issued", cell.issued},
                             {"wait", measure_of(cell.wait)}});
        json staff = json::array();
        for (const auto& cell : statistics.staffing(days, platform::read_clock().wall))
            staff.push_back({{"weekday", cell.weekday},
                             {"hour", cell.hour},
                             {"working_ms", cell.working.count()},
                             {"paused_ms", cell.paused.count()}});
        return json{{"cells", cells}, {"staff", staff}, {"days", days_with_visitors(statistics, days)}};
    });
}

HistoryRoutes::Answer HistoryRoutes::bars(const Request& request) {
    const auto minutes = number_asked(request, "bar_min", 1, 60, 1);
    if (!minutes) return tl::make_unexpected(minutes.error());
    return of_period(archive_, request, [&](Statistics& statistics, statistics::Days days) -> Answer {
        return json{{"bar_min", *minutes},
                    {"bars", statistics.wait_bars(days, std::chrono::minutes{*minutes},
                                                  Statistics::looked_through_at_most)}};
    });
}

HistoryRoutes::Answer HistoryRoutes::calendar(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        json calendar = json::array();
        for (const auto& day : statistics.calendar(days)) {
            calendar.push_back({{"day", statistics::to_text(day.day)},
                                {"kind", day.kind.value},
                                {"wait", measure_of(day.wait)},
                                {"service", measure_of(day.service)},
                                {"wait_norm_ms", nullptr},
                                {"service_norm_ms", nullptr}});
            if (!day.norm) continue;
            calendar.back()["wait_norm_ms"] = hall::Milliseconds{day.norm->wait}.count();
            calendar.back()["service_norm_ms"] = hall::Milliseconds{day.norm->service}.count();
        }
        return json{{"days", calendar}};
    });
}

HistoryRoutes::Answer HistoryRoutes::ratings(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        json ratings = json::array();
        for (const auto& rating : statistics.ratings(days))
            ratings.push_back({{"service", rating.service.value},
                               {"topic", rating.topic.value},
                               {"score", rating.score},
                               {"n", rating.count}});
        return json{{"ratings", ratings}};
    });
}

HistoryRoutes::Answer HistoryRoutes::idle(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        const auto averages = statistics.averages(days.first, days.last);
        json windows = json::array(), people = json::array();
        for (const auto& [window, measures] : averages.windows)
            windows.push_back({{"name", std::to_string(window.value)}, {"idle", measure_of(measures.idle)}});
        for (const auto& [person, measures] : averages.operators)
            people.push_back({{"name", person.value}, {"idle", measure_of(measures.idle)}});
        return json{{"windows", windows}, {"people", people}};
    });
}

HistoryRoutes::Answer HistoryRoutes::promises(const Request& request) {
    return of_period(archive_, request, [](Statistics& statistics, statistics::Days days) -> Answer {
        const auto counts = statistics.promises(days);
        if (!counts) return too_many(counts.error());
        json services = json::array();
        for (const auto& count : *counts)
            services.push_back({{"service", count.service.value},
                                {"n", count.count},
                                {"held", count.held},
                                {"sooner", count.sooner},
                                {"later", count.later},
                                {"heard", count.heard}});
        return json{{"services", services}, {"issued", statistics.summary(days.first, days.last).issued}};
    });
}

HistoryRoutes::Answer HistoryRoutes::tickets(const Request& request) {
    const auto selection = selection_asked(request);
    if (!selection) return tl::make_unexpected(selection.error());
    const auto offset = number_asked(request, "offset", 0, 1'000'000, 0);
    if (!offset) return tl::make_unexpected(offset.error());
    const auto sorted = request.get_param_value("sort") == "time" ? statistics::Sorted::by_time
                                                                  : statistics::Sorted::longest_first;
    return archive_.ask([&](Statistics& statistics) -> Answer {
        const auto page =
            statistics.tickets(*selection, sorted, static_cast<std::size_t>(*offset), tickets_of_a_page);
        if (!page) return too_many(page.error());
        const hall::Zone zone = statistics.zone();
        json tickets = json::array();
        for (const auto& found : page->tickets) tickets.push_back(found_of(found, zone));
        return json{{"count", page->count}, {"tickets", tickets}, {"page", tickets_of_a_page}};
    });
}

HistoryRoutes::Answer HistoryRoutes::ticket(const Request& request) {
    const auto id = number_asked(request, "id", 1, std::numeric_limits<std::int64_t>::max(), 0);
    if (!id || *id == 0) return tl::make_unexpected(complain(Complaint::unknown_visit));
    std::uint64_t first = 0, last = 0;
    hall::Zone zone;
    auto told = archive_.ask([&](Statistics& statistics) -> Answer {
        const auto visit = statistics.visit(hall::TicketId{static_cast<std::uint64_t>(*id)});
        if (!visit) return tl::make_unexpected(complain(Complaint::unknown_visit));
        zone = statistics.zone();
        first = visit->first_number;
        last = visit->end ? visit->last_number : std::numeric_limits<std::uint64_t>::max();
        return visit_of(*visit, zone);
    });
    if (!told) return told;
    TicketStory story = read_story(mailbox_, {*id, first, last}, zone);
    (*told)["events"] = std::move(story.events);
    (*told)["whole"] = story.whole;
    (*told)["why_not_whole"] = story.refusal ? protocol::to_json(*story.refusal) : json();
    return told;
}

}  // namespace okno::console
