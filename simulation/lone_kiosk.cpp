#include "simulation/lone_kiosk.hpp"

#include <algorithm>

#include "hall/schedule.hpp"

namespace okno::simulation {

void LoneKiosk::lease(hall::Timestamp now) {
    const auto leased = reception_.hear(self_, hall::LeaseBlock{self_.device.value + "'s machine"}, now);
    if (!leased || leased->empty()) return;
    const auto& fact = std::get<hall::BlockLeased>(leased->back().fact);
    block_ = fact.block;
    lease_ = fact.lease;
}

// Behind every number of the block that was used today, and that somebody in the hall or a ticket not merged
// yet still has from another day.
void LoneKiosk::lose_dispatcher() {
    alone_ = true;
    used_.clear();
    const auto count = [&](const hall::TicketNumber& number) {
        if (hall::block_of(number) != block_) return;
        int& used = used_[number.letter];
        used = std::max(used, number.ordinal % hall::numbers_per_block + 1);
    };
    for (const hall::TicketNumber& number : reception_.state().merged) count(number);
    for (const auto& [number, ticket] : reception_.state().by_number) count(number);
    for (const Given& given : given_) count(given.merge.number);
}

void LoneKiosk::give(const Visitor& visitor, const hall::Language& language, hall::Timestamp now) {
    const hall::Plan& plan = reception_.state().plan;
    const hall::Service& service = *hall::find(plan, visitor.service);
    if (block_ == 0 || !hall::is_open(hall::schedule_of(plan, service), plan.zone, now)) return;
    int& used = used_[service.letter];
    if (used == hall::numbers_per_block) return;
    const hall::TicketNumber number{service.letter, block_ * hall::numbers_per_block + used++};
    given_.push_back(
        {visitor, {number, lease_.epoch, lease_.machine, service.id, language, visitor.category, now}});
}

std::optional<std::pair<hall::TicketId, Visitor>> LoneKiosk::merge(hall::Timestamp now) {
    const Given given = std::move(given_.front());
    given_.pop_front();
    const auto decision = reception_.hear(self_, given.merge, now);
    if (!decision) return std::nullopt;
    for (const hall::Event& event : *decision)
        if (const auto* taken = std::get_if<hall::TicketTaken>(&event.fact))
            return std::pair(taken->ticket, given.visitor);
    return std::nullopt;
}

}  // namespace okno::simulation
