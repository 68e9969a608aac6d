#include "simulation/day.hpp"

#include <algorithm>
#include <chrono>

namespace okno::simulation {

namespace {

using hall::Milliseconds;
using namespace std::chrono_literals;

constexpr int visitors_for_a_mean = 20;

// The smallest wait that at least `per_mille` of all do not exceed.
Milliseconds quantile(const std::vector<Milliseconds>& ascending, std::size_t per_mille) {
    if (ascending.empty()) return {};
    const std::size_t rank = (ascending.size() * per_mille + 999) / 1000;
    return ascending[std::max<std::size_t>(rank, 1) - 1];
}

double share(int part, int whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / whole;
}

struct Sum {
    Milliseconds sum{};
    int count = 0;
};

void add_visit(Figures& figures, const Visit& visit, std::map<hall::ServiceId, Sum>& by_service) {
    figures.served += visit.ending == Ending::served;
    figures.missed += visit.ending == Ending::missed;
    figures.cancelled += visit.ending == Ending::cancelled;
    figures.expired += visit.ending == Ending::expired;
    figures.overtakings += visit.overtook;
    figures.overtaken_most = std::max(figures.overtaken_most, visit.overtaken_by);
    const Milliseconds wait = visit.wait();
    ++figures.waited;
    figures.wait_sum += wait;
    figures.over_20 += wait > 20min;
    figures.over_45 += wait > 45min;
    Sum& sum = by_service[visit.service];
    sum.sum += wait;
    ++sum.count;
}

void add_windows(Figures& figures, const Day& day) {
    for (const auto& [id, window] : day.windows) {
        figures.staffed += window.staffed;
        figures.paused += window.paused;
        figures.busy += window.busy;
        figures.deliberate_idle += window.deliberate_idle;
    }
}

}  // namespace

double Figures::mean_wait_minutes() const {
    return waited == 0 ? 0 : static_cast<double>(wait_sum.count()) / 60000.0 / waited;
}
double Figures::share_over_20() const {
    return share(over_20, waited);
}
double Figures::share_over_45() const {
    return share(over_45, waited);
}
double Figures::utilisation() const {
    const Milliseconds working = staffed - paused;
    return working <= 0ms ? 0 : static_cast<double>(busy.count()) / static_cast<double>(working.count());
}

Figures figures_of(std::span<const Day> days) {
    Figures figures;
    std::vector<Milliseconds> waits;
    std::map<hall::ServiceId, Sum> by_service;
    Milliseconds longest_sum{0};
    for (const Day& day : days) {
        ++figures.days;
        figures.issued += day.issued;
        figures.turned_away += day.turned_away;
        figures.queue_length += day.queue_length;
        figures.waits += day.waits;
        figures.commands += day.commands;
        figures.events += day.events;
        figures.refusals += day.refusals;
        Milliseconds longest{0};
        for (const Visit& visit : day.visits) {
            add_visit(figures, visit, by_service);
            waits.push_back(visit.wait());
            longest = std::max(longest, waits.back());
        }
        longest_sum += longest;
        add_windows(figures, day);
    }
    std::sort(waits.begin(), waits.end());
    figures.p50 = quantile(waits, 500);
    figures.p90 = quantile(waits, 900);
    figures.p95 = quantile(waits, 950);
    figures.p99 = quantile(waits, 990);
    if (!waits.empty()) figures.longest = waits.back();
    if (figures.days > 0) figures.longest_mean = longest_sum / figures.days;
    for (const auto& [service, sum] : by_service) {
        if (sum.count < visitors_for_a_mean || sum.sum / sum.count <= figures.worst_service_mean) continue;
        figures.worst_service = service;
        figures.worst_service_mean = sum.sum / sum.count;
    }
    return figures;
}

}  // namespace okno::simulation
