// The whole way from a panic button to a guard company: the book of rules, its memory on the disk and a link
// to each receiver, put together for a loop. Needs no dispatcher. Owns the file of alarms and the sockets;
// tells the log. Thread-bound; blocks for the disk alone. An alarm that the disk will not take is sent all
// the same.
//
//     path.raise(zone, now);                               // at once: recorded, then on its way
//     ... poll watched() until next_work(now), then work(now) ...
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "alarm/alarm_book.hpp"
#include "alarm/alarm_store.hpp"
#include "alarm/receiver.hpp"
#include "alarm/receiver_link.hpp"

namespace okno::alarm {

// For whoever reports how the devices of the hall are.
struct PathReport {
    std::string receiver;
    PathCondition condition{};
    bool operator==(const PathReport&) const = default;
};

class AlarmPath {
  public:
    // `file` is made when it is not there. Throws StoreInUse, and std::runtime_error for a host that is none.
    // Without receivers it remembers what is latched, tells nobody and touches no file.
    AlarmPath(GuardCompany company, const std::filesystem::path& file, platform::Instant now);

    // A button was pressed. The event's number; 0: there is no guard company.
    std::uint64_t raise(int zone, platform::Instant now);
    void escalate(int zone, platform::Instant now);  // nobody in the hall has answered the alarm there
    void restore(int zone, platform::Instant now);   // a person says that it is over
    std::uint64_t test(platform::Instant now);       // ordered; the daily one comes by itself
    void unplugged(int zone, platform::Instant now);
    void plugged(int zone, platform::Instant now);

    void work(platform::Instant now);
    std::vector<Watched> watched() const;
    platform::SteadyTime next_work(platform::Instant now) const;

    std::vector<Event> calls_for_help() const;  // latched, oldest first; without receivers with number 0
    std::vector<Event> take_accepted() { return std::exchange(accepted_, {}); }  // since the last call
    // Somebody called for help there and nobody has restored it; without receivers also, but only until a
    // restart.
    bool latched(int zone) const { return nobody() ? unheard_.contains(zone) : book_.latched(zone); }
    std::size_t pending() const { return book_.pending(); }  // not accepted by any receiver yet
    std::vector<PathReport> paths() const;
    // Whether an alarm of this moment could be remembered; looked at each second. True without receivers:
    // there is nothing to remember.
    bool disk_takes_alarms() const { return nobody() || (store_ && disk_takes_); }
    // It takes alarms in the room that was kept for them, and will not for ever.
    bool disk_is_full() const { return disk_full_; }

  private:
    struct Way {
        Receiver receiver;
        ReceiverLink link;
        bool bad_reply_told = false;
    };

    bool nobody() const { return ways_.empty(); }
    void hear(std::size_t receiver, const Heard& heard, platform::Instant now);
    void carry_out(platform::Instant now);
    void carry_out(const Record& record);
    void carry_out(const MarkDelivered& mark);
    void carry_out(const MarkRestored& mark);
    void carry_out(const Send& send);
    void carry_out(const Accepted& accepted) { accepted_.push_back(accepted.event); }
    template <class News>
    void carry_out(const News&) {}  // only to be told
    void tell(const Record& record);
    void tell(const Accepted& accepted);
    void tell(const NobodyAnswers& nobody);
    void tell(const Dropped& dropped);
    void tell(const NotUnderstood& duh);
    void tell(const ClockDiffers& clock);
    void tell(const PathLost& lost);
    void tell(const PathRestored& restored);
    void tell(const StrayReply& stray);
    template <class Deed>
    void tell(const Deed&) {}  // done, and not worth a line
    void probe_disk(platform::SteadyTime now);
    template <class Step>
    void on_disk(std::uint64_t number, const Step& step);
    const std::string& name(std::size_t receiver) const { return ways_[receiver].receiver.name; }

    std::vector<Way> ways_;
    std::optional<AlarmStore> store_;  // empty: the disk would not; numbers and alarms live as long as we do
    AlarmBook book_;
    std::vector<Event> accepted_;
    std::map<std::uint64_t, std::string> disk_says_no_;  // why, by the event's number; not told yet
    std::set<int> unheard_;                              // zones of alarms for which there are no receivers
    bool disk_takes_ = true;
    bool disk_full_ = false;
    platform::SteadyTime next_probe_{};
    platform::SteadyTime next_thorough_probe_{};
};

}  // namespace okno::alarm
