// The plan of a hall: services, windows, norms, schedule, languages. It enters the journal as an event
// (PlanAdopted), so last month is always replayed with last month's plan. Plain data; reading it from a
// file, with line and column in the complaints, is the business of `plan/`.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

using Text = std::map<Language, std::string>;  // the same words in each language of the hall

// Averages over the day that the hall means to hold (customer's standard §72: 20 and 10 minutes).
struct Norm {
    Seconds wait{};
    Seconds service{};
    bool operator==(const Norm&) const = default;
};

// Minutes since local midnight, [opens, closes).
struct OpenHours {
    std::chrono::minutes opens{};
    std::chrono::minutes closes{};
    bool operator==(const OpenHours&) const = default;
};

// Monday first; no value: closed that day.
using WeekSchedule = std::array<std::optional<OpenHours>, 7>;

struct WindowKind {
    KindId id;
    Text name;
    Norm norm;
    WeekSchedule schedule;
    bool operator==(const WindowKind&) const = default;
};

// A tile of the kiosk's first level.
struct ServiceGroup {
    GroupId id;
    Text name;
    bool operator==(const ServiceGroup&) const = default;
};

// A tile of the second level: what a visitor comes for. Services may share a letter and then share its count.
struct Service {
    ServiceId id;
    GroupId group;
    Text name;
    std::string letter;
    KindId kind;
    bool operator==(const Service&) const = default;
};

struct Window {
    WindowId id;
    KindId kind;
    std::vector<ServiceId> services;  // what it serves, in the plan's order
    bool operator==(const Window&) const = default;
};

// How a visitor is called.
struct Calling {
    std::optional<Seconds>
        missed_after;  // this long after the last call nobody came: missed. Empty: never by itself
    Seconds no_show_not_before{};  // an operator's no-show sooner after a call is a slip of the finger
    int recalls_at_most = 0;
    bool operator==(const Calling&) const = default;
};

struct PauseReason {
    ReasonId id;
    Text name;
    bool operator==(const PauseReason&) const = default;
};

struct Outcome {
    OutcomeId id;
    Text name;
    bool operator==(const Outcome&) const = default;
};

struct Plan {
    Text hall;
    Zone zone;
    std::vector<Language> languages;  // the first is the hall's own
    std::vector<WindowKind> kinds;
    std::vector<ServiceGroup> groups;
    std::vector<Service> services;
    std::vector<Window> windows;
    Calling calling;
    std::vector<PauseReason> pause_reasons;
    std::vector<Outcome> outcomes;
    bool outcome_required = false;
    bool operator==(const Plan&) const = default;
};

// Look-ups by id; a null pointer when the plan has no such thing. The pointer lives as long as the plan.
const WindowKind* find(const Plan& plan, const KindId& id);
const ServiceGroup* find(const Plan& plan, const GroupId& id);
const Service* find(const Plan& plan, const ServiceId& id);
const Window* find(const Plan& plan, const WindowId& id);
const PauseReason* find(const Plan& plan, const ReasonId& id);
const Outcome* find(const Plan& plan, const OutcomeId& id);

bool serves(const Window& window, const ServiceId& service);

// The text in `language`; failing that in the plan's first language; failing that any; "" when empty.
const std::string& in(const Text& text, const Language& language, const Plan& plan);

}  // namespace okno::hall
