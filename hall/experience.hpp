// What the hall has learnt of itself from its own events: how long services take, how fast the operators are,
// how many visitors come when. A part of the state, folded by `evolve`, so that a restart forgets nothing.
// Whole numbers only: the same journal gives the same experience on every machine. Old days fade.
#pragma once

#include <map>
#include <optional>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

// Durations, counted in bins that grow by 2^(1/4) (19 %) from 5 s up; robust against a forgotten window, and
// of any shape. At `durations_remembered` all counts are halved: the recent weighs more.
inline constexpr int duration_bins = 48;
inline constexpr int durations_remembered = 512;

// [lower edge of `bin`, lower edge of bin + 1); bin 0 begins at 0, the last has no end. 0 ≤ bin ≤
// duration_bins.
Milliseconds bin_edge(int bin);

class Durations {
  public:
    void add(Milliseconds duration);
    int total() const { return total_; }
    // By bin; bins without any are not there.
    const std::map<int, int>& counts() const { return counts_; }
    // Of the middles of the bins; nothing when empty. `at_most`: longer ones count as that.
    std::optional<Milliseconds> mean(Milliseconds at_most = Milliseconds::max()) const;
    // From a snapshot; false when a bin or a count is out of range.
    bool restore(const std::map<int, int>& counts);
    bool operator==(const Durations&) const = default;

  private:
    std::map<int, int> counts_;
    int total_ = 0;
};

// How fast an operator is: what the services took, and what the hall's operators together would have taken.
struct Pace {
    Seconds spent{};
    Seconds usual{};
    bool operator==(const Pace&) const = default;
};

// Visitors who came, by half hour: `usual` by weekday and half hour (Monday's first is 0) in thousandths of a
// visitor, smoothed over the weeks; `today` by half hour.
struct Arrivals {
    std::map<int, int> usual;
    std::map<int, int> today;
    bool operator==(const Arrivals&) const = default;
};
inline constexpr int half_hours = 48;
inline constexpr std::chrono::minutes half_hour{30};
// Of the day's first half hour in a week that begins on Monday: 0, 48, … 288.
int first_half_hour(LocalDay day);
// Of `usual`: such a weekday was learnt, whose first half hour in the week is `first`.
bool knows_weekday(const std::map<int, int>& usual, int first);

// How long somebody worked at a window, by half hour: `usual` by weekday and half hour in thousandths of it,
// smoothed over the weeks; `today` in whole seconds. By the window, never by the person.
struct Presence {
    std::map<int, int> usual;
    std::map<int, int> today;
    bool operator==(const Presence&) const = default;
};

// Waits that have ended today with a first call, for the average against the norm.
struct Waits {
    int count = 0;
    Milliseconds sum{};
    bool operator==(const Waits&) const = default;
};

struct Experience {
    std::map<ServiceId, Durations> occupied;  // a window, from the call to the moment it is free again
    Durations turnaround;                     // free, while somebody waited, until the call
    std::map<OperatorId, Pace> pace;          // staff only
    std::map<ServiceId, int> issued;          // tickets, halved together when one reaches `issued_remembered`
    std::map<KindId, Arrivals> arrivals;
    std::map<KindId, Waits> waits;
    std::map<WindowId, Presence> presence;
    bool operator==(const Experience&) const = default;
};
inline constexpr int issued_remembered = 4096;
inline constexpr Seconds pace_remembered{40 * 3600};

// The folds. `usual` is what the service takes by the hall's experience so far.
void learn_arrival(Experience& experience, const KindId& kind, const ServiceId& service, LocalTime at);
void learn_wait(Experience& experience, const KindId& kind, Milliseconds waited);
void learn_turnaround(Experience& experience, Milliseconds idle);
void learn_service(Experience& experience, const ServiceId& service, const OperatorId& person,
                   Milliseconds occupied);
// Somebody worked at the window in [from, until) of one local day.
void learn_presence(Experience& experience, WindowId window, LocalTime from, LocalTime until);
void learn_day(Experience& experience, LocalDay ended);

}  // namespace okno::hall
