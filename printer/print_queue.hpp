// Which tickets of one kiosk are printed, and what the hall is told of their paper. Pure: it hears the hall,
// the answers and the port, and says what to do next. A ticket is printed by this rule:
//
//   reserved ──report printing──► the hall agrees ──print──► printed | failed | unknown, as the port says
//
// At most one is announced or printed at a time, in the order of their issue. Only after the hall has
// recorded "printing" is a byte sent, and only if it was this report that changed it: so a ticket is never
// printed twice, not by a restart, not by a second printer of the same kiosk. After a start, tickets left in
// "printing" are reported unknown. A ticket nobody could print within two minutes is reported failed: its
// visitor has left.
//
// Who may hold half a slip gets a copy: a ticket that broke off or ended unknown is printed once more, by the
// same rule and before the others, when the printer can print again and the visitor still waits in the queue.
// What becomes of the copy settles the ticket; there is no second copy, and none after a restart, because
// nobody then knows whether the slip under way was a copy already. When a copy ends so, too, no other ticket
// gets one until some ticket ended printed: that printer may never say so, and would print everything twice.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <variant>
#include <vector>

#include "hall/events.hpp"
#include "hall/state.hpp"
#include "printer/issue.hpp"
#include "printer/port.hpp"

namespace okno::printer {

enum class Copy { owed, never };

struct Report {  // send ReportPrint; pass the answer to one about `printing` to `announced`
    hall::TicketId ticket;
    hall::Print print{};
    bool operator==(const Report&) const = default;
};
struct PrintTicket {  // make the slip and give it to the port; pass its JobEnded to `ended`
    hall::TicketId ticket;
    Issue issue = Issue::original;
    bool operator==(const PrintTicket&) const = default;
};
using Action = std::variant<Report, PrintTicket>;

class PrintQueue {
  public:
    static constexpr std::chrono::minutes patience{2};
    // Staff mend a jam in minutes; a copy after that finds nobody at the kiosk.
    static constexpr std::chrono::minutes copy_patience{10};

    explicit PrintQueue(hall::DeviceId kiosk) : kiosk_(std::move(kiosk)) {}

    // The whole state is new: after the start, or after a gap in the feed. `wall` tells old tickets from
    // fresh ones.
    void resynchronised(const hall::State& state, hall::Timestamp wall, SteadyTime now);
    void followed(const hall::Event& event, SteadyTime now);
    void announced(bool by_us);  // the hall's answer to Report{printing}; false: refused, or it knew already
    // `copy`: whether half a slip is worth a copy; not where the port never knows (Port::confirms).
    void ended(Outcome outcome, Copy copy, SteadyTime now);
    // As the printer says itself. At first, and after an unknown outcome until it says so again, it is not
    // able.
    void printer_is(bool able) { able_ = able; }

    // What to do now, in the hall as it is. Call after each of the above and when `next_deadline` has come.
    std::vector<Action> next(const hall::State& state, SteadyTime now);
    SteadyTime next_deadline() const;

    bool idle() const { return !current_; }
    void take_no_more() { closing_ = true; }  // what is announced is still finished
    std::size_t waiting() const { return waiting_.size(); }

  private:
    struct Wanted {
        hall::TicketId ticket;
        SteadyTime until;
    };
    enum class Step { announcing, agreed, printing };
    struct Current {
        hall::TicketId ticket;
        Step step{};
        Issue issue = Issue::original;
    };

    void begin(std::deque<Wanted>& from, Issue issue, std::vector<Action>& actions);
    void want(const hall::Ticket& ticket, hall::Timestamp wall, SteadyTime now);

    hall::DeviceId kiosk_;
    bool started_ = false;
    bool closing_ = false;
    bool able_ = false;
    bool confirms_ = true;      // the last copy came out
    hall::TicketId last_seen_;  // ids are given out in order: each is looked at once
    std::deque<Wanted> waiting_;
    std::deque<Wanted> copies_;
    std::optional<Current> current_;
    std::vector<Action> due_;
};

}  // namespace okno::printer
