#include "protocol/link.hpp"

#include <algorithm>
#include <utility>

#include "hall/evolve.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::protocol {

namespace {

using namespace std::chrono_literals;

constexpr auto retry_after = 500ms;
constexpr auto lost_after = 1500ms;  // three missed beats
constexpr auto strange_after = 10s;  // a dispatcher that is there is heard within two
constexpr int beats_behind_at_most = 2;
constexpr std::size_t backlog_at_most = 100'000;

}  // namespace

Link::Link(zmq::context_t& context, const std::string& commands_endpoint, const std::string& feed_endpoint,
           const platform::Identity& identity)
    : commands_(platform::connect_dealer(context, commands_endpoint, identity)),
      feed_(platform::connect_subscriber(context, feed_endpoint, identity)),
      fingerprint_(platform::fingerprint(identity.own.public_key)) {}

void Link::follow() {
    following_ = true;
    spdlog::info("This program's key has the fingerprint {}", fingerprint_);
}

RequestId Link::send(const hall::Wish& wish, platform::Instant now, const hall::OperatorId& person) {
    const RequestId id = make_request_id(now.wall);
    send(id, wish, now, person);
    return id;
}

void Link::send(const RequestId& id, const hall::Wish& wish, platform::Instant now,
                const hall::OperatorId& person) {
    Json body = to_json(wish);
    if (!person.value.empty()) body["person"] = person.value;
    submit(Request{id, std::string(kind_of(wish)), body.dump()}, Purpose::command, now);
}

void Link::abandon(const RequestId& id) {
    pending_.erase(id);
}

RequestId Link::fetch_events(Sequence from, std::size_t at_most, platform::Instant now) {
    const RequestId id = make_request_id(now.wall);
    submit(Request{id, "events", Json{{"from", from}, {"at_most", at_most}}.dump()}, Purpose::events, now);
    return id;
}

RequestId Link::ask(const std::string& kind, const Json& body, platform::Instant now) {
    const RequestId id = make_request_id(now.wall);
    submit(Request{id, kind, body.dump()}, Purpose::question, now);
    return id;
}

std::vector<zmq::pollitem_t> Link::poll_items() {
    return {{commands_.handle(), 0, ZMQ_POLLIN, 0}, {feed_.handle(), 0, ZMQ_POLLIN, 0}};
}

std::chrono::milliseconds Link::time_left(platform::Instant now) const {
    auto soonest = now.steady + 10s;
    if (following_ && connected_) soonest = std::min(soonest, last_heard_ + lost_after);
    for (const auto& [id, pending] : pending_) soonest = std::min(soonest, pending.next_try);
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(soonest - now.steady), 0ms);
}

std::vector<News> Link::work(platform::Instant now) {
    std::vector<News> news;
    read_feed(now, news);
    read_replies(now, news);
    if (following_ && !synchronised_ && !snapshot_request_) ask_snapshot(now);
    if (connected_ && now.steady - last_heard_ >= lost_after) {
        connected_ = false;
        was_lost_ = true;
        news.emplace_back(LinkLost{});
    }
    retry(now);
    if (following_ && !heard_once_) tell_if_strange(now);
    return news;
}

// A dispatcher that does not know the key gives no answer at all.
void Link::tell_if_strange(platform::Instant now) {
    if (!first_work_) first_work_ = now.steady;
    if (told_strange_ || now.steady - *first_work_ < strange_after) return;
    told_strange_ = true;
    spdlog::warn(
        "The dispatcher has not answered since the start. It is away, or it does not know this program's "
        "key: "
        "then let it in on the page of devices, by the fingerprint {}",
        fingerprint_);
}

void Link::submit(Request request, Purpose purpose, platform::Instant now) {
    const RequestId id = request.id;
    pending_[id] = Pending{std::move(request), now.steady, purpose};
    retry(now);
}

void Link::ask_snapshot(platform::Instant now) {
    const RequestId id = make_request_id(now.wall);
    snapshot_request_ = id;
    submit(Request{id, "snapshot", "{}"}, Purpose::snapshot, now);
}

// A full queue towards the dispatcher is no error: the next try comes anyway.
void Link::retry(platform::Instant now) {
    for (auto& [id, pending] : pending_) {
        if (pending.next_try > now.steady) continue;
        platform::send(commands_, encode(pending.request));
        pending.next_try = now.steady + retry_after;
    }
}

