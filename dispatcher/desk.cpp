#include "dispatcher/desk.hpp"

#include <algorithm>
#include <utility>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "platform/log.hpp"
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"
#include "protocol/sentences.hpp"

namespace okno::dispatcher {

using protocol::Reply;
using protocol::Request;

namespace {

// A start replays at most about this many events, or four for each ticket that lives (a snapshot costs in
// proportion to those), whichever is more.
constexpr std::size_t tail_at_least = 20'000;
constexpr std::size_t tail_per_ticket = 4;

constexpr std::size_t events_per_page = 2'000;
constexpr std::size_t page_bytes_at_most = 4 * 1024 * 1024;

const hall::DeviceId own_name{"dispatcher"};
constexpr std::ptrdiff_t parts_at_most = 256;  // of one bridge, those that are gone included

// Devices say every few seconds that they are there. What is known already costs neither a row of the journal
// nor a stored reply: asked again, it is answered anew.
bool says_nothing_new(const hall::State& state, const hall::Author& author, const hall::Wish& wish) {
    const auto* report = std::get_if<hall::ReportDevice>(&wish);
    if (!report || !hall::speaks_for(author.device, report->device)) return false;
    const auto known = state.devices.find(report->device);
    return known != state.devices.end() && hall::is_known(known->second, *report);
}

// Parts are what a bridge has plugged in; anybody else's would only fill the state.
bool may_report(const Guest& guest, const hall::State& state, const hall::Wish& wish) {
    const auto* report = std::get_if<hall::ReportDevice>(&wish);
    if (!report || !hall::is_part(report->device) || state.devices.contains(report->device)) return true;
    const auto parts = std::count_if(state.devices.begin(), state.devices.end(), [&](const auto& known) {
        return hall::is_part(known.first) && hall::speaks_for({guest.name}, known.first);
    });
    return guest.role == "bridge" && parts < parts_at_most;
}

}  // namespace

Desk::Desk(Journal& journal) : journal_(journal), state_(journal.replay()) {}

Reply Desk::answer(const Guest& guest, const Request& request, hall::Timestamp now) {
    if (!protocol::is_command(request.kind))
        return protocol::refused(request.id, protocol::refusal("unknown_kind"));
    if (!allows(guest, request.kind)) return protocol::refused(request.id, protocol::refusal("not_allowed"));
    const Hash digest = digest_of({guest.name}, request.kind, request.body);
    if (const auto stored = journal_.find_reply(request.id)) {
        if (stored->digest != digest)
            return protocol::refused(request.id, protocol::refusal("request_id_reused"));
        return repeat(guest, request.id, *stored);
    }
    try {
        return decide_and_store(guest, request, digest, now);
    } catch (const protocol::CodecError& error) {
        return protocol::refused(request.id, protocol::refusal("malformed", error.what()));
    }
}

bool Desk::allows(const Guest& guest, const std::string& kind) {
    if (may(guest.role, kind)) return true;
    if (overstepped_.emplace(guest.name, kind).second)
        spdlog::warn("A device asked for what its role may not do. device={} role={} kind={}", guest.name,
                     guest.role, kind);
    return false;
}

Reply Desk::decide_and_store(const Guest& guest, const Request& request, const Hash& digest,
                             hall::Timestamp now) {
    const protocol::Json body = protocol::parse(request.body);
    const hall::Author author{{guest.name}, protocol::person_from_json(body)};
    const hall::Wish wish = protocol::wish_from_json(request.kind, body);
    if (!may_report(guest, state_, wish))
        return protocol::refused(request.id, protocol::refusal(hall::Rejection::foreign_device));
    if (says_nothing_new(state_, author, wish))
        return {request.id, true, entries_json({}, feed_of(guest.role))};
    const auto events = carry_out({author, wish}, now);
    if (!events) {
        Reply reply = protocol::refused(request.id, protocol::refusal(events.error()));
        journal_.store_reply(request.id, {digest, 0, 0, reply.body});
        return reply;
    }
    const protocol::Sequence first = events->empty() ? 0 : events->front().number;
    journal_.store_reply(request.id, {digest, first, events->size(), std::nullopt});
    return {request.id, true, entries_json(*events, feed_of(guest.role))};
}

Reply Desk::repeat(const Guest& guest, const protocol::RequestId& id, const StoredReply& stored) {
    if (stored.refusal) return {id, false, *stored.refusal};
    std::vector<Recorded> events;
    for (StoredEvent& event : journal_.read(stored.first, stored.count))
        events.push_back(record(event.number, std::move(event.body)));
    return {id, true, entries_json(events, feed_of(guest.role))};
}

tl::expected<std::size_t, hall::Rejection> Desk::act(const hall::Wish& wish, hall::Timestamp now) {
    const auto events = carry_out({{own_name, {}}, wish}, now);
    if (!events) return tl::make_unexpected(events.error());
    return events->size();
}

tl::expected<std::span<const Recorded>, hall::Rejection> Desk::carry_out(const hall::Command& command,
                                                                         hall::Timestamp now) {
    const auto events = hall::decide(state_, command, now);
    if (!events) return tl::make_unexpected(events.error());
    const std::size_t before = recorded_.size();
    for (const hall::Event& event : *events) {
        Recorded recorded = record(journal_.head() + 1, event);
        journal_.append(recorded.for_staff);
        recorded_.push_back(std::move(recorded));
        state_ = hall::evolve(std::move(state_), event);
        day_began_ = day_began_ || std::holds_alternative<hall::DayStarted>(event.fact);
    }
    return std::span<const Recorded>(recorded_).subspan(before);
}

void Desk::keep_restart_short() {
    const std::size_t tail = journal_.head() - journal_.last_snapshot();
    const bool long_tail = tail > std::max(tail_at_least, tail_per_ticket * state_.tickets.size());
    if (!std::exchange(day_began_, false) && !long_tail) return;
    journal_.store_snapshot(state_);
}

const std::string& Desk::snapshot_for(Feed feed) {
    Snapshot& kept = snapshots_[feed];
    if (kept.number != journal_.head() || kept.text.empty()) {
        const bool staff = feed == Feed::staff_feed;
        const protocol::Json body{{"number", journal_.head()},
                                  {"state", protocol::to_json(staff ? state_ : hall::public_state(state_))}};
        kept = {journal_.head(), body.dump()};
    }
    return kept.text;
}

std::string Desk::events_for(Feed feed, const protocol::Json& body) {
    const protocol::Fields fields(body, "events");
    const auto from = static_cast<protocol::Sequence>(fields.integer("from", 1));
    const auto at_most = static_cast<std::size_t>(fields.integer("at_most", 1, events_per_page));
    std::vector<Recorded> events;
    std::size_t bytes = 0;
    for (StoredEvent& event : journal_.read(from, at_most)) {
        bytes += event.body.size();
        if (bytes > page_bytes_at_most && !events.empty()) break;
        events.push_back(record(event.number, std::move(event.body)));
    }
    return entries_json(events, feed, R"(,"head":)" + std::to_string(journal_.head()));
}

std::string Desk::chain_json(const protocol::Json& body) {
    const protocol::Fields fields(body, "chain");
    const protocol::Sequence head = journal_.head();
    protocol::Sequence number = head;
    if (fields.has("number"))
        number =
            static_cast<protocol::Sequence>(fields.integer("number", 1, static_cast<std::int64_t>(head)));
    const Hash link = journal_.chain_at(number).value_or(Hash{});  // of an empty journal
    return protocol::Json{{"number", number}, {"chain", to_hex(link)}, {"head", head}}.dump();
}

Reply Desk::look_up(const Guest& guest, const Request& request) {
    if (!allows(guest, request.kind)) return protocol::refused(request.id, protocol::refusal("not_allowed"));
    const Feed feed = feed_of(guest.role);
    if (request.kind == "snapshot") return {request.id, true, snapshot_for(feed)};
    try {
        const protocol::Json body = protocol::parse(request.body);
        return {request.id, true, request.kind == "chain" ? chain_json(body) : events_for(feed, body)};
    } catch (const protocol::CodecError& error) {
        return protocol::refused(request.id, protocol::refusal("malformed", error.what()));
    }
}

}  // namespace okno::dispatcher
