// The rules of calls for help: decide, fold and what time does to them. Pure. They touch nothing of the
// visitors, and no rule for the visitors asks for them.
#pragma once

#include <optional>
#include <vector>

#include "hall/events.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"

namespace okno::hall {

using PanicFacts = tl::expected<std::vector<Fact>, Rejection>;

PanicFacts decide(const Panics& panics, const Author& author, const RaisePanic& wish);
PanicFacts decide(const Panics& panics, const Author& author, const ReportAlarm& wish);
PanicFacts decide(const Panics& panics, const Author& author, const AcknowledgePanic& wish);
PanicFacts decide(const Panics& panics, const Author& author, const RestorePanic& wish);
PanicFacts decide(const Panics& panics, const Author& author, const CancelPanic& wish);
PanicFacts decide(const Panics& panics, const Author& author, const StartPanicTest& wish);
PanicFacts decide(const Panics& panics, const Author& author, const ReportPanicTest& wish);

void fold(Panics& panics, const Event& event);  // nothing, when the fact is about something else

// What nobody has acknowledged in time, and when the next one is.
std::vector<Fact> escalations(const State& state, Timestamp now);
std::optional<Timestamp> next_escalation(const State& state);

// The bridges with a button or a receiver, there or planned, that have not answered the latest test.
std::vector<DeviceId> yet_to_answer(const State& state);

// Today a test has been made, every bridge has answered, and all say that it went well.
bool tested_today(const State& state);

}  // namespace okno::hall
