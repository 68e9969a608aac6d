#include "firmware-bridge/help_desk.hpp"

#include <set>

namespace okno::bridge {

namespace {

class Listener {
  public:
    explicit Listener(const hall::DeviceId& self, const hall::Event& event) : self_(self), event_(event) {}

    // A press that has a number is known to the guard company of whoever sent it.
    std::vector<Errand> operator()(const hall::PanicRaised& fact) const {
        if (event_.author.device == self_ || fact.press != 0) return {};
        return {Raise{fact.zone.value}};
    }
    std::vector<Errand> operator()(const hall::PanicEscalated& fact) const {
        return {Escalate{fact.zone.value}};
    }
    std::vector<Errand> operator()(const hall::PanicRestored& fact) const {
        return {Restore{fact.zone.value}};
    }
    std::vector<Errand> operator()(const hall::PanicCancelled& fact) const {
        return {Restore{fact.zone.value}};
    }
    std::vector<Errand> operator()(const hall::PanicTestStarted&) const { return {Test{}}; }
    std::vector<Errand> operator()(const auto&) const { return {}; }

  private:
    const hall::DeviceId& self_;
    const hall::Event& event_;
};

}  // namespace

void HelpDesk::pressed(int zone, std::uint64_t number, const hall::OperatorId& person) {
    for_hall_.push_back({hall::RaisePanic{{zone}, number}, person});
}

void HelpDesk::passed_on(int zone, std::uint64_t number) {
    if (number != 0) for_hall_.push_back({hall::ReportAlarm{{zone}, number, false}, {}});
}

void HelpDesk::testing(std::uint64_t number, bool buttons_work, platform::SteadyTime now) {
    testing_.reset();
    if (number == 0)
        for_hall_.push_back({hall::ReportPanicTest{buttons_work}, {}});
    else
        testing_ = Testing{number, buttons_work, now + test_takes_at_most};
}

void HelpDesk::accepted(const alarm::Event& event) {
    if (testing_ && event.number == testing_->number) {
        for_hall_.push_back({hall::ReportPanicTest{testing_->buttons_work}, {}});
        testing_.reset();
    }
    if (alarm::urgent(event)) for_hall_.push_back({hall::ReportAlarm{{event.zone}, event.number, true}, {}});
}

void HelpDesk::work(platform::SteadyTime now) {
    if (!testing_ || now < testing_->until) return;
    for_hall_.push_back({hall::ReportPanicTest{false}, {}});
    testing_.reset();
}

std::optional<platform::SteadyTime> HelpDesk::next_deadline() const {
    return testing_ ? std::optional{testing_->until} : std::nullopt;
}

std::vector<Errand> HelpDesk::hear(const hall::Event& event) const {
    return std::visit(Listener{self_, event}, event.fact);
}

std::vector<Errand> HelpDesk::compare(const hall::State& state, const std::vector<alarm::Event>& latched) {
    const auto last = state.panics.heard.find(self_);
    const std::uint64_t heard = last == state.panics.heard.end() ? 0 : last->second;
    std::set<int> going_on;  // by the guard company's book
    std::set<int> new_to_hall;
    std::deque<ForHall> presses;
    for (const alarm::Event& event : latched) {
        going_on.insert(event.zone);
        if (event.number <= heard || event.escalated) continue;
        new_to_hall.insert(event.zone);
        presses.push_back({hall::RaisePanic{{event.zone}, event.number}, {}});
    }
    // What an earlier life has recorded goes before all that this one has to tell.
    for_hall_.insert(compared_ ? for_hall_.end() : for_hall_.begin(), presses.begin(), presses.end());
    compared_ = true;
    std::vector<Errand> errands;
    for (const int zone : going_on)
        if (!state.panics.raised.contains({zone}) && !new_to_hall.contains(zone))
            errands.emplace_back(Restore{zone});
    for (const auto& [zone, panic] : state.panics.raised)
        if (panic.told == hall::Told::nothing && !going_on.contains(zone.value))
            errands.emplace_back(Raise{zone.value});
    return errands;
}

bool HelpDesk::answered(const protocol::RequestId& id) {
    if (under_way_ != id) return false;
    under_way_.reset();
    for_hall_.pop_front();
    return true;
}

}  // namespace okno::bridge
