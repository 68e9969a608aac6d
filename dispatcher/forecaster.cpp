#include "dispatcher/forecaster.hpp"

#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "hall/evolve.hpp"
#include "hall/forecast.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_forecasts{250};
constexpr std::chrono::seconds at_the_latest{10};  // time alone changes a forecast too
constexpr int share_of_a_core = 5;                 // at most a fifth of one
constexpr int niceness = 10;                       // commands go first
// More than that wait in no hall: beyond it nobody is told a time, and the futures would be played for hours.
constexpr std::size_t waiting_at_most = 2000;

std::size_t waiting(const hall::State& state) {
    std::size_t all = 0;
    for (const auto& [destination, queue] : state.queues) all += queue.size();
    return all;
}

}  // namespace

Forecaster::Forecaster(hall::State state, protocol::Sequence number)
    : state_(std::move(state)), number_(number), ready_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!ready_) throw std::runtime_error("no event descriptor is to be had");
    thread_ = std::thread([this] { run(); });
}

Forecaster::~Forecaster() {
    {
        const std::lock_guard hold(lock_);
        ends_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Forecaster::hear(const std::vector<Recorded>& events) {
    if (events.empty()) return;
    {
        const std::lock_guard hold(lock_);
        heard_.insert(heard_.end(), events.begin(), events.end());
    }
    changed_.notify_one();
}

std::optional<Forecaster::Finished> Forecaster::take() {
    std::uint64_t count = 0;
    if (::read(ready_.get(), &count, sizeof count) < 0) return std::nullopt;
    const std::lock_guard hold(lock_);
    return std::exchange(finished_, std::nullopt);
}

void Forecaster::run() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    while (wait_for_work()) {
        for (const Recorded& recorded : folding_) {
            state_ = hall::evolve(std::move(state_), recorded.event);
            number_ = recorded.number;
        }
        const platform::Instant begun = platform::read_clock();
        hall::Forecast forecast{begun.wall, {}, {}};
        if (hall::has_plan(state_) && waiting(state_) <= waiting_at_most)
            forecast = hall::forecast(state_, std::max<hall::Timestamp>(begun.wall, state_.latest));
        publish({number_, protocol::to_json(forecast).dump()});
        const auto now = platform::read_clock().steady;
        const auto rest = std::max<platform::SteadyTime::duration>(
            between_forecasts, (now - begun.steady) * (share_of_a_core - 1));
        not_before_ = now + rest;
        not_after_ = now + std::max<platform::SteadyTime::duration>(rest, at_the_latest);
    }
}

// Sleeps until there are events (or the forecast has grown old), and the last one is long enough ago.
bool Forecaster::wait_for_work() {
    std::unique_lock hold(lock_);
    changed_.wait_until(hold, not_after_, [this] { return ends_ || !heard_.empty(); });
    changed_.wait_until(hold, not_before_, [this] { return ends_; });
    folding_.clear();
    folding_.swap(heard_);
    return !ends_;
}

void Forecaster::publish(Finished finished) {
    {
        const std::lock_guard hold(lock_);
        finished_ = std::move(finished);
    }
    const std::uint64_t one = 1;
    // Only a counter at its end could refuse this, and it is read each time.
    if (::write(ready_.get(), &one, sizeof one) < 0) throw std::runtime_error("a forecast cannot be told");
}

}  // namespace okno::dispatcher
