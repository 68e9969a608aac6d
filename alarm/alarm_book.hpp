// What is to be told to which receiver, and when: the rules of the alarm path. Pure; time and answers are
// passed in, what is to be done comes out as data, in the order in which it must be done. Knows neither files
// nor sockets nor keys. Thread-bound.
//
// - An event is recorded before it is sent, keeps its number through every retry and crash, and is given up
//   only when a receiver has accepted it. A person who waits for help goes before everything else.
// - A receiver that does not answer is asked twice, then the next one is; after the last one a pause, and it
//   begins again, for ever. Receivers known to be out of reach are tried last.
// - A NAK tells the receiver's clock: the event is sent again with that time. A DUH: the next receiver.
// - An alarm is latched until somebody restores it. A restoral never overtakes its alarm, and one that was
// not
//   told yet is dropped when the alarm is on again.
// - Each path is tried by a link test (NULL) when nothing else went over it for ten seconds. Of a path that
// is
//   lost, and of its return, the other receivers are told; never before a person who waits for help.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "alarm/dc09.hpp"
#include "alarm/event.hpp"

namespace okno::alarm {

inline constexpr std::chrono::seconds link_test_every{10};
// After a round in which nobody took an event: doubled each time, up to one of these.
inline constexpr std::chrono::seconds first_pause{1};
inline constexpr std::chrono::seconds pause_at_most_when_urgent{5};
inline constexpr std::chrono::seconds pause_at_most{60};
inline constexpr int tries_at_a_receiver = 2;
// How old or early an encrypted answer may be by the receiver's own clock: what receivers grant to us.
inline constexpr std::chrono::seconds answer_late_at_most{40};
inline constexpr std::chrono::seconds answer_early_at_most{20};

// An event as the disk remembers it.
struct Remembered {
    Event event;
    bool delivered = false;
    bool latched = false;
    bool operator==(const Remembered&) const = default;
};

// To be done, in this order. What follows a Record waits until that is on the disk (or cannot be).
struct Record {
    Event event;
    bool latched = false;
};
struct MarkDelivered {
    std::uint64_t number = 0;
};
struct MarkRestored {
    std::vector<std::uint64_t> numbers;
};
struct Send {
    std::size_t receiver = 0;
    std::optional<Event> event;  // empty: a link test
    dc09::Moment at;             // by the receiver's clock
    bool afresh = false;         // over a new connection: the old one may be dead
};

// To be told.
struct Accepted {
    std::size_t receiver = 0;
    Event event;
};
struct NobodyAnswers {  // no receiver took it; told once for each event, which is tried on
    Event event;
};
struct Dropped {  // a restoral: the alarm is on again
    Event event;
};
struct NotUnderstood {  // DUH
    std::size_t receiver = 0;
    std::optional<Event> event;
};
struct ClockDiffers {
    std::size_t receiver = 0;
    std::chrono::seconds ahead{};  // of ours
};
struct PathLost {
    std::size_t receiver = 0;
};
struct PathRestored {
    std::size_t receiver = 0;
};
struct StrayReply {  // it answers nothing that was sent
    std::size_t receiver = 0;
    int sequence = 0;
};
using Output = std::variant<Record, MarkDelivered, MarkRestored, Send, Accepted, NobodyAnswers, Dropped,
                            NotUnderstood, ClockDiffers, PathLost, PathRestored, StrayReply>;

struct Rules {
    std::vector<std::chrono::milliseconds> patience;  // of each receiver: no answer so long is none
    Signal press = Signal::panic;                     // what a press means: panic or hold_up
    std::chrono::hours test_every{24};
};

enum class PathCondition { untried, alive, lost };

class AlarmBook {
  public:
    // `first_number`: of the first event when nothing is remembered.
    AlarmBook(Rules rules, const std::vector<Remembered>& remembered, std::uint64_t first_number,
              platform::Instant now);

