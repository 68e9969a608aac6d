// A program's link to the dispatcher: it sends commands until they are answered, and follows the journal.
// One thread, no callbacks: give its sockets to the loop, call `work` when something is ready or a timer is
// due, and read the news it returns.
//
//     link.follow();
//     while (!stop.raised()) {
//         auto items = link.poll_items();                  // append your own descriptors
//         platform::wait(items, link.time_left(now));
//         const auto now = platform::read_clock();
//         for (const News& news : link.work(now)) model.hear(news);
//     }
//
// Commands: each keeps its request id and is sent again each 500 ms until the reply has come; the dispatcher
// answers a repeat with the first answer. Following: subscribe, ask for the snapshot, apply what is newer; a
// gap in the numbers asks again. No beat for 1.5 s: LinkLost; the state kept is what was last known.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>
#include <zmq.hpp>

#include "hall/state.hpp"
#include "platform/clock.hpp"
#include "platform/keys.hpp"
#include "protocol/codec.hpp"
#include "protocol/messages.hpp"

namespace okno::protocol {

// Reply to `send`. Accepted: the events it caused, as this device may see them.
struct Answered {
    RequestId id;
    tl::expected<std::vector<Entry>, Refusal> result;
};
// One journal entry, already folded into `state()`.
struct Followed {
    Entry entry;
};
// `state()` has been replaced by a snapshot: after start, a gap, or a lost link.
struct Resynchronised {
    Sequence number = 0;
};
struct LinkLost {};
struct LinkRestored {};
// Reply to `fetch_events`: consecutive entries, fewer than asked when the journal ends.
struct Fetched {
    std::vector<Entry> entries;
    Sequence head = 0;  // the journal's last number at that moment
};
// Reply to `ask`: a refusal, or what was asked for. (An expected of a Json would take anything for a Json.)
struct Told {
    RequestId id;
    std::optional<Refusal> refusal;
    Json body;
};
// How long people will wait, as of now; it may be a second or so behind the state. It replaces the last one.
struct Forecasted {
    hall::Forecast forecast;
};
using News =
    std::variant<Answered, Followed, Resynchronised, LinkLost, LinkRestored, Fetched, Told, Forecasted>;

class Link {
  public:
    // Endpoints as "tcp://127.0.0.1:5710". `context` must outlive the link.
    Link(zmq::context_t& context, const std::string& commands_endpoint, const std::string& feed_endpoint,
         const platform::Identity& identity);

    void follow();  // start following; once
    RequestId send(const hall::Wish& wish, platform::Instant now, const hall::OperatorId& person = {});
    // The same with an id made (and perhaps stored) before.
    void send(const RequestId& id, const hall::Wish& wish, platform::Instant now,
              const hall::OperatorId& person = {});
    void abandon(const RequestId& id);  // stop retrying; a late reply is ignored
    RequestId fetch_events(Sequence from, std::size_t at_most, platform::Instant now);
    // Any other query of SPEC.md; `abandon` it when nobody waits for the answer any more.
    RequestId ask(const std::string& kind, const Json& body, platform::Instant now);

    std::vector<zmq::pollitem_t> poll_items();
    std::chrono::milliseconds time_left(platform::Instant now) const;  // until `work` has something to do
    std::vector<News> work(platform::Instant now);

    const hall::State& state() const { return state_; }
    Sequence number() const { return number_; }  // of the last entry in `state()`
    bool synchronised() const { return synchronised_; }
    bool connected() const { return connected_; }

  private:
    enum class Purpose { command, snapshot, events, question };
    struct Pending {
        Request request;
        platform::SteadyTime next_try;
        Purpose purpose{};
    };

    void submit(Request request, Purpose purpose, platform::Instant now);
    void ask_snapshot(platform::Instant now);
    void retry(platform::Instant now);
    void read_replies(platform::Instant now, std::vector<News>& news);
    void read_feed(platform::Instant now, std::vector<News>& news);
    void take_reply(const Reply& reply, Purpose purpose, platform::Instant now, std::vector<News>& news);
    void take_snapshot(const Json& body, platform::Instant now, std::vector<News>& news);
    void take_beat(Sequence head);
    void take_entry(const FeedMessage& message, std::vector<News>& news);
    void heard(platform::Instant now, std::vector<News>& news);
    void drain_backlog(std::vector<News>& news);
    void tell_if_strange(platform::Instant now);

    zmq::socket_t commands_;
    zmq::socket_t feed_;
    std::map<RequestId, Pending> pending_;
    std::map<Sequence, Entry> backlog_;  // heard while the snapshot is on its way
    std::optional<RequestId> snapshot_request_;
    hall::State state_;
    Sequence number_ = 0;
    int beats_behind_ = 0;
    bool following_ = false;
    bool synchronised_ = false;
    bool connected_ = false;
    bool was_lost_ = false;
    platform::SteadyTime last_heard_{};
    std::string fingerprint_;  // of the own key
    bool heard_once_ = false;
    bool told_strange_ = false;
    std::optional<platform::SteadyTime> first_work_;
};

}  // namespace okno::protocol
