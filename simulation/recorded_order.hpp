// How recorded days might have gone in another order. The record holds no service times, so a policy cannot
// be replayed; what can be asked is whom each recorded call would have called, as if whoever is called took
// equally long. Within its own queue that assumes nothing else. For the whole office it assumes that every
// window serves every queue, which no hall does: how far order can go, not what it would give. The moments of
// the calls stay, so the mean wait is the same in every order; only its spread can change.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "simulation/recorded_days.hpp"

namespace okno::simulation {

enum class CallsFrom { own_queue, whole_office };
enum class CallsWhom {
    arrival,  // by hall/ordering.hpp; from its own queue that is what happened
    norm,     // by hall/ordering.hpp, one norm for all
    bound,    // the fewest over 20 minutes any order can reach; who waited longer is called when no other is
              // left
};

struct CallOrder {
    CallsFrom from{};
    CallsWhom whom{};
    std::string_view name, title;  // for programs, for people
};
inline constexpr std::array call_orders{
    CallOrder{CallsFrom::own_queue, CallsWhom::arrival, "recorded", "own queue, arrival: as it was"},
    CallOrder{CallsFrom::own_queue, CallsWhom::norm, "own_norm", "own queue, norm"},
    CallOrder{CallsFrom::own_queue, CallsWhom::bound, "own_bound", "own queue, fewest over 20"},
    CallOrder{CallsFrom::whole_office, CallsWhom::arrival, "office_arrival", "office, arrival"},
    CallOrder{CallsFrom::whole_office, CallsWhom::norm, "office_norm", "office, norm"},
    CallOrder{CallsFrom::whole_office, CallsWhom::bound, "office_bound", "office, fewest over 20"},
};

// All waits in minutes, ascending. Numbers never seen waiting take no part.
std::vector<int> waits_in(const CallOrder& order, const RecordedOffices& offices);
std::vector<int> waits_in(const CallOrder& order, const RecordedDay& day);

struct WaitFigures {
    std::size_t tickets = 0;
    double mean_minutes = 0, over_20_percent = 0, over_45_percent = 0;
    int p95_minutes = 0, longest_minutes = 0;
};
WaitFigures figures_of(const std::vector<int>& ascending_waits);

}  // namespace okno::simulation