    // What happens; `work` says what is to be done about it. Each returns the event's number; 0: none, for
    // there is nothing to escalate, nothing to restore, or it is told already.
    std::uint64_t raise(int zone, platform::Instant now);     // a press; each one is an event of its own
    std::uint64_t escalate(int zone, platform::Instant now);  // nobody in the hall has answered it
    std::uint64_t restore(int zone, platform::Instant now);   // by a person; an acknowledgement is none
    std::uint64_t unplugged(int zone, platform::Instant now);
    std::uint64_t plugged(int zone, platform::Instant now);
    std::uint64_t test(platform::Instant now);

    void hear(std::size_t receiver, const dc09::Reply& reply, platform::Instant now);
    void failed(std::size_t receiver, platform::Instant now);  // what was sent cannot be answered any more

    std::vector<Output> work(platform::Instant now);
    platform::SteadyTime next_deadline(platform::Instant now) const;  // of `work`

    PathCondition path(std::size_t receiver) const { return paths_[receiver].condition; }
    bool latched(int zone) const;               // a panic or hold-up there
    std::vector<Event> calls_for_help() const;  // the latched panics and hold-ups, oldest first
    std::size_t pending() const { return pending_.size(); }

  private:
    struct Asked {
        std::uint64_t number = 0;  // 0: a link test
        platform::SteadyTime until;
    };
    struct Path {
        PathCondition condition = PathCondition::untried;
        std::optional<Asked> asked;
        std::uint64_t last = 0;  // the event it was asked last; its answer may come late
        int failures = 0;        // in a row
        int naks = 0;            // in a row
        std::chrono::seconds clock_ahead{};
        platform::SteadyTime next_test;
    };
    struct Pending {
        Event event;
        platform::SteadyTime not_before;
        std::chrono::seconds pause = first_pause;
        bool told = false;
    };
    // The event under way.
    struct Delivery {
        std::uint64_t number = 0;
        std::vector<std::size_t> order;
        std::size_t place = 0;
        int tries = 0;
        bool corrected = false;  // sent again with the clock of this receiver
    };
    using Key = std::pair<bool, std::uint64_t>;  // urgent ones first

    static Key key(const Event& event) { return {!urgent(event), event.number}; }
    std::uint64_t add(Signal signal, Turn turn, int zone, bool escalated, platform::Instant now);
    std::uint64_t release(const std::set<Signal>& signals, int zone, platform::Instant now);
    void unlatch(const Event& restoral);
    void drop_overtaken();
    void tell_of_paths(platform::Instant now);
    bool is_latched(const std::set<Signal>& signals, int zone) const;
    Pending* find(std::uint64_t number);
    bool may_go(const Pending& pending) const;
    Pending* most_urgent(platform::SteadyTime now);
    std::vector<std::size_t> order(const Event& event) const;
    bool under_way(std::size_t receiver, std::uint64_t number) const;

    void deliver(platform::Instant now);
    void test_paths(platform::Instant now);
    void ask(std::size_t receiver, Pending* pending, platform::Instant now);
    void unanswered(std::size_t receiver, platform::Instant now);
    void try_again(platform::Instant now);
    void next_receiver(platform::Instant now);
    void accept(std::size_t receiver, const dc09::Reply& reply, platform::Instant now);
    void hear_nak(std::size_t receiver, const dc09::Reply& reply, platform::Instant now);
    void hear_duh(std::size_t receiver, const dc09::Reply& reply, platform::Instant now);
    bool set_clock(std::size_t receiver, dc09::Moment theirs, platform::Instant now);
    dc09::Moment time_there(std::size_t receiver, platform::Instant now) const;

    Rules rules_;
    std::uint64_t next_number_;
    platform::WallTime next_test_;
    std::map<Key, Pending> pending_;
    std::map<std::uint64_t, Event> latched_;
    std::vector<Path> paths_;
    std::optional<Delivery> delivery_;
    std::vector<Output> outputs_;
};

}  // namespace okno::alarm
