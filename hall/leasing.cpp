#include "hall/leasing.hpp"

#include <algorithm>

#include "hall/timekeeping.hpp"

namespace okno::hall {

namespace {

// Beyond everything that is leased, or was reached by the hall's own count today.
int next_block(const State& state) {
    int last = state.leases.empty() ? 0 : state.leases.rbegin()->first;
    for (const auto& [letter, ordinal] : state.last_ordinal)
        last = std::max(last, block_of({letter, ordinal}));
    for (const auto& [number, ticket] : state.by_number) last = std::max(last, block_of(number));
    return last + 1;
}

// Somebody has it, or had it today.
bool is_used(const State& state, const TicketNumber& number) {
    if (state.by_number.contains(number) || state.merged.contains(number)) return true;
    const auto own = state.last_ordinal.find(number.letter);
    return own != state.last_ordinal.end() && number.ordinal <= own->second &&
           block_of(number) == block_of({number.letter, own->second});
}

// What the visitor never heard of goes, unless a window is busy with it.
bool gives_way(const State& state, const Author& author, TicketId id) {
    const Ticket* ticket = find(state, id);
    return ticket && ticket->taken_at_device == author.device && !window_of(*ticket);
}

// A kiosk whose clock is years behind gives no ticket before it had the number, nor one of the future.
Timestamp taken_between(Timestamp leased, Timestamp told, Timestamp now) {
    return std::min(std::max(leased, told), now);
}

Language language_of(const Plan& plan, const Language& wanted) {
    const auto& known = plan.languages;
    return std::find(known.begin(), known.end(), wanted) != known.end() ? wanted : known.front();
}

}  // namespace

LeasingFacts decide(const State& state, const Author& author, const LeaseBlock& wish, Timestamp now) {
    if (lease_of(state, author.device, wish.machine)) return LeasingFacts{};
    const int block = next_block(state);
    if (block > blocks_at_most) return refuse(Rejection::no_block_left);
    return LeasingFacts{{BlockLeased{block, Lease{author.device, wish.machine, now}}}};
}

LeasingFacts decide(const State& state, const Author& author, const MergeTicket& wish, Timestamp now) {
    const Service* service = find(state.plan, wish.service);
    if (!service) return refuse(Rejection::unknown_service);
    const int block = block_of(wish.number);
    const Lease lease{author.device, wish.machine, wish.epoch};
    const auto known = state.leases.find(block);
    if (block < 1 || block > blocks_at_most || (known != state.leases.end() && known->second != lease))
        return refuse(Rejection::foreign_block);
    if (is_used(state, wish.number)) return refuse(Rejection::number_in_use);

    std::vector<Fact> facts;
    // A journal that was restored from a backup may be older than the lease.
    if (known == state.leases.end()) facts.emplace_back(BlockLeased{block, lease});
    if (gives_way(state, author, wish.instead_of)) facts.emplace_back(TicketCancelled{wish.instead_of});
    const Category* category = find(state.plan, wish.category);
    const TicketTaken taken{TicketId{state.last_ticket.value + 1},
                            wish.number,
                            service->id,
                            language_of(state.plan, wish.language),
                            category ? category->id : CategoryId{},
                            category ? category->head_start : Seconds{0},
                            steps_after(*service),
                            taken_between(lease.epoch, wish.taken, now)};
    facts.emplace_back(taken);
    Ticket ticket;
    ticket.service = taken.service;
    ticket.taken = *taken.taken;
    ticket.stage = Waiting{ticket.taken, std::nullopt};
    if (is_over(state, ticket, state.day, now)) facts.emplace_back(TicketExpired{taken.ticket});
    return facts;
}

std::optional<std::pair<int, Lease>> lease_of(const State& state, const DeviceId& device,
                                              const std::string& machine) {
    for (const auto& [block, lease] : state.leases)
        if (lease.device == device && lease.machine == machine) return std::pair{block, lease};
    return std::nullopt;
}

TicketNumber next_number(const State& state, const std::string& letter) {
    const auto last = state.last_ordinal.find(letter);
    TicketNumber number{letter, last == state.last_ordinal.end() ? 1 : last->second + 1};
    for (;;) {
        if (state.leases.contains(block_of(number)))
            number.ordinal = (block_of(number) + 1) * numbers_per_block;
        else if (state.by_number.contains(number))
            ++number.ordinal;
        else
            return number;
    }
}

}  // namespace okno::hall
