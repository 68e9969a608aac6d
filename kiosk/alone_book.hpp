// What a kiosk must not forget about the tickets it gives while it cannot reach the dispatcher: the block of
// numbers it has leased, which of them it has used today, and the tickets the dispatcher does not know yet.
// Pure: files, links and clocks are elsewhere (kiosk/alone_file, kiosk/merger).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hall/state.hpp"
#include "kiosk/unsettled.hpp"
#include "protocol/messages.hpp"

namespace okno::kiosk {

// A ticket the visitor has and the dispatcher has not.
struct LoneTicket {
    Unsettled touch;  // its id is that of the request to merge it
    hall::TicketNumber number;
    std::string machine;  // of the lease, with its epoch
    hall::Timestamp epoch{};
    // The dispatcher had heard the touch after all: it is merged under this id, in place of that ticket.
    std::optional<protocol::RequestId> again{};
    hall::TicketId instead_of{};  // 0: none
    bool operator==(const LoneTicket&) const = default;
};

struct HeldLease {
    int block = 0;
    hall::Lease lease;
    bool operator==(const HeldLease&) const = default;
};

struct AloneBook {
    std::string nonce;  // of this book: with the machine's word it names the lease
    std::optional<HeldLease> lease{};
    hall::LocalDay day{};
    std::map<std::string, int> used{};  // by letter: how many numbers of the block, on `day`
    std::vector<LoneTicket> waiting{};  // to be merged, in the order they were given
    std::vector<LoneTicket> refused{};  // the dispatcher will not have them; kept for the administrator
    // Numbers of the block that somebody in the hall had when the dispatcher was heard last. A visit may go
    // on over midnight, when the count begins anew.
    std::set<hall::TicketNumber> held{};
    bool operator==(const AloneBook&) const = default;
};

inline constexpr std::size_t refused_kept = 1000;

// What the dispatcher knows of this kiosk's leases: takes the one of `machine`, and counts as used what it
// knows to be used. True when that has changed the book.
bool learn(AloneBook& book, const hall::State& state, const hall::DeviceId& self, const std::string& machine);

// There is a lease of `machine` with a number left for `letter` on `day`.
bool has_number(const AloneBook& book, const std::string& machine, const std::string& letter,
                hall::LocalDay day);
// The next number that nobody has, as far as is known, goes to this touch; the same touch gets the same
// again. Nothing when there is none.
std::optional<hall::TicketNumber> draw(AloneBook& book, const std::string& machine, const Unsettled& touch,
                                       const std::string& letter, hall::LocalDay day);
const LoneTicket* find(const AloneBook& book, const protocol::RequestId& touch);

hall::MergeTicket merge_of(const LoneTicket& ticket);

// The same in JSON. Reading throws protocol::CodecError.
std::string to_text(const AloneBook& book);
AloneBook book_from_text(const std::string& text);

}  // namespace okno::kiosk
