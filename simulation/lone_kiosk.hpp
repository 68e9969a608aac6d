// A kiosk of a simulated hall, with the dispatcher and without: it leases a block while it can, gives numbers
// out of it while it is cut off, and has those tickets merged afterwards, in the order they were given. What
// kiosk/alone does with files, retries and crashes, without any of them. One thread.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "simulation/arrivals.hpp"
#include "simulation/reception.hpp"

namespace okno::simulation {

class LoneKiosk {
  public:
    // The reception must outlive the kiosk.
    LoneKiosk(hall::Author self, Reception& reception) : self_(std::move(self)), reception_(reception) {}

    const hall::Author& self() const { return self_; }
    bool alone() const { return alone_; }

    void lease(hall::Timestamp now);
    void lose_dispatcher();
    // While it is alone. Nobody gets a ticket out of the hours, which it knows, nor without a block.
    void give(const Visitor& visitor, const hall::Language& language, hall::Timestamp now);
    void find_dispatcher() { alone_ = false; }
    std::size_t unmerged() const { return given_.size(); }
    // The next ticket it gave is part of the queue now, with its visitor; nothing when it was refused.
    std::optional<std::pair<hall::TicketId, Visitor>> merge(hall::Timestamp now);

  private:
    struct Given {
        Visitor visitor;
        hall::MergeTicket merge;
    };

    hall::Author self_;
    Reception& reception_;
    bool alone_ = false;
    int block_ = 0;  // 0: none
    hall::Lease lease_;
    std::map<std::string, int> used_;  // numbers of the block that are, by letter
    std::deque<Given> given_;          // to be merged
};

}  // namespace okno::simulation
