// How the people of a simulated hall behave: who comes when and for what, how long it takes, who gives up,
// who does not hear the call; how fast operators press, when they rest, what they press by mistake. Plain
// data, with presets made from a hall's plan for a wanted load.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/plan.hpp"
#include "simulation/random.hpp"

namespace okno::simulation {

// A moment of a day: 0 is the day's first opening, 1 its last closing.
using Moment = double;

struct Break {
    Moment at = 0.5;
    hall::Milliseconds length{};
    hall::ReasonId reason;
};

// An operator's day at one window.
struct Shift {
    bool comes = true;
    hall::Milliseconds before_opening{};  // negative: late
    std::optional<Moment> leaves{};  // before the hall closes; empty: stays until the last visitor is served
    bool insists = false;            // leaves even when others are left with nobody to serve them
    std::vector<Break> breaks{};
    double pace = 1;  // the visitor's matter takes this many times as long
};

struct Visitors {
    std::map<hall::ServiceId, double> a_day;  // how many come for it on a long day, on average
    std::vector<double> profile{1};           // how the rate goes from opening to closing, in equal slices
    double before_opening = 0;                // this share stands at the door when the hall opens
    double out_of_hours = 0;                  // this share comes before the door opens or after it closes
    std::map<hall::CategoryId, double> categories;  // shares
    std::optional<Spread> patience{};               // until the first call; empty: endless
    double cancels = 0.3;                           // of the impatient; the others leave without a word
    double no_show = 0;                             // called and not there
    double returns = 0;                             // of those missed
    Spread returns_after = constant(hall::Seconds{300});
    Spread walk = constant(hall::Seconds{15});  // from the call to the window
    std::map<hall::ServiceId, Spread> matter;   // what the visitor occupies the window with
};

struct Operators {
    std::map<hall::WindowId, Shift> shifts;
    Spread reaction = constant(hall::Seconds{10});     // from being free to pressing "next"
    Spread calls_again = constant(hall::Seconds{40});  // nobody comes so long: recall, at last "did not come"
    std::optional<Spread> printing{};                  // the printer reports; empty: it never does
    double forgets_start = 0;                          // "start" is not pressed
    double uses_stages = 1;                            // of the visits in a hall with stages
    double transfers = 0, parks = 0, adds_steps = 0;   // shares of the visits
    Spread filling_in = constant(hall::Seconds{240});  // a parked visitor's form
    double presses_twice = 0;                          // of all presses
    double wrong_presses_an_hour = 0;                  // at each window: whatever key
    double calls_by_number = 0;                        // of all calls
    double clock_errors = 0;                           // of all commands: the clock is a little behind
};

struct Behaviour {
    Visitors visitors;
    Operators operators;
};

enum class People { exact, human };  // exact: no mistakes, no breaks, everybody stays and comes when called

// "lunch-peak", "morning-peak", "stationary", "understaffed", "mixed-skills", "early-close". `load`: the work
// that comes ÷ what the planned windows can do; the work of a visitor is the walk, the matter and the
// operator's reaction. An unknown name: nothing.
std::optional<Behaviour> behaviour_of(std::string_view kind_of_day, const hall::Plan& plan, double load,
                                      People people);
const std::vector<std::string>& kinds_of_day();

}  // namespace okno::simulation
