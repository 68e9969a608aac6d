#include "simulation/recorded_order.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <numeric>
#include <optional>
#include <tuple>

#include "hall/ordering.hpp"

namespace okno::simulation {

namespace {

using std::chrono::minutes;

constexpr minutes norm_wait{20};  // what the hall means to hold (§72); the record knows no other
constexpr minutes usual_service{10};
constexpr minutes fairness_ceiling{100};  // of the example plan

hall::Timestamp moment(int minute) {
    return hall::Timestamp(minutes(minute));
}

hall::Ordering ordering_of(CallsWhom whom) {
    hall::Ordering ordering;
    ordering.policy = whom == CallsWhom::norm ? hall::Policy::norm : hall::Policy::arrival;
    ordering.ceiling = fairness_ceiling;
    return ordering;
}

struct Chosen {
    std::size_t line = 0;
    std::size_t position = 0;  // among those who wait in its queue
};

// For unit jobs that all have the same time, calling the longest-waiting of those still in time brings as
// many in time as any order can (Glover 1967, matchings in a convex bipartite graph).
Chosen in_time_first(const std::vector<hall::Line>& lines) {
    const auto whom = [&](std::size_t i) {
        const hall::Candidate& candidate = lines[i].within_norm ? *lines[i].within_norm : lines[i].oldest;
        return std::tuple(!lines[i].within_norm, candidate.since, candidate.ticket, candidate.tag);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (whom(i) < whom(best)) best = i;
    return {best, std::get<3>(whom(best))};
}

// One queue as the day goes on.
struct QueueNow {
    const std::vector<RecordedTicket>* tickets = nullptr;
    std::size_t come = 0;              // so many of the tickets have come
    std::size_t called = 0;            // so many calls took somebody from here
    std::vector<std::size_t> waiting;  // their indices, in the order of arrival

    void admit_before(int minute) {
        while (come < tickets->size() && (*tickets)[come].arrival_minute < minute) waiting.push_back(come++);
    }
    int arrival(std::size_t position) const { return (*tickets)[waiting[position]].arrival_minute; }
    // The oldest place: strict order would have reached just there.
    int oldest_place() const { return (*tickets)[called].arrival_minute; }
};

class OfficeDay {
  public:
    OfficeDay(const RecordedDay& day, const CallOrder& order)
        : order_(order), ordering_(ordering_of(order.whom)) {
        for (const auto& [name, tickets] : day) {
            for (const RecordedTicket& ticket : tickets)
                calls_.emplace_back(ticket.call_minute(), queues_.size(), ticket.number);
            queues_.push_back({&tickets, 0, 0, {}});
        }
        std::sort(calls_.begin(), calls_.end());
    }

    std::vector<int> play() {
        std::vector<int> waits;
        for (const auto& [minute, queue, number] : calls_) waits.push_back(call(minute, queue));
        return waits;
    }

  private:
    // The wait of the one called.
    int call(int minute, std::size_t own) {
        gather(minute, own);
        // Calls go before arrivals of the same minute, unless nobody else is there.
        if (lines_.empty()) gather(minute + 1, own);
        assert(!lines_.empty());
        const Chosen chosen = choose(minute);
        QueueNow& queue = queues_[line_queues_[chosen.line]];
        const int wait = minute - queue.arrival(chosen.position);
        if (moment(minute) - moment(queue.oldest_place()) >= ordering_.long_wait) strained_ = true;
        ++queue.called;
        queue.waiting.erase(queue.waiting.begin() + static_cast<std::ptrdiff_t>(chosen.position));
        return wait;
    }

    // The lines this call is offered, with those who came before `end`.
    void gather(int end, std::size_t own) {
        lines_.clear();
        line_queues_.clear();
        for (std::size_t i = 0; i < queues_.size(); ++i) {
            if (order_.from == CallsFrom::own_queue && i != own) continue;
            queues_[i].admit_before(end);
            if (queues_[i].waiting.empty()) continue;
            lines_.push_back(line_of(i));
            line_queues_.push_back(i);
        }
    }

    hall::Candidate candidate(std::size_t queue, std::size_t position) const {
        const hall::Timestamp came = moment(queues_[queue].arrival(position));
        // Among those of one minute the queues take turns by their names.
        return {came, came, hall::TicketId{queue << 32U | queues_[queue].waiting[position]}, position};
    }

    hall::Line line_of(std::size_t number) const {
        hall::Line line;
        line.oldest = candidate(number, 0);
        line.place = moment(queues_[number].oldest_place());
        line.waiting = static_cast<int>(queues_[number].waiting.size());
        line.norm = norm_wait;
        line.usual = usual_service;
        return line;
    }

    // The longest waiting of a line who has waited at most `limit`.
    std::optional<hall::Candidate> within(std::size_t line, int minute, hall::Seconds limit) const {
        const QueueNow& queue = queues_[line_queues_[line]];
        const auto first =
            std::partition_point(queue.waiting.begin(), queue.waiting.end(), [&](std::size_t index) {
                return moment(minute) - moment((*queue.tickets)[index].arrival_minute) > limit;
            });
        if (first == queue.waiting.end()) return std::nullopt;
        return candidate(line_queues_[line], static_cast<std::size_t>(first - queue.waiting.begin()));
    }

    Chosen choose(int minute) {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            lines_[i].within_norm = within(i, minute, norm_wait);
            lines_[i].within_long = within(i, minute, hall::long_wait_of(ordering_, norm_wait));
        }
        if (order_.whom == CallsWhom::bound) return in_time_first(lines_);
        const auto picked = hall::pick(lines_, ordering_, {moment(minute), norm_wait, 0, strained_});
        return {picked.value().line, picked.value().candidate.tag};
    }

    CallOrder order_;
    hall::Ordering ordering_;
    std::vector<QueueNow> queues_;
    std::vector<std::tuple<int, std::size_t, int>> calls_;  // minute, queue, number
    std::vector<hall::Line> lines_;
    std::vector<std::size_t> line_queues_;  // which queue each line is
    bool strained_ = false;                 // a long wait was unavoidable already that day
};

}  // namespace

std::vector<int> waits_in(const CallOrder& order, const RecordedDay& day) {
    std::vector<int> waits = OfficeDay(day, order).play();
    std::sort(waits.begin(), waits.end());
    return waits;
}

std::vector<int> waits_in(const CallOrder& order, const RecordedOffices& offices) {
    std::vector<int> waits;
    for (const auto& [name, days] : offices)
        for (const auto& [date, day] : days) {
            const auto of_day = OfficeDay(day, order).play();
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
    const auto sum = std::accumulate(ascending_waits.begin(), ascending_waits.end(), 0LL);
    figures.mean_minutes = static_cast<double>(sum) / count;
    figures.over_20_percent = percent_over(20);
    figures.over_45_percent = percent_over(45);
    figures.p95_minutes = ascending_waits[(ascending_waits.size() * 95 + 99) / 100 - 1];
    figures.longest_minutes = ascending_waits.back();
    return figures;
}

}  // namespace okno::simulation
