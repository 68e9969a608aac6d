// How recorded days might have gone in another order. The record holds no service times, so a policy cannot
// be replayed; what can be asked is whom each recorded call would have called. Each call is taken for a
// window that became free for the whole office: as if every window served every queue, and as if whoever is
// called took equally long. The moments of the calls stay, so the mean wait is the same in every order; only
// its spread can change.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "simulation/recorded_days.hpp"

namespace okno::simulation {

enum class CallOrder {
    recorded,        // what happened: each queue called its own, first come, first called
    arrival,         // one queue for the office, by hall/ordering.hpp
    norm,            // the hall's policy `norm`, by hall/ordering.hpp, one norm for all
    fewest_over_20,  // the fewest over 20 minutes any order can reach: who waited longer is called when no
                     // other is left
};
inline constexpr std::array call_orders{CallOrder::recorded, CallOrder::arrival, CallOrder::norm,
                                        CallOrder::fewest_over_20};
std::string_view name_of(CallOrder order);
std::string_view title_of(CallOrder order);

// All waits of all days, in minutes, ascending. Numbers never seen waiting take no part.
std::vector<int> waits_in(CallOrder order, const RecordedOffices& offices);
// The waits of one day, in no particular order.
std::vector<int> waits_in(CallOrder order, const RecordedDay& day);

struct WaitFigures {
    std::size_t tickets = 0;
    double mean_minutes = 0, over_20_percent = 0, over_45_percent = 0;
    int p95_minutes = 0, longest_minutes = 0;
};
WaitFigures figures_of(const std::vector<int>& ascending_waits);

}  // namespace okno::simulation
