// What the pages show, as JSON: everything a page needs and nothing it would have to decide. What can be done
// at a window (`can`) is asked of the hall's own rules, so a page knows none of them. Pure.
//
//   "zone": the hall's IANA zone, in which a page shows every time; times: integer milliseconds UTC; texts:
//   {"ru", "en"}; a measure: {"count", "sum_ms", "over_norm", "p90_ms", "norm_ms"}; a wait still to come:
//   {"from_min", "to_min"}, or null when nobody can tell
#pragma once

#include <nlohmann/json.hpp>

#include "console/figures/figures.hpp"
#include "hall/forecast.hpp"
#include "hall/state.hpp"

namespace okno::console {

using Json = nlohmann::json;

// `blind`: the link to the dispatcher is lost; the page shows what was last known and says so.
// `now` never counts as earlier than the state's last event. What time alone changes (who is called next,
// why, whether the hall is open) is that of `now`; clocks run in the page.
Json window_page(const hall::State& state, hall::WindowId window, const Figures& figures,
                 const hall::Forecast& forecast, bool blind, hall::Timestamp now);
Json unknown_page(bool blind);  // of a window the plan does not have
Json overview_page(const hall::State& state, const Figures& figures, const hall::Forecast& forecast,
                   bool blind, hall::Timestamp now);

// A ticket given by a member of the staff: what it can be for (`refusal`: why not now), at which kiosk it can
// be printed, and what has become of the paper of the latest tickets.
Json reception_page(const hall::State& state, const hall::Forecast& forecast, bool blind,
                    hall::Timestamp now);

// Calls for help and the way they go: who calls where, what the guard company knows, what of the way is out
// of order, when it was tried last. Clocks run in the page.
Json guard_page(const hall::State& state, bool blind);

}  // namespace okno::console
