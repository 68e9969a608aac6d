#include "simulation/reference_rules.hpp"

#include <algorithm>
#include <cassert>

namespace okno::simulation {

namespace {

constexpr int hour = 60;
constexpr double longest_minutes = 180;  // place ÷ rate says no more

}  // namespace

ReferenceEstimates ReferenceQueue::arrive(int number, int minute) {
    if (calls_.empty() && waiting_.empty()) before_first_ = (number - 1) / 100 * 100;
    const auto ahead = static_cast<int>(waiting_.size());
    waiting_.push_back({number, minute});
    note(minute);

    ReferenceEstimates told;
    told.waits_known = static_cast<int>(calls_.size());
    told.calls_last_hour =
        static_cast<int>(calls_.end() - std::upper_bound(calls_.begin(), calls_.end(), minute - hour));
    if (last_wait_) told.last_wait = *last_wait_;
    const int numbers = waiting_.front().number - 1 - number_called(minute - hour);
    told.position_by_rate =
        numbers > 0 ? std::min(longest_minutes, static_cast<double>(ahead * hour) / numbers) : told.last_wait;
    if (told.last_wait) told.half_and_half = (*told.last_wait + *told.position_by_rate) / 2;
    const HourOfWaits& usual = earlier_days_[static_cast<std::size_t>(minute / hour)];
    if (usual.count > 0) told.history = static_cast<double>(usual.minutes) / usual.count;
    return told;
}

void ReferenceQueue::call(int minute) {
    assert(!waiting_.empty());
    const Waiting called = waiting_.front();
    waiting_.pop_front();
    calls_.push_back(minute);
    last_called_ = called.number;
    last_wait_ = minute - called.arrival_minute;
    HourOfWaits& of_hour = today_[static_cast<std::size_t>(called.arrival_minute / hour)];
    ++of_hour.count;
    of_hour.minutes += *last_wait_;
    note(minute);
}

void ReferenceQueue::end_day() {
    for (std::size_t i = 0; i < today_.size(); ++i) {
        earlier_days_[i].count += today_[i].count;
        earlier_days_[i].minutes += today_[i].minutes;
    }
    const auto kept = earlier_days_;
    *this = {};
    earlier_days_ = kept;
}

// As it was known at the end of `minute`.
int ReferenceQueue::number_called(int minute) const {
    const auto after = std::upper_bound(numbers_.begin(), numbers_.end(), minute,
                                        [](int at, const NumberCalled& then) { return at < then.minute; });
    return after == numbers_.begin() ? before_first_ : std::prev(after)->number;
}

// All below the first one waiting were called; with nobody waiting, all up to the last one called.
void ReferenceQueue::note(int minute) {
    numbers_.push_back({minute, waiting_.empty() ? last_called_ : waiting_.front().number - 1});
}

}  // namespace okno::simulation
