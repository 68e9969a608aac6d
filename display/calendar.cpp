#include "display/calendar.hpp"

#include <spdlog/fmt/fmt.h>

#include "words/dates.hpp"

namespace okno::display {

std::string date_text(const words::Languages& languages, hall::LocalDay day) {
    const std::string date =
        words::date(languages, std::chrono::year_month_day{std::chrono::sys_days{day.time_since_epoch()}});
    return words::filled(words::text(languages, "{weekday}, {date}"),
                         {{"weekday", words::weekday(languages, std::chrono::weekday{day})}, {"date", date}});
}

std::string clock_text(hall::LocalTime time) {
    const auto since_midnight =
        std::chrono::duration_cast<std::chrono::minutes>(time - std::chrono::floor<std::chrono::days>(time));
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

}  // namespace okno::display
