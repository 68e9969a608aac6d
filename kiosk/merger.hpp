// Makes the tickets a kiosk gave alone part of the queue, once the dispatcher can be reached again: in their
// order, a few at a time, each under the request id of its touch. Pure but for the book it is given; what is
// to be sent comes out as data, and must be sent after the changed book is on the disk.
//
// The dispatcher may have heard the touch itself before the link was lost, and have made a ticket of it that
// the visitor never saw. It then refuses the merge as `request_id_reused`: the touch is asked again, which
// makes nothing new and tells that ticket, and the visitor's number is merged in its place under a fresh id.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "kiosk/alone_book.hpp"
#include "platform/clock.hpp"
#include "protocol/link.hpp"

namespace okno::kiosk {

class Merger {
  public:
    static constexpr std::size_t at_once = 100;
    // After a refusal that says nothing of the ticket itself (no plan yet, no right): then all are tried
    // again.
    static constexpr std::chrono::seconds pause{30};

    explicit Merger(AloneBook& book) : book_(book) {}

    struct ToSend {
        protocol::RequestId id;
        hall::Wish wish;
        bool operator==(const ToSend&) const = default;
    };
    // While the dispatcher can be heard.
    std::vector<ToSend> next(platform::SteadyTime now);
    std::chrono::milliseconds time_left(platform::SteadyTime now) const;  // of a pause; else for ever

    // An answer; true when it was to one of ours. `fresh`: an id for a merge that needs another.
    bool hear(const protocol::Answered& answer, const protocol::RequestId& fresh, platform::SteadyTime now);

    // The book has changed since the last call: it should go to the disk.
    bool take_changed() { return std::exchange(changed_, false); }

  private:
    enum class Asked { merge, touch };
    using Ticket = std::vector<LoneTicket>::iterator;

    void merged(Ticket ticket, const protocol::Answered& answer, const protocol::RequestId& fresh,
                platform::SteadyTime now);
    void told(Ticket ticket, const protocol::Answered& answer, const protocol::RequestId& fresh);

    AloneBook& book_;
    std::map<protocol::RequestId, std::pair<protocol::RequestId, Asked>> asked_;  // by request: touch, what
    std::set<protocol::RequestId> busy_;   // touches about which something is asked
    std::set<protocol::RequestId> heard_;  // touches the dispatcher had heard, it says
    std::optional<platform::SteadyTime> paused_until_;
    bool changed_ = false;
};

}  // namespace okno::kiosk
