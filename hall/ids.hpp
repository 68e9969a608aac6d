// The names of things in a hall. Each is a type of its own, so that a window cannot be passed for a ticket.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace okno::hall {

template <class Tag, class Value>
struct Id {
    Value value{};
    auto operator<=>(const Id&) const = default;
};

using WindowId = Id<struct WindowTag, int>;              // the number painted above the window
using TicketId = Id<struct TicketTag, std::uint64_t>;    // unique in the life of a journal; never shown
using ServiceId = Id<struct ServiceTag, std::string>;    // the plan's word, e.g. "contract"
using GroupId = Id<struct GroupTag, std::string>;        // a tile of the first level, e.g. "individuals"
using KindId = Id<struct KindTag, std::string>;          // a kind of window: "specialist", "cashier"
using Language = Id<struct LanguageTag, std::string>;    // ISO 639: "ru", "en"
using DeviceId = Id<struct DeviceTag, std::string>;      // the name of a key: "kiosk-1", "console"
using OperatorId = Id<struct OperatorTag, std::string>;  // a log-in name
using ReasonId = Id<struct ReasonTag, std::string>;      // why a window pauses: "lunch"
using AreaId = Id<struct AreaTag, std::string>;          // a part of the hall: "cash-desks"
using StageId = Id<struct StageTag, std::string>;        // a stage of a service (§71): "greeting"
using CategoryId = Id<struct CategoryTag, std::string>;  // why somebody goes earlier: "disabled"
using OutcomeId = Id<struct OutcomeTag, std::string>;    // how a service ended: "consultation"
using TopicId = Id<struct TopicTag, std::string>;        // what a rating is about: "waiting"
using PanicZoneId = Id<struct PanicZoneTag, int>;        // a place somebody may call for help at, 1..999

// What the visitor reads: the letter of the service and a count that starts anew each day. "A012".
struct TicketNumber {
    std::string letter;
    int ordinal = 0;
    auto operator<=>(const TicketNumber&) const = default;
};

// "A012": at least three digits.
std::string to_string(const TicketNumber& number);

}  // namespace okno::hall
