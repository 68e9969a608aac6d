#include "kiosk/alone_book.hpp"

#include <algorithm>
#include <utility>

#include "hall/leasing.hpp"

namespace okno::kiosk {

namespace {

// A clock that is set back never returns to a day whose numbers were used.
void turn_to(AloneBook& book, hall::LocalDay day) {
    if (day <= book.day) return;
    book.day = day;
    book.used.clear();
}

// How many numbers were used before the next one on that day: those of the day, and further ones that
// somebody still has from an earlier day.
int used_before(const AloneBook& book, const std::string& letter, hall::LocalDay day) {
    const auto known = book.used.find(letter);
    hall::TicketNumber number{letter, book.lease->block * hall::numbers_per_block};
    number.ordinal += day > book.day || known == book.used.end() ? 0 : known->second;
    const auto is_out = [&] {
        return book.held.contains(number) ||
               std::any_of(book.waiting.begin(), book.waiting.end(),
                           [&](const LoneTicket& ticket) { return ticket.number == number; });
    };
    while (hall::block_of(number) == book.lease->block && is_out()) ++number.ordinal;
    return number.ordinal - book.lease->block * hall::numbers_per_block;
}

}  // namespace

bool learn(AloneBook& book, const hall::State& state, const hall::DeviceId& self,
           const std::string& machine) {
    const auto lease = hall::lease_of(state, self, machine);
    if (!lease) return false;
    HeldLease held;
    held.block = lease->first;
    held.lease = lease->second;
    bool changed = book.lease != held;
    if (changed) {
        book.lease = held;
        book.used.clear();
    }
    std::set<hall::TicketNumber> in_hall;
    for (const auto& [number, ticket] : state.by_number)
        if (hall::block_of(number) == held.block) in_hall.insert(number);
    changed = changed || in_hall != book.held;
    book.held = std::move(in_hall);
    turn_to(book, state.day);
    if (book.day != state.day) return changed;
    for (const hall::TicketNumber& number : state.merged) {
        if (hall::block_of(number) != held.block) continue;
        int& used = book.used[number.letter];
        const int least = number.ordinal % hall::numbers_per_block + 1;
        changed = changed || used < least;
        used = std::max(used, least);
    }
    return changed;
}

bool has_number(const AloneBook& book, const std::string& machine, const std::string& letter,
                hall::LocalDay day) {
    return book.lease && book.lease->lease.machine == machine &&
           used_before(book, letter, day) < hall::numbers_per_block;
}

std::optional<hall::TicketNumber> draw(AloneBook& book, const std::string& machine, const Unsettled& touch,
                                       const std::string& letter, hall::LocalDay day) {
    if (const LoneTicket* known = find(book, touch.id)) return known->number;
    if (!has_number(book, machine, letter, day)) return std::nullopt;
    turn_to(book, day);
    const int used = used_before(book, letter, day);
    const hall::TicketNumber number{letter, book.lease->block * hall::numbers_per_block + used};
    book.used[letter] = used + 1;
    book.waiting.push_back({touch, number, machine, book.lease->lease.epoch});
    return number;
}

const LoneTicket* find(const AloneBook& book, const protocol::RequestId& touch) {
    const auto found = std::find_if(book.waiting.begin(), book.waiting.end(),
                                    [&](const LoneTicket& ticket) { return ticket.touch.id == touch; });
    return found == book.waiting.end() ? nullptr : &*found;
}

hall::MergeTicket merge_of(const LoneTicket& ticket) {
    const hall::TakeTicket& wish = ticket.touch.wish;
    return {ticket.number, ticket.epoch,  ticket.machine,       wish.service,
            wish.language, wish.category, ticket.touch.touched, ticket.instead_of};
}

}  // namespace okno::kiosk
