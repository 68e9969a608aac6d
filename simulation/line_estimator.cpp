#include "simulation/line_estimator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace okno::simulation {

namespace {

// The same for every office; set once as round numbers. Halving or doubling one moves the error on the
// recorded days by at most 0.2 min (docs/estimates.md).
constexpr double shift_minutes = 8;            // the scale is ln(minutes + 8): short waits do not rule it
constexpr double longest_guess_minutes = 240;  // no single guess says more
constexpr double longest_told_minutes = 1440;  // no visitor is told more than a day
constexpr double first_guess_minutes = 8;      // a queue of which nothing is known
constexpr double pseudo_calls = 0.7;           // added to a count of calls, which then is never zero
constexpr double least_rate = 0.01;            // calls a minute
constexpr double newest_wait = 0.2;            // weight of the newest wait in its moving mean
constexpr double newest_place = 0.25;          // the same for the wait per place
constexpr double level_step = 0.03;
constexpr double newest_day = 0.3;       // in an hour's usual rate
constexpr int busy_at_least = 30;        // minutes somebody must have waited for an hour to count
constexpr double least_residual = 0.05;  // below it a ticket's weight grows no more
constexpr double prior_tickets = 50;     // the prior weighs as much as so many tickets
constexpr double range_step = 0.03;
constexpr double share_outside = 0.1;                      // on either side of the range
constexpr std::array<double, 4> bin_edges{8, 15, 30, 60};  // minutes

double to_scale(double minutes) {
    return std::log(std::max(minutes, 0.0) + shift_minutes);
}
double from_scale(double value) {
    return std::min(std::exp(value) - shift_minutes, longest_told_minutes);
}
double guess_of(double minutes) {
    return to_scale(std::min(longest_guess_minutes, minutes));
}
int told(double value) {
    return static_cast<int>(std::floor(std::max(0.0, from_scale(value)) + 0.5));
}
std::size_t hour_of(int minute) {
    return static_cast<std::size_t>(minute / 60);
}
// A queue's numbers begin at a hundred: 1, 501, 601.
int number_before_first(int number) {
    return (number - 1) / 100 * 100;
}

// Gauss with partial pivoting; symmetric and positive definite thanks to the prior on the diagonal.
template <std::size_t N>
std::array<double, N> solve(std::array<std::array<double, N>, N> a, std::array<double, N> b) {
    for (std::size_t i = 0; i < N; ++i) {
        std::size_t pivot = i;
        for (std::size_t r = i + 1; r < N; ++r)
            if (std::abs(a[r][i]) > std::abs(a[pivot][i])) pivot = r;
        std::swap(a[i], a[pivot]);
        std::swap(b[i], b[pivot]);
        for (std::size_t r = i + 1; r < N; ++r) {
            const double factor = a[r][i] / a[i][i];
            for (std::size_t c = i; c < N; ++c) a[r][c] -= factor * a[i][c];
            b[r] -= factor * b[i];
        }
    }
    for (std::size_t i = N; i-- > 0;) {
        double known = 0;
        for (std::size_t c = i + 1; c < N; ++c) known += a[i][c] * b[c];
        b[i] = (b[i] - known) / a[i][i];
    }
    return b;
}

}  // namespace

LineEstimate LineEstimator::arrive(std::string_view queue_name, int ticket, int minute) {
    assert(minute >= 0 && hour_of(minute) < hours);
    auto found = queues_.find(queue_name);
    if (found == queues_.end()) found = queues_.emplace(queue_name, Queue{}).first;
    Queue& queue = found->second;
    Today& today = queue.today;
    move_clock(today, minute);
    if (!today.opening) today.opening = minute;
    const int unseen = ticket - 1 - today.last_number.value_or(number_before_first(ticket));
    if (unseen > 0) count_calls(today, minute, unseen);
    today.last_number = ticket;

    Place place{ticket, minute, 0, features(queue, minute), today.waiting.size(), 0, 0, 0};
    for (std::size_t i = 0; i < feature_count; ++i) place.guess += weights_[i] * place.features[i];
    const double minutes = from_scale(place.guess);
    place.bin = static_cast<std::size_t>(std::upper_bound(bin_edges.begin(), bin_edges.end(), minutes) -
                                         bin_edges.begin());
    place.low_minutes = told(place.guess + below_[place.bin]);
    place.high_minutes = told(place.guess + above_[place.bin]);
    today.waiting.push_back(place);
    return {std::max(0.0, minutes), place.low_minutes, place.high_minutes};
}

void LineEstimator::call(std::string_view queue_name, int ticket, int minute) {
    const auto found = queues_.find(queue_name);
    assert(found != queues_.end());
    Queue& queue = found->second;
    Today& today = queue.today;
    move_clock(today, minute);
    const Place place = take_out(today, ticket);
    count_calls(today, minute, 1);

    const double wait = minute - place.arrival_minute;
    const double scaled = to_scale(wait);
    const double log_wait = std::log(std::max(wait, 1.0));
    const double log_place = std::log(static_cast<double>(place.ahead) + 1);
    const bool first = !today.last_wait;
    const auto approach = [first](double& mean, double value, double share) {
        mean = first ? value : mean + share * (value - mean);
    };
    approach(today.mean_wait, scaled, newest_wait);
    approach(today.mean_log_wait, log_wait, newest_place);
    approach(today.mean_log_place, log_place, newest_place);
    today.last_wait = wait;
    // Clipped: one odd day must not move what was learnt in many.
    queue.level =
        queue.level ? *queue.level + level_step * std::clamp(scaled - *queue.level, -1.0, 1.0) : scaled;
    learn(place, wait);
}

