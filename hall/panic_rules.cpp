#include "hall/panic_rules.hpp"

#include <algorithm>

#include "hall/readiness.hpp"

namespace okno::hall {

namespace {

PanicFacts one(Fact fact) {
    return std::vector<Fact>{std::move(fact)};
}

PanicFacts nothing() {
    return std::vector<Fact>{};
}

bool is_named(const Author& author) {
    return !author.person.value.empty();
}

const Panic* find(const Panics& panics, PanicZoneId zone) {
    const auto found = panics.raised.find(zone);
    return found == panics.raised.end() ? nullptr : &found->second;
}

// A bridge counts its presses and never gives a number twice: what it sends again after a crash is known.
bool is_heard(const Panics& panics, const Author& author, std::uint64_t press) {
    const auto last = panics.heard.find(author.device);
    return press != 0 && last != panics.heard.end() && press <= last->second;
}

// A button or a receiver: "bridge-1/panic/desk 3".
bool has_part_in_help(const DeviceId& part) {
    const std::string_view rest = std::string_view(part.value).substr(owner_of(part.value).size());
    return rest.starts_with("/panic/") || rest.starts_with("/receiver/");
}

// It is there, or the plan says that it should be.
bool is_expected(const State& state, const DeviceId& device) {
    return !is_away(state, device) ||
           std::any_of(state.plan.devices.begin(), state.plan.devices.end(),
                       [&](const PlannedDevice& planned) { return planned.id == device; });
}

class Fold {
  public:
    Fold(Panics& panics, const Event& event) : panics_(panics), event_(event) {}

    void operator()(const PanicRaised& fact) const {
        Panic& panic = panics_.raised[fact.zone];
        // Who presses once more although somebody is on the way calls anew.
        if (panic.presses == 0 || panic.acknowledged) {
            panic.since = event_.at;
            panic.escalated = false;
            panic.acknowledged.reset();
        }
        ++panic.presses;
        panic.device = event_.author.device;
        panic.person = event_.author.person;
        panic.told = fact.press == 0 ? Told::nothing : Told::sent;
        hear(fact.press);
    }
    void operator()(const AlarmReported& fact) const {
        if (Panic* panic = known(fact.zone)) panic->told = fact.accepted ? Told::accepted : Told::sent;
        hear(fact.press);
    }
    void operator()(const PanicEscalated& fact) const {
        if (Panic* panic = known(fact.zone)) panic->escalated = true;
    }
    void operator()(const PanicAcknowledged& fact) const {
        if (Panic* panic = known(fact.zone))
            panic->acknowledged = Acknowledgement{event_.author.person, event_.at};
    }
    void operator()(const PanicRestored& fact) const { panics_.raised.erase(fact.zone); }
    void operator()(const PanicCancelled& fact) const { panics_.raised.erase(fact.zone); }
    void operator()(const PanicTestStarted&) const {
        panics_.test = PanicTest{event_.at, event_.author.person, {}};
    }
    void operator()(const PanicTestReported& fact) const {
        if (panics_.test) panics_.test->passed[event_.author.device] = fact.passed;
    }
    template <class Other>
    void operator()(const Other&) const {
        static_assert(!PanicFact<Other>, "each fact about a panic is folded");
    }

  private:
    Panic* known(PanicZoneId zone) const {
        const auto found = panics_.raised.find(zone);
        return found == panics_.raised.end() ? nullptr : &found->second;
    }

    void hear(std::uint64_t press) const {
        if (press == 0) return;
        std::uint64_t& last = panics_.heard[event_.author.device];
        last = std::max(last, press);
    }

    Panics& panics_;
    const Event& event_;
};

}  // namespace

PanicFacts decide(const Panics& panics, const Author& author, const RaisePanic& wish) {
    if (is_heard(panics, author, wish.press)) return nothing();
    return one(PanicRaised{wish.zone, wish.press});
}

PanicFacts decide(const Panics& panics, const Author& author, const ReportAlarm& wish) {
    const Panic* panic = find(panics, wish.zone);
    const Told told = wish.accepted ? Told::accepted : Told::sent;
    // Late news of what is over still says up to which press the bridge has been heard.
    const bool known = is_heard(panics, author, wish.press) && (!panic || panic->told >= told);
    return known ? nothing() : one(AlarmReported{wish.zone, wish.press, wish.accepted});
}

PanicFacts decide(const Panics& panics, const Author& author, const AcknowledgePanic& wish) {
    if (!is_named(author)) return refuse(Rejection::person_required);
    const Panic* panic = find(panics, wish.zone);
    if (!panic) return refuse(Rejection::unknown_panic);
    return panic->acknowledged ? nothing() : one(PanicAcknowledged{wish.zone});
}

PanicFacts decide(const Panics& panics, const Author& author, const RestorePanic& wish) {
    if (!is_named(author)) return refuse(Rejection::person_required);
    const Panic* panic = find(panics, wish.zone);
    if (!panic) return refuse(Rejection::unknown_panic);
    if (!panic->acknowledged) return refuse(Rejection::panic_not_acknowledged);
    return one(PanicRestored{wish.zone});
}

PanicFacts decide(const Panics& panics, const Author& author, const CancelPanic& wish) {
    if (!is_named(author)) return refuse(Rejection::person_required);
    if (!find(panics, wish.zone)) return refuse(Rejection::unknown_panic);
    return one(PanicCancelled{wish.zone});
}

PanicFacts decide(const Panics&, const Author& author, const StartPanicTest&) {
    if (!is_named(author)) return refuse(Rejection::person_required);
    return one(PanicTestStarted{});
}

PanicFacts decide(const Panics& panics, const Author& author, const ReportPanicTest& wish) {
    if (!panics.test) return nothing();
    const auto answered = panics.test->passed.find(author.device);
    const bool known = answered != panics.test->passed.end() && answered->second == wish.passed;
    return known ? nothing() : one(PanicTestReported{wish.passed});
}

void fold(Panics& panics, const Event& event) {
    if (!is_about_panic(event.fact)) return;
    panics.latest = std::max(panics.latest, event.at);
    std::visit(Fold{panics, event}, event.fact);
}

std::vector<Fact> escalations(const State& state, Timestamp now) {
    std::vector<Fact> facts;
    for (const auto& [zone, panic] : state.panics.raised)
        if (!panic.acknowledged && !panic.escalated && panic.since + state.plan.panic.escalate_after <= now)
            facts.push_back(PanicEscalated{zone});
    return facts;
}

std::optional<Timestamp> next_escalation(const State& state) {
    std::optional<Timestamp> next;
    for (const auto& [zone, panic] : state.panics.raised) {
        if (panic.acknowledged || panic.escalated) continue;
        const Timestamp at = panic.since + state.plan.panic.escalate_after;
        next = next ? std::min(*next, at) : at;
    }
    return next;
}

std::vector<DeviceId> yet_to_answer(const State& state) {
    std::vector<DeviceId> missing;
    if (!state.panics.test) return missing;
    for (const auto& [part, condition] : state.devices) {
        const DeviceId bridge{std::string(owner_of(part.value))};
        if (has_part_in_help(part) && is_expected(state, bridge) &&
            !state.panics.test->passed.contains(bridge) && (missing.empty() || missing.back() != bridge))
            missing.push_back(bridge);
    }
    return missing;
}

bool tested_today(const State& state) {
    const auto& test = state.panics.test;
    return test && local_day(state.plan.zone, test->started) == state.day && !test->passed.empty() &&
           yet_to_answer(state).empty() &&
           std::all_of(test->passed.begin(), test->passed.end(),
                       [](const auto& answer) { return answer.second; });
}

}  // namespace okno::hall
