// What the hall has learnt: SPEC.md, "The experience". The bounds are those that the fold keeps, so that a
// hostile snapshot can bring no sum near the end of its type.
#include <optional>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

constexpr int half_hours_a_week = 7 * half_hours;
constexpr int visitors_at_most = 2'147'483;  // in half an hour: their thousandths fit an int
constexpr std::int64_t pace_at_most_s = 10'000'000;
constexpr std::int64_t sum_at_most_ms = 1'000'000'000'000'000'000;
constexpr int count_at_most = 1'000'000'000;
constexpr int windows_end = 10'000;
constexpr int seconds_of_half_hour = 1800;

Json encode_counts(const std::map<int, int>& counts) {
    Json json = Json::object();
    for (const auto& [key, count] : counts) json[std::to_string(key)] = count;
    return json;
}

// `key` as a whole number below `end`, written as to_string writes it; anything else is no such key.
std::optional<int> number_of(const std::string& key, int end) {
    int number = 0;
    for (const char c : key) number = c < '0' || c > '9' || number > end ? end : number * 10 + (c - '0');
    if (number >= end || std::to_string(number) != key) return std::nullopt;
    return number;
}

// {"7": 3, …}: keys are whole numbers below `end`.
std::map<int, int> counts_at(const Fields& parent, const char* name, int end, int most) {
    const Fields fields = parent.object(name);
    std::map<int, int> counts;
    for (const std::string& key : fields.names()) {
        const auto number = number_of(key, end);
        if (!number) parent.fail(name, "counts by whole numbers below " + std::to_string(end));
        counts[*number] = static_cast<int>(fields.integer(key.c_str(), 1, most));
    }
    return counts;
}

Durations durations_at(const Fields& fields, const char* name) {
    Durations durations;
    if (!durations.restore(counts_at(fields, name, duration_bins, durations_remembered)))
        fields.fail(name, "fewer than " + std::to_string(durations_remembered) + " durations in all");
    return durations;
}

template <class Id, class Value>
Json encode_map(const std::map<Id, Value>& map, auto encode) {
    Json json = Json::object();
    for (const auto& [id, value] : map) json[id.value] = encode(value);
    return json;
}

// `decode` gets the fields of the object `name` and the name of one of them.
template <class Id, class Value>
std::map<Id, Value> map_at(const Fields& parent, const char* name, auto decode) {
    const Fields fields = parent.object(name);
    std::map<Id, Value> map;
    for (const std::string& id : fields.names()) map[Id{id}] = decode(fields, id.c_str());
    return map;
}

Json encode(const Durations& durations) {
    return encode_counts(durations.counts());
}
Json encode(const Pace& pace) {
    return {{"spent_s", pace.spent.count()}, {"usual_s", pace.usual.count()}};
}
Json encode(const Arrivals& arrivals) {
    return {{"usual", encode_counts(arrivals.usual)}, {"today", encode_counts(arrivals.today)}};
}
Json encode(const Waits& waits) {
    return {{"count", waits.count}, {"sum_ms", waits.sum.count()}};
}

Json encode(const Presence& presence) {
    return {{"usual", encode_counts(presence.usual)}, {"today", encode_counts(presence.today)}};
}

Pace pace_at(const Fields& fields, const char* name) {
    const Fields pace = fields.object(name);
    return {Seconds{pace.integer("spent_s", 0, pace_at_most_s)},
            Seconds{pace.integer("usual_s", 0, pace_at_most_s)}};
}
Arrivals arrivals_at(const Fields& fields, const char* name) {
    const Fields arrivals = fields.object(name);
    return {counts_at(arrivals, "usual", half_hours_a_week, 1000 * visitors_at_most),
            counts_at(arrivals, "today", half_hours, visitors_at_most)};
}
Waits waits_at(const Fields& fields, const char* name) {
    const Fields waits = fields.object(name);
    return {static_cast<int>(waits.integer("count", 0, count_at_most)),
            Milliseconds{waits.integer("sum_ms", 0, sum_at_most_ms)}};
}
// An experience from before there was any is without.
std::map<WindowId, Presence> presence_at(const Fields& parent, const char* name) {
    std::map<WindowId, Presence> all;
    if (!parent.has(name)) return all;
    const Fields fields = parent.object(name);
    for (const std::string& key : fields.names()) {
        const auto window = number_of(key, windows_end);
        if (!window) parent.fail(name, "presence by window numbers below " + std::to_string(windows_end));
        const Fields presence = fields.object(key.c_str());
        all[WindowId{*window}] = {counts_at(presence, "usual", half_hours_a_week, 1000),
                                  counts_at(presence, "today", half_hours, seconds_of_half_hour)};
    }
    return all;
}
int issued_at(const Fields& fields, const char* name) {
    return static_cast<int>(fields.integer(name, 0, issued_remembered - 1));
}

}  // namespace

Json to_json(const hall::Experience& experience) {
    const auto one = [](const auto& value) { return encode(value); };
    Json presence = Json::object();
    for (const auto& [window, known] : experience.presence)
        presence[std::to_string(window.value)] = encode(known);
    return {{"occupied", encode_map(experience.occupied, one)},
            {"turnaround", encode(experience.turnaround)},
            {"pace", encode_map(experience.pace, one)},
            {"issued", encode_map(experience.issued, [](int count) { return count; })},
            {"arrivals", encode_map(experience.arrivals, one)},
            {"waits", encode_map(experience.waits, one)},
            {"presence", std::move(presence)}};
}

hall::Experience experience_from(const Fields& fields) {
    Experience experience;
    experience.occupied = map_at<ServiceId, Durations>(fields, "occupied", durations_at);
    experience.turnaround = durations_at(fields, "turnaround");
    experience.pace = map_at<OperatorId, Pace>(fields, "pace", pace_at);
    experience.issued = map_at<ServiceId, int>(fields, "issued", issued_at);
    experience.arrivals = map_at<KindId, Arrivals>(fields, "arrivals", arrivals_at);
    experience.waits = map_at<KindId, Waits>(fields, "waits", waits_at);
    experience.presence = presence_at(fields, "presence");
    return experience;
}

}  // namespace okno::protocol