void LineEstimator::leave(std::string_view queue_name, int ticket, int minute) {
    const auto found = queues_.find(queue_name);
    assert(found != queues_.end());
    move_clock(found->second.today, minute);
    take_out(found->second.today, ticket);
}

void LineEstimator::end_day() {
    for (auto& [name, queue] : queues_) {
        for (std::size_t hour = 0; hour < hours; ++hour) {
            if (queue.today.busy_minutes[hour] < busy_at_least) continue;
            const double rate = queue.today.hour_calls[hour] / 60.0;
            auto& usual = queue.rates[hour];
            usual = usual ? *usual + newest_day * (rate - *usual) : rate;
        }
        queue.today = {};
    }
    solve_weights();
}

// Adds the minutes somebody waited since the last event to the hours they fell into.
void LineEstimator::move_clock(Today& today, int minute) {
    assert(minute >= today.clock && hour_of(minute) < hours);
    while (!today.waiting.empty() && today.clock < minute) {
        const int until = std::min(minute, (today.clock / 60 + 1) * 60);
        today.busy_minutes[hour_of(today.clock)] += until - today.clock;
        today.clock = until;
    }
    today.clock = minute;
}

void LineEstimator::count_calls(Today& today, int minute, int calls) {
    today.called += calls;
    today.calls.push_back({minute, today.called});
    today.hour_calls[hour_of(minute)] += calls;
}

// Calls later than `minute`.
int LineEstimator::calls_since(const Today& today, int minute) {
    const auto after = std::upper_bound(today.calls.begin(), today.calls.end(), minute,
                                        [](int at, const CallCount& count) { return at < count.minute; });
    return today.called - (after == today.calls.begin() ? 0 : std::prev(after)->calls);
}

// The queue as it stands before the new ticket joins it. In order: a constant; the six guesses (last wait,
// its moving mean, place ÷ rate of 60 and of 120 minutes, place ÷ this hour's usual rate, recent wait per
// place); nobody is ahead; how far the long-run level lies from the last wait.
LineEstimator::Vector LineEstimator::features(const Queue& queue, int minute) {
    const Today& today = queue.today;
    const auto ahead = static_cast<double>(today.waiting.size());
    const double nobody = today.waiting.empty() ? 1 : 0;
    const auto rate = queue.rates[hour_of(minute)];
    const bool has_rate = rate && *rate > 0;
    const double by_hour = has_rate ? guess_of(ahead / std::max(*rate, least_rate)) : 0;
    if (!today.last_wait) {  // nobody was seen called today: live rates say nothing, earlier days speak
        const double level = to_scale(queue.level ? from_scale(*queue.level) : first_guess_minutes);
        return {1, level, level, level, level, has_rate ? by_hour : level, level, nobody, 0};
    }
    const double last = to_scale(*today.last_wait);
    const auto by_rate = [&](int span, int counted_minutes) {
        return guess_of(ahead * span / (calls_since(today, minute - counted_minutes) + pseudo_calls));
    };
    const double hour = by_rate(60, 60);
    const double two_hours = by_rate(std::min(120, minute - *today.opening + 10), 120);
    const double by_place = guess_of(std::exp(today.mean_log_wait - today.mean_log_place) * (ahead + 1));
    return {1,        last,   today.mean_wait,    hour, two_hours, has_rate ? by_hour : hour,
            by_place, nobody, *queue.level - last};
}

LineEstimator::Place LineEstimator::take_out(Today& today, int ticket) {
    const auto found = std::find_if(today.waiting.begin(), today.waiting.end(),
                                    [ticket](const Place& place) { return place.ticket == ticket; });
    assert(found != today.waiting.end());
    Place place = *found;
    today.waiting.erase(found);
    return place;
}

void LineEstimator::learn(const Place& place, double wait) {
    // The range: each bound drifts until a tenth of the waits lies beyond it.
    below_[place.bin] += range_step * (share_outside - (wait < place.low_minutes ? 1 : 0));
    above_[place.bin] += range_step * ((wait > place.high_minutes ? 1 : 0) - share_outside);
    // Squares weighted by 1/|residual| are absolute values: a median, which a few endless waits do not pull.
    const double scaled = to_scale(wait);
    const double weight = 1 / std::max(std::abs(scaled - place.guess), least_residual);
    for (std::size_t i = 0; i < feature_count; ++i) {
        const double weighted = weight * place.features[i];
        targets_[i] += weighted * scaled;
        for (std::size_t j = 0; j < feature_count; ++j) products_[i][j] += weighted * place.features[j];
    }
}

void LineEstimator::solve_weights() {
    auto products = products_;
    auto targets = targets_;
    for (std::size_t i = 0; i < feature_count; ++i) {
        products[i][i] += prior_tickets;
        targets[i] += prior_tickets * prior[i];
    }
    weights_ = solve(products, targets);
}

}  // namespace okno::simulation
