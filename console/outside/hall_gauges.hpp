// The hall in figures for whoever watches the machines (Prometheus): queues, waits, windows, devices. No
// names of people, no tickets. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "console/figures/figures.hpp"
#include "hall/forecast.hpp"
#include "hall/state.hpp"

namespace okno::console {

struct Reading {
    std::map<std::string, std::string> labels;
    double value = 0;
};

struct Gauge {
    std::string name;  // the unit last: okno_longest_wait_seconds
    std::string help;
    std::vector<Reading> readings;
};

std::vector<Gauge> hall_gauges(const hall::State& state, const Figures& today, const hall::Forecast& forecast,
                               bool blind, hall::Timestamp now);

}  // namespace okno::console
