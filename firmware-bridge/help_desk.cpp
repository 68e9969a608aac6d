#include "firmware-bridge/help_desk.hpp"

#include <algorithm>
#include <map>

namespace okno::bridge {

namespace {

const hall::RaisePanic* press_of(const ForHall& news) {
    return std::get_if<hall::RaisePanic>(&news.wish);
}

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

void HelpDesk::pressed(int zone, std::uint64_t number, const hall::OperatorId& person,
                       platform::SteadyTime now) {
    for_hall_.push_back({hall::RaisePanic{{zone}, number}, person, now, false});
}

void HelpDesk::passed_on(int zone, std::uint64_t number) {
    if (number != 0) for_hall_.push_back({hall::ReportAlarm{{zone}, number, false}, {}, {}, false});
}

void HelpDesk::testing(std::uint64_t number, bool buttons_work, platform::SteadyTime now) {
    testing_.reset();
    if (number == 0)
        for_hall_.push_back({hall::ReportPanicTest{buttons_work}, {}, {}, false});
    else
        testing_ = Testing{number, buttons_work, now + test_takes_at_most};
}

void HelpDesk::accepted(const alarm::Event& event) {
    if (testing_ && event.number == testing_->number) {
        for_hall_.push_back({hall::ReportPanicTest{testing_->buttons_work}, {}, {}, false});
        testing_.reset();
    }
    if (alarm::urgent(event))
        for_hall_.push_back({hall::ReportAlarm{{event.zone}, event.number, true}, {}, {}, false});
}

std::vector<Errand> HelpDesk::work(platform::SteadyTime now) {
    std::vector<Errand> errands;
    for (ForHall& news : for_hall_) {
        const auto* raise = press_of(news);
        if (!raise || news.escalated || now < news.since + hall_hears_within) continue;
        news.escalated = true;
        errands.emplace_back(Escalate{raise->zone.value});
    }
    if (testing_ && now >= testing_->until) {
        for_hall_.push_back({hall::ReportPanicTest{false}, {}, {}, false});
        testing_.reset();
    }
    return errands;
}

std::optional<platform::SteadyTime> HelpDesk::next_deadline() const {
    std::optional<platform::SteadyTime> next;
    if (testing_) next = testing_->until;
    for (const ForHall& news : for_hall_) {
        const platform::SteadyTime at = news.since + hall_hears_within;
        if (press_of(news) && !news.escalated) next = next ? std::min(*next, at) : at;
    }
    return next;
}

bool HelpDesk::is_new_to_hall(int zone) const {
    return std::any_of(for_hall_.begin(), for_hall_.end(), [&](const ForHall& news) {
        const auto* raise = press_of(news);
        return raise && raise->zone.value == zone && (raise->press == 0 || raise->press > heard_);
    });
}

bool HelpDesk::is_on_its_way(std::uint64_t press) const {
    return std::any_of(for_hall_.begin(), for_hall_.end(), [&](const ForHall& news) {
        const auto* raise = press_of(news);
        return raise && raise->press == press;
    });
}

std::vector<Errand> HelpDesk::hear(const hall::Event& event) {
    if (const auto* raised = std::get_if<hall::PanicRaised>(&event.fact);
        raised && event.author.device == self_)
        heard_ = std::max(heard_, raised->press);
    std::vector<Errand> errands = std::visit(Listener{self_, event}, event.fact);
    // Whoever ended it did not know of a press that the hall has not heard of yet.
    std::erase_if(errands, [this](const Errand& errand) {
        const auto* restore = std::get_if<Restore>(&errand);
        return restore && is_new_to_hall(restore->zone);
    });
    return errands;
}

std::vector<Errand> HelpDesk::compare(const hall::State& state, const std::vector<alarm::Event>& latched) {
    const auto last = state.panics.heard.find(self_);
    heard_ = last == state.panics.heard.end() ? 0 : last->second;
    const auto panic_at = [&](int zone) {
        const auto found = state.panics.raised.find({zone});
        return found == state.panics.raised.end() ? nullptr : &found->second;
    };
    // By the guard company's book: the zones, and whether the last word there is an escalation.
    std::map<int, bool> going_on;
    std::deque<ForHall> news;
    for (const alarm::Event& event : latched) {
        going_on[event.zone] = event.escalated;
        if (event.number <= heard_ || event.escalated || is_on_its_way(event.number)) continue;
        // A call of a page that came by way of the hall: the hall has the press, but not what became of it.
        const hall::Panic* panic = panic_at(event.zone);
        if (panic && panic->told == hall::Told::nothing)
            news.push_back({hall::ReportAlarm{{event.zone}, event.number, false}, {}, {}, false});
        else
            news.push_back({hall::RaisePanic{{event.zone}, event.number}, {}, {}, true});
    }
    // What an earlier life has recorded goes before all that this one has to tell.
    for_hall_.insert(compared_ ? for_hall_.end() : for_hall_.begin(), news.begin(), news.end());
    compared_ = true;
    std::vector<Errand> errands;
    for (const auto& [zone, escalated] : going_on) {
        const hall::Panic* panic = panic_at(zone);
        if (!panic && !is_new_to_hall(zone)) errands.emplace_back(Restore{zone});
        if (panic && panic->escalated && !panic->acknowledged && !escalated)
            errands.emplace_back(Escalate{zone});
    }
    for (const auto& [zone, panic] : state.panics.raised)
        if (panic.told == hall::Told::nothing && !going_on.contains(zone.value))
            errands.emplace_back(Raise{zone.value});
    // A test that was asked for while nobody listened here.
    if (const auto& test = state.panics.test; test && !test->passed.contains(self_) && !testing_)
        errands.emplace_back(Test{});
    return errands;
}

bool HelpDesk::answered(const protocol::RequestId& id) {
    if (under_way_ != id) return false;
    under_way_.reset();
    for_hall_.pop_front();
    return true;
}

}  // namespace okno::bridge
