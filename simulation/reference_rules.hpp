// What four simple rules would have told a visitor, as the measure of anything cleverer. One queue: arrivals
// and calls in the order of time, and from them alone the last wait (LES, last to enter service), the place ÷
// the calls of the last hour, half of each, and the mean of this hour on earlier days. Ticket numbers that
// were never seen waiting count as calls: they were issued and called between two looks.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace okno::simulation {

struct ReferenceEstimates {
    int waits_known = 0;      // calls of this queue seen today
    int calls_last_hour = 0;  // of them, in the last 60 minutes
    std::optional<double> last_wait, position_by_rate, half_and_half, history;  // minutes
};

class ReferenceQueue {
  public:
    ReferenceEstimates arrive(int number, int minute);
    // The first one waiting; asserts that there is one.
    void call(int minute);
    void end_day();

  private:
    struct Waiting {
        int number = 0;
        int arrival_minute = 0;
    };
    struct NumberCalled {
        int minute = 0;
        int number = 0;
    };
    struct HourOfWaits {
        int count = 0;
        int minutes = 0;
    };

    int number_called(int minute) const;
    void note(int minute);

    std::deque<Waiting> waiting_;
    std::vector<int> calls_;             // minutes, ascending
    std::vector<NumberCalled> numbers_;  // the highest number known to be called, as it grew
    std::optional<int> last_wait_;
    int last_called_ = 0;
    int before_first_ = 0;
    std::array<HourOfWaits, 24> earlier_days_{}, today_{};  // by the hour of arrival
};

}  // namespace okno::simulation
