#include "dispatcher/forecaster.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "hall/evolve.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_forecasts{250};
constexpr std::chrono::seconds at_the_latest{10};  // time alone changes a forecast too
constexpr std::chrono::seconds between_advice{30};
constexpr int share_of_a_core = 5;  // at most a fifth of one
constexpr int niceness = 10;        // commands go first
// More than that wait in no hall: beyond it nobody is told a time, and the futures would be played for hours.
constexpr std::size_t waiting_at_most = 2000;
// The advice plays each future to the end of the day, with each closed window in turn: more than that wait,
// and the next forecast would be late.
constexpr std::size_t advised_at_most = 500;

std::size_t waiting(const hall::State& state) {
    std::size_t all = 0;
    for (const auto& [destination, queue] : state.queues) all += queue.size();
    return all;
}

platform::SteadyTime::duration rest_after(platform::SteadyTime::duration work) {
    return work * (share_of_a_core - 1);
}

// After it another advice may hold.
bool changes_the_windows(const hall::Fact& fact) {
    return std::holds_alternative<hall::WindowOpened>(fact) ||
           std::holds_alternative<hall::WindowClosed>(fact) ||
           std::holds_alternative<hall::WindowPaused>(fact) ||
           std::holds_alternative<hall::WindowResumed>(fact) ||
           std::holds_alternative<hall::PlanAdopted>(fact) ||
           std::holds_alternative<hall::ServicesAssigned>(fact) ||
           std::holds_alternative<hall::DayStarted>(fact);
}

}  // namespace

Forecaster::Forecaster(hall::State state, protocol::Sequence number)
    : state_(std::move(state)), number_(number) {
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
    if (!ready_.hear()) return std::nullopt;
    const std::lock_guard hold(lock_);
    return std::exchange(finished_, std::nullopt);
}

void Forecaster::run() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    while (wait_for_work()) {
        fold();
        const platform::Instant begun = platform::read_clock();
        const hall::Timestamp at = std::max<hall::Timestamp>(begun.wall, state_.latest);
        hall::Forecast forecast{at, {}, {}, {}};
        if (hall::has_plan(state_) && waiting(state_) <= waiting_at_most)
            forecast = hall::forecast(state_, at);
        publish(forecast);
        const auto now = platform::read_clock().steady;
        not_before_ =
            now + std::max<platform::SteadyTime::duration>(between_forecasts, rest_after(now - begun.steady));
        // The advice is thought about in the rest after a forecast, which it does not prolong.
        if (now >= advise_from_ && advise(at)) publish(forecast);
        not_after_ = std::max(not_before_, std::min(now + at_the_latest, advise_from_));
    }
}

void Forecaster::fold() {
    for (const Recorded& recorded : folding_) {
        if (changes_the_windows(recorded.event.fact)) {
            advice_.reset();
            advise_from_ = advice_rests_until_;
        }
        state_ = hall::evolve(std::move(state_), recorded.event);
        number_ = recorded.number;
    }
}

// Whether there is news of it.
bool Forecaster::advise(hall::Timestamp at) {
    const auto begun = platform::read_clock().steady;
    auto found = hall::has_plan(state_) && waiting(state_) <= advised_at_most ? hall::advice(state_, at)
                                                                              : std::nullopt;
    const auto now = platform::read_clock().steady;
    advice_rests_until_ = now + rest_after(now - begun);
    advise_from_ = std::max<platform::SteadyTime>(now + between_advice, advice_rests_until_);
    if (found == advice_) return false;
    advice_ = std::move(found);
    return true;
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

void Forecaster::publish(hall::Forecast forecast) {
    forecast.advice.reset();
    Finished finished{number_, protocol::to_json(forecast).dump(), {}};
    forecast.advice = advice_;
    finished.for_staff = protocol::to_json(forecast).dump();
    {
        const std::lock_guard hold(lock_);
        finished_ = std::move(finished);
    }
    ready_.ring();
}

}  // namespace okno::dispatcher
