// What a manager does to the day (which services a window has, a service closed early, a message on the
// boards, a visitor put forward), and the calls of an operator for the manager. Pure. Each act is by a named
// person; those that take something from somebody also say why.
#pragma once

#include <vector>

#include "hall/commands.hpp"
#include "hall/events.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"

namespace okno::hall {

using ActFacts = tl::expected<std::vector<Fact>, Rejection>;

ActFacts decide(const State& state, const Author& author, const AssignServices& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const CloseService& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const ReopenService& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const PostMessage& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const WithdrawMessage& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const PrioritiseTicket& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const CallManager& wish, Timestamp now);
ActFacts decide(const State& state, const Author& author, const AnswerManagerCall& wish, Timestamp now);

// What is assigned for today, once more under another plan: where its windows can still have it.
std::vector<Fact> assignments_under(const Plan& plan, const State& state);

// The windows at which somebody came, went or took another's place by these events have from then on what is
// assigned to whoever is there now, or what the plan says. `state`: after the events.
std::vector<Fact> assignments_that_follow(const State& state, const Events& events);

// When the day is over each window has what the plan says.
std::vector<Fact> assignments_over(const State& state);

}  // namespace okno::hall
