// The desk: takes requests one after the other, decides each on the state the one before left, and writes
// what came of it into the journal's open transaction. Nothing it returns may leave the process before
// `Journal::commit`. Knows no sockets. Dispatcher's thread.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dispatcher/guest_list.hpp"
#include "dispatcher/journal.hpp"
#include "dispatcher/recorded.hpp"
#include "hall/commands.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"
#include "protocol/codec.hpp"
#include "protocol/messages.hpp"

namespace okno::dispatcher {

class Desk {
  public:
    // Replays the journal, which must outlive the desk.
    explicit Desk(Journal& journal);

    // A command from the wire. A repeat gets the first answer; whatever is wrong is refused in words.
    protocol::Reply answer(const Guest& guest, const protocol::Request& request, hall::Timestamp now);
    // A query, asked after the commit: the state and the events that are durable.
    protocol::Reply look_up(const Guest& guest, const protocol::Request& request);

    // The dispatcher's own wishes: the plan at the start, the passing of time.
    tl::expected<std::size_t, hall::Rejection> act(const hall::Wish& wish, hall::Timestamp now);

    const hall::State& state() const { return state_; }
    protocol::Sequence head() const { return journal_.head(); }
    // The events since the last call, in order.
    std::vector<Recorded> take_recorded() { return std::exchange(recorded_, {}); }
    // Writes a snapshot when a day has begun or the tail has grown long enough to be worth it.
    void keep_restart_short();

  private:
    bool allows(const Guest& guest, const std::string& kind);  // tells the log the first time it does not
    protocol::Reply decide_and_store(const Guest& guest, const protocol::Request& request, const Hash& digest,
                                     hall::Timestamp now);
    protocol::Reply repeat(const Guest& guest, const protocol::RequestId& id, const StoredReply& stored);
    tl::expected<std::span<const Recorded>, hall::Rejection> carry_out(const hall::Command& command,
                                                                       hall::Timestamp now);

    const std::string& snapshot_for(Feed feed);
    std::string events_for(Feed feed, const protocol::Json& body);
    std::string chain_json(const protocol::Json& body);

    // The text of the last snapshot asked for: after a lost link everybody asks at once.
    struct Snapshot {
        protocol::Sequence number = 0;
        std::string text;
    };

    Journal& journal_;
    hall::State state_;
    std::map<Feed, Snapshot> snapshots_;
    std::vector<Recorded> recorded_;
    // Device and kind, told once: a device that insists must not fill the disk with its log.
    std::set<std::pair<std::string, std::string>> overstepped_;
    bool day_began_ = false;
};

}  // namespace okno::dispatcher
