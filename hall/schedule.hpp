// When the hall is open: hours, breaks, holidays and short days, in the hall's own time zone. At closing no
// more tickets are issued and all issued ones are served (§46); a quarter of an hour before opening the hall
// prepares (§45).
#pragma once

#include <optional>

#include "hall/state.hpp"

namespace okno::hall {

const DayHours& hours_on(const Schedule& schedule, LocalDay day);
bool is_open(const Schedule& schedule, const Zone& zone, Timestamp at);

// The next moment after `at` at which hours begin, and when those that run at `at` end (nothing when closed
// then): each the very moment at which `is_open` changes. So hours that go on over midnight neither end nor
// begin there, and those that the clocks show twice end and begin twice. Nothing within 400 days: never.
std::optional<Timestamp> next_opening(const Schedule& schedule, const Zone& zone, Timestamp at);
std::optional<Timestamp> next_closing(const Schedule& schedule, const Zone& zone, Timestamp at);

// How long it is open from `at`, at which it is open, until the last hours of that day end, however late;
// breaks do not count. Nothing when they never end.
struct HoursLeft {
    Milliseconds open{};
    Timestamp until{};
    bool operator==(const HoursLeft&) const = default;
};
std::optional<HoursLeft> hours_left(const Schedule& schedule, const Zone& zone, Timestamp at);

// Of any service.
bool is_open(const Plan& plan, Timestamp at);
std::optional<Timestamp> next_opening(const Plan& plan, Timestamp at);

enum class Mode { closed, preparing, open, closing };

// Of one service, and of the whole hall (the most awake of its services). Closing: the hours are over, and
// there are visitors yet; but what is about to open prepares, whoever is left of the hours before.
Mode mode_of(const State& state, const Service& service, Timestamp now);
Mode mode_of(const State& state, Timestamp now);

// The first opening of `day` among all services, less the time to prepare; nothing on a day that does not
// open or has begun open at midnight.
std::optional<Timestamp> preparation(const Plan& plan, LocalDay day);
// The end of the last hours of `day` among all services; hours that go on over midnight end on the day after.
// Nothing on a day without hours, and when they do not end on the day after either: that day tells more.
std::optional<Timestamp> last_closing(const Plan& plan, LocalDay day);

}  // namespace okno::hall
