// Computes the wait estimates beside the dispatcher's loop, so that they never delay a command. It follows
// the journal as any other follower does: it gets the events of each turn, folds a state of its own and plays
// its futures there. Now and then it also thinks about the norms, for the manager. Owns one thread; the two
// sides exchange values under one lock and share nothing else.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "dispatcher/recorded.hpp"
#include "hall/forecast.hpp"
#include "hall/state.hpp"
#include "platform/clock.hpp"
#include "platform/wake_up.hpp"

namespace okno::dispatcher {

class Forecaster {
  public:
    struct Finished {
        protocol::Sequence number = 0;  // of the last event the forecast knows
        std::string for_public;         // SPEC.md, "Forecasts"
        std::string for_staff;          // the same, with the advice
    };

    Forecaster(hall::State state, protocol::Sequence number);
    ~Forecaster();
    Forecaster(const Forecaster&) = delete;
    Forecaster& operator=(const Forecaster&) = delete;

    void hear(const std::vector<Recorded>& events);

    // Readable when a forecast is ready, and until it is taken.
    int descriptor() const { return ready_.descriptor(); }
    std::optional<Finished> take();

  private:
    void run();
    bool wait_for_work();
    void fold();
    bool advise(hall::Timestamp at);
    void publish(hall::Forecast forecast);

    hall::State state_;  // the thread's alone from here …
    protocol::Sequence number_;
    std::vector<Recorded> folding_;
    std::optional<hall::Advice> advice_;
    platform::SteadyTime advise_from_{};
    platform::SteadyTime advice_rests_until_{};
    platform::SteadyTime not_before_{};
    platform::SteadyTime not_after_{};  // … to here

    std::mutex lock_;  // of what follows
    std::condition_variable changed_;
    std::vector<Recorded> heard_;
    std::optional<Finished> finished_;
    bool ends_ = false;

    platform::WakeUp ready_;
    std::thread thread_;
};

}  // namespace okno::dispatcher
