// Tickets that a kiosk gave by itself while it could not reach the dispatcher: which numbers it may use, and
// how they become part of the day. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hall/commands.hpp"
#include "hall/events.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"

namespace okno::hall {

using LeasingFacts = tl::expected<std::vector<Fact>, Rejection>;

// One block for each machine of a kiosk: asked again, nothing happens.
LeasingFacts decide(const State& state, const Author& author, const LeaseBlock& wish, Timestamp now);

// The visitor has the number, so it is refused only when it may be somebody else's or nobody could be called
// for it. Hours and crowds were the kiosk's to mind when it gave it.
LeasingFacts decide(const State& state, const Author& author, const MergeTicket& wish, Timestamp now);

// The lease that `device` has on `machine`, with its block; empty: none.
std::optional<std::pair<int, Lease>> lease_of(const State& state, const DeviceId& device,
                                              const std::string& machine);

// The hall's own next number: never one of a leased block, never one that somebody still holds.
TicketNumber next_number(const State& state, const std::string& letter);

}  // namespace okno::hall