void Link::read_replies(platform::Instant now, std::vector<News>& news) {
    while (auto frames = platform::receive(commands_)) {
        const auto reply = decode_reply(*frames);
        if (!reply) continue;
        const auto pending = pending_.find(reply->id);
        if (pending == pending_.end()) continue;  // answered before, or abandoned
        const Purpose purpose = pending->second.purpose;
        pending_.erase(pending);
        take_reply(*reply, purpose, now, news);
    }
}

void Link::take_reply(const Reply& reply, Purpose purpose, platform::Instant now, std::vector<News>& news) {
    if (purpose == Purpose::snapshot) {
        if (reply.accepted)
            take_snapshot(parse(reply.body), now, news);
        else  // a device that has lost its right asks no faster than anybody else
            pending_[reply.id] = {{reply.id, "snapshot", "{}"}, now.steady + retry_after, Purpose::snapshot};
        return;
    }
    if (purpose == Purpose::question) {
        if (reply.accepted)
            news.emplace_back(Told{reply.id, std::nullopt, parse(reply.body)});
        else
            news.emplace_back(Told{reply.id, refusal_from_json(parse(reply.body)), {}});
        return;
    }
    if (!reply.accepted) {
        news.emplace_back(Answered{reply.id, tl::make_unexpected(refusal_from_json(parse(reply.body)))});
        return;
    }
    const Json body = parse(reply.body);
    std::vector<Entry> entries;
    for (const Json& entry : body.at("events")) entries.push_back(entry_from_json(entry));
    if (purpose == Purpose::events)
        news.emplace_back(Fetched{std::move(entries), body.at("head").get<Sequence>()});
    else
        news.emplace_back(Answered{reply.id, std::move(entries)});
}

void Link::take_snapshot(const Json& body, platform::Instant now, std::vector<News>& news) {
    snapshot_request_.reset();
    state_ = state_from_json(body.at("state"));
    number_ = body.at("number").get<Sequence>();
    synchronised_ = true;
    beats_behind_ = 0;
    heard(now, news);  // from here on the feed has to speak: one that never does is a lost link too
    news.emplace_back(Resynchronised{number_});
    drain_backlog(news);
    if (!synchronised_) ask_snapshot(now);
}

void Link::heard(platform::Instant now, std::vector<News>& news) {
    last_heard_ = now.steady;
    if (connected_) return;
    connected_ = heard_once_ = true;
    if (std::exchange(was_lost_, false)) news.emplace_back(LinkRestored{});
}

void Link::read_feed(platform::Instant now, std::vector<News>& news) {
    while (auto frames = platform::receive(feed_)) {
        auto message = decode_feed(*frames);
        if (!message || !following_) continue;
        heard(now, news);
        switch (message->kind) {
            case FeedMessage::Kind::beat:
                take_beat(message->number);
                break;
            case FeedMessage::Kind::entry:
                take_entry(*message, news);
                break;
            case FeedMessage::Kind::forecast:
                news.emplace_back(Forecasted{forecast_from_json(parse(message->body))});
                break;
        }
    }
}

// The head tells of entries that never reached us: the beat comes after them on the same socket, so a higher
// head is a real gap. A lower one may have been on its way while we took a snapshot; when it stays lower, the
// dispatcher has another journal than the one we followed. Entries beyond the head are that journal's too.
void Link::take_beat(Sequence head) {
    backlog_.erase(backlog_.upper_bound(head), backlog_.end());
    if (!synchronised_) return;
    beats_behind_ = head < number_ ? beats_behind_ + 1 : 0;
    if (head > number_ || beats_behind_ > beats_behind_at_most) synchronised_ = false;
}

void Link::take_entry(const FeedMessage& message, std::vector<News>& news) {
    if (synchronised_ && message.number <= number_) return;
    Entry entry{message.number, std::nullopt};
    if (!message.body.empty()) entry.event = event_from_json(parse(message.body));
    if (backlog_.size() < backlog_at_most) backlog_.insert_or_assign(message.number, std::move(entry));
    if (synchronised_) drain_backlog(news);
}

// Applies what follows on directly; what is left after a hole waits for the next snapshot.
void Link::drain_backlog(std::vector<News>& news) {
    backlog_.erase(backlog_.begin(), backlog_.upper_bound(number_));
    while (!backlog_.empty() && backlog_.begin()->first == number_ + 1) {
        auto entry = backlog_.extract(backlog_.begin()).mapped();
        number_ = entry.number;
        if (entry.event) state_ = hall::evolve(std::move(state_), *entry.event);
        news.emplace_back(Followed{std::move(entry)});
    }
    if (!backlog_.empty()) synchronised_ = false;
}

}  // namespace okno::protocol
