// What the pages of the past ask in the address of a request, and their answers as JSON. Pure.
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "hall/state.hpp"
#include "protocol/messages.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

template <class Value>
using Asked = tl::expected<Value, protocol::Refusal>;

// from=2026-03-02&to=2026-03-08, both included, ten years at most.
Asked<statistics::Days> days_asked(const httplib::Request& request);
// by=hour; one of day hour weekday kind service window person outcome category hall.
Asked<statistics::By> by_asked(const httplib::Request& request);
// weekday=1..7 hour=0..23 window=… kind= service= person= outcome= category=, each at most once; an empty one
// means "none".
Asked<statistics::Filter> filter_asked(const httplib::Request& request);
// The days and the filter, counted=wait, and over=0|1 at_least_ms= below_ms= where they are wanted.
Asked<statistics::Selection> selection_asked(const httplib::Request& request);
// A whole number from `least` to `most`; `otherwise` when it is not asked for.
Asked<std::int64_t> number_asked(const httplib::Request& request, const char* name, std::int64_t least,
                                 std::int64_t most, std::int64_t otherwise);

// {"n", "sum_ms", "max_ms", "over"}; of a spread also {"median_ms", "p90_ms"}.
nlohmann::json measure_of(const statistics::Measure& measure);
nlohmann::json line_of(const statistics::Line& line);
nlohmann::json found_of(const statistics::Found& found, const hall::Zone& zone);
nlohmann::json visit_of(const statistics::Visit& visit, const hall::Zone& zone);
// As the clock of the hall showed it: "2026-03-02T09:15:07".
std::string clock_text(const hall::Zone& zone, hall::Timestamp at);
// What the ids of a plan are called: {"services": {id: {"ru", "en"}}, "kinds", "outcomes", …}.
nlohmann::json names_of(const hall::Plan& plan);

}  // namespace okno::console
