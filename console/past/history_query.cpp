#include "console/past/history_query.hpp"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "console/pages/model_parts.hpp"
#include "console/sentences.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using httplib::Request;
using nlohmann::json;
using statistics::By;
using statistics::Counted;

constexpr std::size_t word_bytes = 64;
constexpr std::chrono::days period_at_most{3660};

tl::unexpected<protocol::Refusal> wrong(const std::string& detail) {
    return tl::make_unexpected(complain(Complaint::malformed, detail));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <class Value, std::size_t size>
std::optional<Value> named(const std::array<std::pair<const char*, Value>, size>& all,
                           const std::string& name) {
    for (const auto& [known, value] : all)
        if (name == known) return value;
    return std::nullopt;
}

constexpr std::array<std::pair<const char*, By>, 10> every_by{{{"day", By::day},
                                                               {"hour", By::hour},
                                                               {"weekday", By::weekday},
                                                               {"kind", By::kind},
                                                               {"service", By::service},
                                                               {"window", By::window},
                                                               {"person", By::person},
                                                               {"outcome", By::outcome},
                                                               {"category", By::category},
                                                               {"hall", By::hall}}};
constexpr std::array<std::pair<const char*, Counted>, 16> every_counted{
    {{"wait", Counted::wait},
     {"service", Counted::service},
     {"left", Counted::left},
     {"closed", Counted::closed},
     {"missed", Counted::missed},
     {"waited", Counted::waited},
     {"served_wait", Counted::served_wait},
     {"abandoned_wait", Counted::abandoned_wait},
     {"issued", Counted::issued},
     {"served", Counted::served},
     {"cancelled", Counted::cancelled},
     {"lost", Counted::lost},
     {"expired", Counted::expired},
     {"promised", Counted::promised},
     {"promised_sooner", Counted::promised_sooner},
     {"promised_later", Counted::promised_later}}};

// An id of the plan, or of somebody of the staff. It travels as a value; only its size is of interest.
template <class Id>
std::optional<protocol::Refusal> take_word(const Request& request, const char* name, std::optional<Id>& to) {
    if (!request.has_param(name)) return std::nullopt;
    std::string word = request.get_param_value(name);
    if (word.size() > word_bytes) return complain(Complaint::malformed, std::string(name) + " is too long");
    to = Id{std::move(word)};
    return std::nullopt;
}

json spread_of(const statistics::Spread& spread) {
    json told = measure_of(spread.measure);
    told["median_ms"] = spread.median.count();
    told["p90_ms"] = spread.p90.count();
    return told;
}

template <class Id, class Things>
json names(const Things& things) {
    json names = json::object();
    for (const auto& thing : things) names[thing.id.value] = text(thing.name);
    return names;
}

json or_null(const std::optional<hall::Milliseconds>& took) {
    return took ? json(took->count()) : json();
}

json leg_of(const statistics::Leg& leg, const hall::Zone& zone) {
    const auto clock = [&](const std::optional<hall::Timestamp>& at) {
        return at ? json(clock_text(zone, *at)) : json();
    };
    const auto word = [](const auto& value) { return value ? json(statistics::to_string(*value)) : json(); };
    json told{{"began", statistics::to_string(leg.begin)},
              {"service", leg.service.value},
              {"kind", leg.kind.value},
              {"since", clock_text(zone, leg.since)},
              {"called", clock(leg.called)},
              {"window", leg.window.value},
              {"called_by", leg.called_by.value},
              {"person", leg.person.value},
              {"recalls", leg.recalls},
              {"started", clock(leg.started)},
              {"ended", word(leg.end)},
              {"ended_at", clock(leg.ended)},
              {"reason", word(leg.reason)},
              {"outcome", leg.outcome.value},
              {"only_at", leg.only_at ? json(leg.only_at->value) : json()},
              {"wait_norm_ms", or_null(leg.wait_norm)},
              {"service_norm_ms", or_null(leg.service_norm)},
              {"wait_ms", nullptr},
              {"service_ms", nullptr}};
    if (leg.called) told["wait_ms"] = (*leg.called - leg.since).count();
    if (leg.called && leg.ended && leg.end != statistics::LegEnd::missed)
        told["service_ms"] = (*leg.ended - leg.started.value_or(*leg.called)).count();
    return told;
}

}  // namespace

Asked<statistics::Days> days_asked(const Request& request) {
    const auto first = statistics::day_from(request.get_param_value("from"));
    const auto last = statistics::day_from(request.get_param_value("to"));
    if (!first || !last || *last < *first || *last - *first > period_at_most)
        return tl::make_unexpected(complain(Complaint::bad_period));
    return statistics::Days{*first, *last};
}

Asked<By> by_asked(const Request& request) {
    const auto by = named(every_by, request.get_param_value("by"));
    if (!by) return wrong("by is unknown");
    return *by;
}

Asked<std::int64_t> number_asked(const Request& request, const char* name, std::int64_t least,
                                 std::int64_t most, std::int64_t otherwise) {
    if (!request.has_param(name)) return otherwise;
    const auto number = whole_number(request.get_param_value(name));
    if (!number || *number < least || *number > most) return wrong(std::string(name) + " is out of range");
    return *number;
}

