#include "console/past/ticket_story.hpp"

#include <algorithm>

#include "console/dispatcher_query.hpp"
#include "console/past/history_query.hpp"

namespace okno::console {

namespace {

using nlohmann::json;

// A visit of a long day in a crowded hall is some 10,000 events; what is longer is told in part.
constexpr int pages_at_most = 20;
constexpr std::uint64_t events_of_a_page = 2000;

void take(const json& entry, const TicketRange& range, const hall::Zone& zone, TicketStory& story) {
    const json& event = entry.at("event");
    if (!event.is_object() || event.value("ticket", std::int64_t{-1}) != range.ticket) return;
    if (event.value("kind", "") == "visit_rated") return;  // told to nobody with the ticket it was about
    json told = event;
    told["number_in_journal"] = entry.at("number");
    told["clock"] = clock_text(zone, hall::Timestamp{hall::Milliseconds{event.at("at").get<std::int64_t>()}});
    story.events.push_back(std::move(told));
}

}  // namespace

TicketStory read_story(Mailbox& mailbox, TicketRange range, const hall::Zone& zone) {
    TicketStory story;
    for (int page = 0; page < pages_at_most && range.first <= range.last; ++page) {
        const std::uint64_t at_most = std::min(events_of_a_page, range.last - range.first + 1);
        const auto answered =
            ask_dispatcher(mailbox, "events", {{"from", range.first}, {"at_most", at_most}});
        if (!answered) {
            story.whole = false;
            story.refusal = answered.error();
            return story;
        }
        const json& entries = answered->at("events");
        if (entries.empty()) return story;
        for (const json& entry : entries) take(entry, range, zone, story);
        range.first = entries.back().at("number").get<std::uint64_t>() + 1;
        if (range.first > answered->at("head").get<std::uint64_t>()) return story;
    }
    story.whole = range.first > range.last;
    return story;
}

}  // namespace okno::console
