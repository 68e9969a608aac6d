// Where a visit at the kiosk stands. Plain data; the flow goes from one to the next.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "hall/ids.hpp"
#include "kiosk/typed_number.hpp"
#include "kiosk/unsettled.hpp"
#include "platform/clock.hpp"
#include "protocol/link.hpp"

namespace okno::kiosk {

// The ticket on the screen. One that the kiosk gave by itself has no id yet: 0.
struct Shown {
    hall::TicketId ticket;
    hall::TicketNumber number;
};

struct Welcome {
    std::size_t page = 0;  // of languages
};
struct Browsing {
    std::optional<hall::GroupId> group;
    std::size_t page = 0;
};
// Where a visitor goes on who has gone aside; empty: the welcome.
using Aside = std::optional<Browsing>;

// A service has been touched, but there is something to be said or asked before a ticket is taken.
struct Asking {
    Browsing from;
    hall::ServiceId service;
    enum class What { closed, closed_today, details, full, warned, category } what{};
    std::size_t page = 0;
};
// The visitor says what would make the screen easier.
struct Helping {
    Aside from;
    std::size_t page = 0;
};
// The number of a service, for who knows it or has a pad of digits; and then the language, if nobody could
// choose one yet.
struct Finding {
    Aside from;
    TypedNumber number;
    std::optional<hall::ServiceId> found{};
    std::size_t page = 0;  // of languages
};
// Somebody of the staff has been called to this kiosk.
struct CallingStaff {
    Aside from;
    protocol::RequestId id;
    platform::SteadyTime since;
    enum class How { asked, heard, failed } how{};
    std::optional<hall::Timestamp> earlier{};  // a call that has been answered already
};
struct Taking {
    Unsettled touch;
    platform::SteadyTime until;
};
struct Issued {
    Shown shown;
    hall::ServiceId service;
    platform::SteadyTime since;
    hall::Timestamp taken{};
    std::optional<platform::SteadyTime> written_from{};  // the number alone, to be written down
};
struct Refused {
    protocol::Refusal refusal;
    platform::SteadyTime since;
};
// What a visitor thinks of a visit that has ended: the language where it cannot be chosen beside, the
// ticket's number, a score, a topic.
struct Rating {
    enum class Step { language, number, which, score, topic, sent, thanked, failed } step{};
    TypedNumber typed{};
    std::optional<hall::TicketNumber> visit{};
    int score = 0;
    protocol::RequestId id{};
    platform::SteadyTime since{};  // of the last step
    std::size_t page = 0;
    protocol::Refusal refusal{};  // why it has failed; without a code: no word has come
};

using Stage =
    std::variant<Welcome, Browsing, Asking, Helping, Finding, CallingStaff, Taking, Issued, Refused, Rating>;

}  // namespace okno::kiosk
