#include "dispatcher/recorded.hpp"

#include "hall/public_view.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

namespace {

std::optional<std::string> public_text(const hall::Event& event, const std::string& for_staff) {
    const auto shown = hall::public_event(event);
    if (!shown) return std::nullopt;
    return *shown == event ? for_staff : protocol::to_json(*shown).dump();
}

}  // namespace

Recorded record(protocol::Sequence number, const hall::Event& event) {
    std::string text = protocol::to_json(event).dump();
    auto shown = public_text(event, text);
    return {number, std::move(text), std::move(shown), event};
}

Recorded record(protocol::Sequence number, std::string body) {
    hall::Event event = protocol::event_from_json(protocol::parse(body));
    auto shown = public_text(event, body);
    return {number, std::move(body), std::move(shown), std::move(event)};
}

std::string entries_json(std::span<const Recorded> events, Feed feed, const std::string& more) {
    std::string json = R"({"events":[)";
    for (const Recorded& event : events) {
        if (json.back() == '}') json += ',';
        json += R"({"number":)" + std::to_string(event.number) + R"(,"event":)";
        json += feed == Feed::staff_feed ? event.for_staff : event.for_public.value_or("null");
        json += '}';
    }
    return json + ']' + more + '}';
}

}  // namespace okno::dispatcher
