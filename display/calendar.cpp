#include "display/calendar.hpp"

#include <spdlog/fmt/fmt.h>

#include <array>

namespace okno::display {

namespace {

struct Calendar {
    std::array<const char*, 7> days;     // Sunday first, as std::chrono counts
    std::array<const char*, 12> months;  // as after a day's number
};

constexpr Calendar russian{
    {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
     "ноября", "декабря"}};
constexpr Calendar english{{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
                           {"January", "February", "March", "April", "May", "June", "July", "August",
                            "September", "October", "November", "December"}};

}  // namespace

std::string date_text(const hall::Language& language, hall::LocalDay day) {
    const Calendar& calendar = language.value == "ru" ? russian : english;
    const std::chrono::year_month_day date{day};
    const std::chrono::weekday weekday{day};
    return fmt::format("{}, {} {}", calendar.days[weekday.c_encoding()], static_cast<unsigned>(date.day()),
                       calendar.months[static_cast<unsigned>(date.month()) - 1]);
}

std::string clock_text(hall::LocalTime time) {
    const auto since_midnight =
        std::chrono::duration_cast<std::chrono::minutes>(time - std::chrono::floor<std::chrono::days>(time));
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

}  // namespace okno::display