Asked<statistics::Filter> filter_asked(const Request& request) {
    statistics::Filter filter;
    const auto weekday = number_asked(request, "weekday", 1, 7, 0);
    const auto hour = number_asked(request, "hour", 0, 23, -1);
    const auto window = number_asked(request, "window", 0, 9999, -1);
    for (const auto* number : {&weekday, &hour, &window})
        if (!*number) return tl::make_unexpected(number->error());
    if (*weekday > 0) filter.weekday = static_cast<int>(*weekday);
    if (*hour >= 0) filter.hour = static_cast<int>(*hour);
    if (*window >= 0) filter.window = hall::WindowId{static_cast<int>(*window)};
    for (const auto& no :
         {take_word(request, "kind", filter.kind), take_word(request, "service", filter.service),
          take_word(request, "person", filter.person), take_word(request, "outcome", filter.outcome),
          take_word(request, "category", filter.category)})
        if (no) return tl::make_unexpected(*no);
    return filter;
}

Asked<statistics::Selection> selection_asked(const Request& request) {
    constexpr std::int64_t a_month_ms = std::chrono::milliseconds{std::chrono::hours{24 * 31}}.count();
    const auto days = days_asked(request);
    if (!days) return tl::make_unexpected(days.error());
    const auto filter = filter_asked(request);
    if (!filter) return tl::make_unexpected(filter.error());
    const auto counted = named(every_counted, request.get_param_value("counted"));
    if (!counted) return wrong("counted is unknown");
    statistics::Selection selection{*days, *filter, *counted, {}, {}, {}};
    const auto over = number_asked(request, "over", 0, 1, -1);
    const auto at_least = number_asked(request, "at_least_ms", 0, a_month_ms, -1);
    const auto below = number_asked(request, "below_ms", 0, a_month_ms, -1);
    for (const auto* number : {&over, &at_least, &below})
        if (!*number) return tl::make_unexpected(number->error());
    if (*over >= 0) selection.over = *over == 1;
    if (*at_least >= 0) selection.at_least = hall::Milliseconds{*at_least};
    if (*below >= 0) selection.below = hall::Milliseconds{*below};
    return selection;
}

json measure_of(const statistics::Measure& measure) {
    return {{"n", measure.count},
            {"sum_ms", measure.sum.count()},
            {"max_ms", measure.longest.count()},
            {"over", measure.over_norm}};
}

json line_of(const statistics::Line& line) {
    return {{"name", line.name},
            {"wait", spread_of(line.wait)},
            {"service", spread_of(line.service)},
            {"left", measure_of(line.left)},
            {"closed", measure_of(line.closed)},
            {"missed", measure_of(line.missed)},
            {"served_wait", measure_of(line.served_wait)},
            {"abandoned_wait", measure_of(line.abandoned_wait)},
            {"median_of_all_ms", or_null(line.median_wait_of_all)}};
}

json found_of(const statistics::Found& found, const hall::Zone& zone) {
    return {{"ticket", found.ticket.value},          {"number", to_string(found.number)},
            {"day", statistics::to_text(found.day)}, {"issued", clock_text(zone, found.issued)},
            {"service", found.service.value},        {"kind", found.kind.value},
            {"window", found.window.value},          {"person", found.person.value},
            {"category", found.category.value},      {"took_ms", found.took.count()},
            {"norm_ms", or_null(found.norm)},        {"ended", found.ended}};
}

json visit_of(const statistics::Visit& visit, const hall::Zone& zone) {
    json legs = json::array();
    for (const statistics::Leg& leg : visit.legs) legs.push_back(leg_of(leg, zone));
    return {{"ticket", visit.ticket.value},
            {"number", to_string(visit.number)},
            {"language", visit.language.value},
            {"device", visit.device.value},
            {"day", statistics::to_text(visit.day)},
            {"issued", clock_text(zone, visit.issued)},
            {"waited_ms", visit.waited.count()},
            {"outcome", visit.outcome.value},
            {"category", visit.category.value},
            {"ended", visit.end ? json(statistics::to_string(*visit.end)) : json()},
            {"ended_at", visit.ended ? json(clock_text(zone, *visit.ended)) : json()},
            {"legs", legs}};
}

std::string clock_text(const hall::Zone& zone, hall::Timestamp at) {
    const hall::LocalTime local = hall::local_time(zone, at);
    const hall::LocalDay day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(local - day)};
    return statistics::to_text(day) + fmt::format("T{:02}:{:02}:{:02}", time.hours().count(),
                                                  time.minutes().count(), time.seconds().count());
}

json names_of(const hall::Plan& plan) {
    json windows = json::object();
    for (const hall::Window& window : plan.windows)
        windows[std::to_string(window.id.value)] = window.kind.value;
    return {{"services", names<hall::ServiceId>(plan.services)},
            {"kinds", names<hall::KindId>(plan.kinds)},
            {"outcomes", names<hall::OutcomeId>(plan.outcomes)},
            {"categories", names<hall::CategoryId>(plan.categories)},
            {"stages", names<hall::StageId>(plan.stages)},
            {"topics", names<hall::TopicId>(plan.rating.topics)},
            {"pauses", names<hall::ReasonId>(plan.pause_reasons)},
            {"windows", windows}};
}

}  // namespace okno::console
