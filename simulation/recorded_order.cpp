#include "simulation/recorded_order.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <functional>
#include <numeric>

#include "hall/ordering.hpp"

namespace okno::simulation {

namespace {

using std::chrono::minutes;

constexpr minutes norm_wait{20};  // what the hall means to hold (§72); the record knows no other
constexpr minutes usual_service{10};
constexpr minutes fairness_ceiling{40};  // of the example plan

hall::Timestamp moment(int minute) {
    return hall::Timestamp(minutes(minute));
}

// Whom a call at `minute` calls, of those who wait in the order of their arrival.
using Chooser = std::function<std::size_t(const std::vector<hall::Contender>&, int minute)>;

Chooser by_policy(hall::Policy policy) {
    hall::Ordering ordering;
    ordering.policy = policy;
    ordering.ceiling = fairness_ceiling;
    return [ordering](const std::vector<hall::Contender>& waiting, int minute) {
        return hall::pick(waiting, ordering, 0, moment(minute)).value().index;
    };
}

// Each call to the longest-waiting of those still within 20 minutes: for unit jobs that all have the same
// time, no order brings more of them in time (Glover 1967, matchings in a convex bipartite graph).
std::size_t within_20_first(const std::vector<hall::Contender>& waiting, int minute) {
    const auto in_time = std::find_if(waiting.begin(), waiting.end(), [&](const hall::Contender& contender) {
        return moment(minute) - contender.since <= minutes(20);
    });
    return in_time == waiting.end() ? 0 : static_cast<std::size_t>(in_time - waiting.begin());
}

std::vector<int> recorded_waits(const RecordedDay& day) {
    std::vector<int> waits;
    for (const auto& [queue, tickets] : day)
        for (const RecordedTicket& ticket : tickets) waits.push_back(ticket.wait_minutes);
    return waits;
}

std::vector<int> waits_of(const RecordedDay& day, const Chooser& choose) {
    std::vector<int> arrivals, calls, waits;
    for (const auto& [queue, tickets] : day)
        for (const RecordedTicket& ticket : tickets) {
            arrivals.push_back(ticket.arrival_minute);
            calls.push_back(ticket.call_minute());
        }
    std::sort(arrivals.begin(), arrivals.end());
    std::sort(calls.begin(), calls.end());
    std::vector<hall::Contender> waiting;
    std::size_t come = 0;
    for (const int minute : calls) {
        // Calls go before arrivals of the same minute, unless nobody else is there.
        while (come < arrivals.size() && (arrivals[come] < minute || waiting.empty())) {
            hall::Contender contender;
            contender.rank = contender.since = moment(arrivals[come]);
            contender.ticket = hall::TicketId{come + 1};
            contender.norm = norm_wait;
            contender.usual = usual_service;
            contender.servers = 1;
            waiting.push_back(contender);
            ++come;
        }
        const std::size_t chosen = choose(waiting, minute);
        assert(chosen < waiting.size());
        waits.push_back(minute - arrivals[waiting[chosen].ticket.value - 1]);
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
    return waits;
}

}  // namespace

std::string_view name_of(CallOrder order) {
    constexpr std::array<std::string_view, call_orders.size()> names{"recorded", "arrival", "norm",
                                                                     "fewest_over_20"};
    return names[static_cast<std::size_t>(order)];
}

std::string_view title_of(CallOrder order) {
    constexpr std::array<std::string_view, call_orders.size()> titles{
        "as it was, each queue its own", "one queue, order of arrival", "one queue, norm",
        "fewest over 20 min possible"};
    return titles[static_cast<std::size_t>(order)];
}

std::vector<int> waits_in(CallOrder order, const RecordedDay& day) {
    switch (order) {
        case CallOrder::recorded:
            return recorded_waits(day);
        case CallOrder::arrival:
            return waits_of(day, by_policy(hall::Policy::arrival));
        case CallOrder::norm:
            return waits_of(day, by_policy(hall::Policy::norm));
        case CallOrder::fewest_over_20:
            return waits_of(day, within_20_first);
    }
    return {};
}

std::vector<int> waits_in(CallOrder order, const RecordedOffices& offices) {
    std::vector<int> waits;
    for (const auto& [name, days] : offices)
        for (const auto& [date, day] : days) {
            const auto of_day = waits_in(order, day);
            waits.insert(waits.end(), of_day.begin(), of_day.end());
        }
    std::sort(waits.begin(), waits.end());
    return waits;
}

WaitFigures figures_of(const std::vector<int>& ascending_waits) {
    WaitFigures figures;
    figures.tickets = ascending_waits.size();
    if (ascending_waits.empty()) return figures;
    const auto count = static_cast<double>(ascending_waits.size());
    const auto percent_over = [&](int limit) {
        const auto first = std::upper_bound(ascending_waits.begin(), ascending_waits.end(), limit);
        return 100 * static_cast<double>(ascending_waits.end() - first) / count;
    };
    figures.mean_minutes =
        static_cast<double>(std::accumulate(ascending_waits.begin(), ascending_waits.end(), 0LL)) / count;
    figures.over_20_percent = percent_over(20);
    figures.over_45_percent = percent_over(45);
    figures.p95_minutes = ascending_waits[(ascending_waits.size() * 95 + 99) / 100 - 1];
    figures.longest_minutes = ascending_waits.back();
    return figures;
}

}  // namespace okno::simulation
