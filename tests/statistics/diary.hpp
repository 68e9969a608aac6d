// Days written down by hand, event by event, small enough to be counted on paper.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <utility>
#include <vector>

#include "tests/hall/small_hall.hpp"
#include "tests/statistics/scratch_database.hpp"

namespace okno::test {

inline const hall::LocalDay today = first_day;
inline const hall::Author kiosk{hall::DeviceId{"kiosk-1"}, {}};
inline const hall::Author anna{hall::DeviceId{"console"}, hall::OperatorId{"anna"}};
inline const hall::Author keypad{hall::DeviceId{"bridge-1"}, {}};
inline const hall::KindId specialist{"specialist"};
inline const hall::KindId cashier{"cashier"};
inline constexpr hall::WindowId three{3};
inline constexpr hall::WindowId seven{7};

// Events written down by hand, at times of the small hall's first day.
class Diary {
  public:
    Diary() { write(std::chrono::hours{8}, kiosk, hall::PlanAdopted{small_plan()}); }

    void write(hall::Milliseconds time_of_day, const hall::Author& author, hall::Fact fact) {
        const hall::Timestamp at = test::at(today, hall::Seconds{0}) + time_of_day;
        entries.push_back({entries.size() + 1, hall::Event{at, author, std::move(fact)}});
    }
    void take(hall::Milliseconds time_of_day, std::uint64_t ticket, const char* service = "contract") {
        write(time_of_day, kiosk,
              hall::TicketTaken{
                  hall::TicketId{ticket}, {"A", static_cast<int>(ticket)}, hall::ServiceId{service}, {}});
    }

    std::vector<statistics::Entry> entries;
};

inline std::unique_ptr<statistics::Statistics> told(const ScratchDatabase& database, const Diary& diary) {
    auto statistics = database.open();
    REQUIRE(statistics->apply(diary.entries));
    return statistics;
}

}  // namespace okno::test
