// How long the next visitor of a queue will wait, learnt from nothing but the queue's own arrivals and calls:
// for halls of which the service times, windows and bookings are not known. Six simple guesses (the last
// wait, its moving mean, place ÷ rate of the last hour and of the last two, place ÷ this hour's usual rate,
// the recent wait per place) are mixed on a logarithmic scale; the weights are the office's own and are
// solved anew each night, from equal sixths on. Pure: events in the order of time, no clock, no chance. Not
// the hall's forecast (hall/forecast.hpp), which knows more.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace okno::simulation {

struct LineEstimate {
    double minutes = 0;
    int low_minutes = 0;   // eight of ten waits are meant to lie between low and high, both included
    int high_minutes = 0;  // whole minutes, as a visitor is told them
    bool operator==(const LineEstimate&) const = default;
};

// One office: its queues share the weights, each has its own memory. Minutes count from midnight of the day
// and never go back within it; they end with the second day (0 to 2879).
class LineEstimator {
  public:
    static constexpr std::size_t feature_count = 9;
    using Vector = std::array<double, feature_count>;

    // The visitor takes a place at the end. Numbers of a queue grow; those left out since the last one are
    // counted as called already: nobody saw them wait.
    LineEstimate arrive(std::string_view queue, int ticket, int minute);
    // Asserts that the ticket waits in this queue.
    void call(std::string_view queue, int ticket, int minute);
    // Out of the queue without a call: nothing is learnt from it.
    void leave(std::string_view queue, int ticket, int minute);
    // Whoever still waits is forgotten.
    void end_day();

    const Vector& weights() const { return weights_; }

  private:
    static constexpr std::size_t hours = 48;
    static constexpr std::size_t bin_count = 5;

    struct Place {
        int ticket = 0;
        int arrival_minute = 0;
        double guess = 0;  // on the logarithmic scale
        Vector features{};
        std::size_t ahead = 0;
        std::size_t bin = 0;
        int low_minutes = 0, high_minutes = 0;
    };
    struct CallCount {
        int minute = 0;
        int calls = 0;  // of the day so far
    };
    // What a queue knows of today.
    struct Today {
        std::deque<Place> waiting;
        std::vector<CallCount> calls;  // ascending
        int called = 0;
        std::optional<int> last_number;
        std::optional<int> opening;       // minute of the first ticket
        std::optional<double> last_wait;  // minutes
        double mean_wait = 0;             // moving mean on the scale; valid with last_wait, like the next two
        double mean_log_wait = 0, mean_log_place = 0;
        std::array<int, hours> busy_minutes{}, hour_calls{};
        int clock = 0;  // the minute up to which busy_minutes is counted
    };
    struct Queue {
        Today today;
        std::optional<double> level;                       // long-run wait on the scale
        std::array<std::optional<double>, hours> rates{};  // calls a minute while somebody waited, by hour
    };

    static void move_clock(Today& today, int minute);
    static void count_calls(Today& today, int minute, int calls);
    static int calls_since(const Today& today, int minute);
    static Vector features(const Queue& queue, int minute);
    static Place take_out(Today& today, int ticket);
    void learn(const Place& place, double wait);
    void solve_weights();

    std::map<std::string, Queue, std::less<>> queues_;
    Vector weights_ = prior;
    // Sums of the weighted least squares over all called tickets so far.
    std::array<Vector, feature_count> products_{};
    Vector targets_{};
    // How far below and above the guess the range reaches, by size of the guess.
    std::array<double, bin_count> below_{-0.35, -0.35, -0.35, -0.35, -0.35};
    std::array<double, bin_count> above_{0.45, 0.45, 0.45, 0.45, 0.45};

    static constexpr double sixth = 1.0 / 6;
    static constexpr Vector prior{0, sixth, sixth, sixth, sixth, sixth, sixth, 0, 0};
};

}  // namespace okno::simulation
