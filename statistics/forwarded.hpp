// An application that a visitor handed in and that went on to others, who register and answer it (standard,
// §123). The hall knows when that must be done, not whether it was. Plain data.
#pragma once

#include <cstdint>
#include <string>

#include "hall/ids.hpp"
#include "hall/ticket.hpp"
#include "hall/time.hpp"

namespace okno::statistics {

struct Forwarded {
    std::uint64_t number = 0;  // of the journal's event
    hall::TicketId ticket;
    hall::TicketNumber ticket_number;
    hall::ServiceId service;
    hall::OutcomeId outcome;
    hall::WindowId window;
    std::string reference;  // in the document system; empty: none was recorded
    hall::Timestamp accepted{};
    hall::LocalDay day{};          // the local date of that
    hall::LocalDay register_by{};  // both deadlines are the end of their day
    hall::LocalDay answer_by{};
    bool operator==(const Forwarded&) const = default;
};

}  // namespace okno::statistics
