// From a ticket of the hall to a slip of paper, in the visitor's language. The only file that knows both.
#pragma once

#include <cstddef>
#include <optional>

#include "hall/forecast.hpp"
#include "hall/plan.hpp"
#include "hall/ticket.hpp"
#include "printer/issue.hpp"
#include "printer/slip.hpp"

namespace okno::printer {

// What a slip has that neither the ticket nor the plan holds.
struct SlipExtras {
    Issue issue = Issue::original;
    std::optional<Raster> logo{};  // of the plan's template
    std::string id{};              // stands for the ticket in the QR code; "": no code
};

// `people_ahead`: see hall::people_ahead; `wait`: nothing when nobody can tell. Languages without a catalogue
// (`words/`) are printed with the sentences of the plan's first language that has one, and the plan's names
// in the visitor's language. A copy says so above its
// number. What else is on it, the plan's template says (`hall/slip_template`).
Slip ticket_slip(const hall::Ticket& ticket, const hall::Plan& plan, std::size_t people_ahead,
                 std::optional<hall::Range> wait = std::nullopt, const SlipExtras& extras = {});

// "2026-11-24_093012_A012", of a copy "..._A012_copy": sorts by time, says which ticket.
std::string job_name(const hall::Ticket& ticket, const hall::Plan& plan, Issue issue = Issue::original);

}  // namespace okno::printer
