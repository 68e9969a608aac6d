// Calls for help between two who must both hear of them: the guard company (by alarm/) and the hall (by the
// link). A press is told to both; what the hall's people do about it, and presses of their pages, are passed
// on to the guard company. Pure: knows no sockets; what comes out is for the loop to send.
//
// Exactly once, whatever crashes: the guard company's book counts the presses and remembers them on the disk,
// and the hall remembers the last count of each bridge (hall::Panics::heard). After a new start the bridge
// tells what the hall has not heard, and ends what the hall has ended.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <variant>
#include <vector>

#include "alarm/event.hpp"
#include "hall/commands.hpp"
#include "hall/state.hpp"
#include "platform/clock.hpp"
#include "protocol/messages.hpp"

namespace okno::bridge {

// For the guard company.
struct Raise {
    int zone = 0;
    bool operator==(const Raise&) const = default;
};
struct Escalate {
    int zone = 0;
    bool operator==(const Escalate&) const = default;
};
struct Restore {
    int zone = 0;
    bool operator==(const Restore&) const = default;
};
struct Test {
    bool operator==(const Test&) const = default;
};
using Errand = std::variant<Raise, Escalate, Restore, Test>;

// For the hall.
struct ForHall {
    hall::Wish wish;
    hall::OperatorId person{};     // who called from a page
    platform::SteadyTime since{};  // of a press
    bool escalated = false;        // nobody in the hall has heard of it in time
    bool operator==(const ForHall&) const = default;
};

class HelpDesk {
  public:
    // With the hall out of reach nobody can answer: a press it has not heard of by then is escalated here.
    static constexpr std::chrono::seconds hall_hears_within{30};
    // A guard company that has not taken the test by then has failed it.
    static constexpr std::chrono::seconds test_takes_at_most{30};

    explicit HelpDesk(hall::DeviceId self) : self_(std::move(self)) {}

    // `number`: by the book of the guard company; 0: there is none.
    // A button or a page of ours.
    void pressed(int zone, std::uint64_t number, const hall::OperatorId& person, platform::SteadyTime now);
    void passed_on(int zone, std::uint64_t number);  // an errand to raise has been done
    void testing(std::uint64_t number, bool buttons_work, platform::SteadyTime now);  // an errand to test
    void accepted(const alarm::Event& event);                                         // by the guard company
    std::vector<Errand> work(platform::SteadyTime now);
    std::optional<platform::SteadyTime> next_deadline() const;

    std::vector<Errand> hear(const hall::Event& event);
    // `latched`: what the guard company's book knows to be going on.
    std::vector<Errand> compare(const hall::State& state, const std::vector<alarm::Event>& latched);

    // For the hall: one after the other, each until it is answered, so that it never hears of a later press
    // before an earlier one; nothing before the first comparison. Null: nothing is to be sent now.
    const ForHall* next() const {
        return compared_ && !for_hall_.empty() && !under_way_ ? &for_hall_.front() : nullptr;
    }
    void sent(const protocol::RequestId& id) { under_way_ = id; }
    bool answered(const protocol::RequestId& id);  // false: not ours

  private:
    struct Testing {
        std::uint64_t number = 0;
        bool buttons_work = false;
        platform::SteadyTime until;
    };

    bool is_new_to_hall(int zone) const;  // a press from there is still on its way
    bool is_on_its_way(std::uint64_t press) const;

    hall::DeviceId self_;
    std::uint64_t heard_ = 0;  // the last press of ours that the hall is known to have heard
    std::optional<Testing> testing_;
    bool compared_ = false;
    std::deque<ForHall> for_hall_;
    std::optional<protocol::RequestId> under_way_;  // of the first of them
};

}  // namespace okno::bridge
