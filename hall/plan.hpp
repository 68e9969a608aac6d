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

#include "hall/area.hpp"
#include "hall/forwarding.hpp"
#include "hall/guidance.hpp"
#include "hall/icon.hpp"
#include "hall/ids.hpp"
#include "hall/nameplate.hpp"
#include "hall/panic.hpp"
#include "hall/planned_kiosk.hpp"
#include "hall/rating.hpp"
#include "hall/slip_template.hpp"
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

// The hours of one day, in order and apart; between two of them there is a break. Empty: closed that day.
using DayHours = std::vector<OpenHours>;

struct Schedule {
    std::array<DayHours, 7> week;          // Monday first
    std::map<LocalDay, DayHours> special;  // holidays and short days: in place of the weekday's hours
    bool operator==(const Schedule&) const = default;
};

struct WindowKind {
    KindId id;
    Text name;
    Norm norm;
    Schedule schedule;
    bool operator==(const WindowKind&) const = default;
};

// A tile of the kiosk's first level.
struct ServiceGroup {
    GroupId id;
    Text name;
    std::optional<Icon> icon{};
    bool operator==(const ServiceGroup&) const = default;
};

// A further step of a visit: payment after a contract, then back to the window the visitor came from.
inline constexpr std::size_t steps_at_most = 8;
inline constexpr int code_at_most = 999;
struct RouteStep {
    ServiceId service;
    bool same_window = false;  // to the window that served this service earlier in the visit
    bool operator==(const RouteStep&) const = default;
};

// A tile of the second level: what a visitor comes for. Services may share a letter and then share its count.
struct Service {
    ServiceId id;
    GroupId group;
    Text name;
    std::string letter;
    KindId kind;
    std::optional<Schedule> schedule{};  // hours of its own; empty: those of its window kind
    std::optional<Norm> norm{};          // a norm of its own; empty: that of its window kind
    std::optional<Seconds> usual{};      // how long it usually takes, until the hall has learnt it itself
    std::vector<RouteStep> then{};       // what follows in the same visit
    std::optional<int> code{};           // its number for who types rather than reads, 1..code_at_most
    std::string online{};                // the address where it can be had without a visit; "": none
    std::optional<Icon> icon{};          // on its tile
    Guidance guidance{};                 // for the operator
    bool operator==(const Service&) const = default;
};

struct Window {
    WindowId id;
    KindId kind;
    std::vector<ServiceId> services;  // what it serves, in the plan's order
    std::vector<ServiceId> helps{};   // what it takes over when its own queue is short
    // Push dispatch: the next visitor is called by itself this long after the last one left. Empty: by hand.
    std::optional<Seconds> push{};
    std::optional<AreaId> area{};  // where it is
    bool operator==(const Window&) const = default;
};

// How a visitor is called, and what becomes of one who does not come.
struct Calling {
    // This long after the last call nobody came: missed. Empty: never by itself.
    std::optional<Seconds> missed_after;
    Seconds no_show_not_before{1};  // an operator's no-show sooner after a call is a slip of the finger
    int recalls_at_most = 0;
    Seconds recall_not_before{};  // cool-down between two calls of one visitor
    Seconds
        finish_not_before{};  // so is "finished" sooner after the call or the start; after the call, leaving
    std::optional<Seconds> return_within{};  // who was missed may come back this long; empty: never
    int return_behind = 0;                   // and then waits behind so many
    bool operator==(const Calling&) const = default;
};

// Who goes earlier: ranked as if the ticket had been taken `head_start` sooner. So nobody is overtaken by a
// priority visitor who comes more than that later, and the weight of waiting grows without steps.
struct Category {
    CategoryId id;
    Text name;
    Seconds head_start{};
    bool operator==(const Category&) const = default;
};

// In which order those whom a window serves are called; see hall/selection.hpp.
enum class Policy { arrival, norm };
struct Ordering {
    Policy policy = Policy::arrival;
    Seconds ceiling{};  // who has waited this long is overtaken by nobody; 0: no ceiling, `arrival` alone
    int priority_in_a_row = 3;   // so many of a category at most, then one without, if there is one
    int helps_when_waiting = 0;  // a window helps others while at most so many of its own wait
    Seconds long_wait{45 * 60};  // `norm`: a wait beyond it is long; nobody should slip into one
    bool operator==(const Ordering&) const = default;
};

// The end of a day (§46), and the quarter of an hour before its beginning (§45).
enum class WhenFull { go_on, warn, stop };
struct Closing {
    Seconds prepare{15 * 60};              // before opening: the readiness of the hall is looked at
    Seconds latest_end{};                  // after closing: until then all who have tickets should be served
    WhenFull when_full = WhenFull::go_on;  // the work of those who wait reaches beyond it
    bool operator==(const Closing&) const = default;
};

// A stage of a service (§71): greeting, the matter itself, farewell.
struct ServiceStage {
    StageId id;
    Text name;
    Seconds at_most{};
    bool operator==(const ServiceStage&) const = default;
};

// A device the hall counts on; its name is that of its key.
struct PlannedDevice {
    DeviceId id;
    Text name;
    bool operator==(const PlannedDevice&) const = default;
};

// A place where somebody may call for help: a button, or the page of a window.
struct PanicZone {
    PanicZoneId id;
    Text name;
    std::optional<WindowId> window{};  // whose page calls for help there
    bool operator==(const PanicZone&) const = default;
};

// Calls for help. Without zones the hall has no button and no page for them.
struct PanicRules {
    Seconds escalate_after{30};  // nobody has acknowledged it: it is told once more, to others
    std::vector<PanicZone> zones{};
    bool operator==(const PanicRules&) const = default;
};

struct PauseReason {
    ReasonId id;
    Text name;
    bool operator==(const PauseReason&) const = default;
};

struct Outcome {
    OutcomeId id;
    Text name;
    bool forwarded = false;  // the application goes on to others, who register and answer it
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
    Forwarding forwarding{};
    // X of the standard's share within the norm: who gave up sooner had not waited.
    Seconds abandoned_after{5};
    std::vector<Category> categories;
    Ordering ordering;
    Closing closing;
    std::vector<ServiceStage> stages;  // in order; empty: a service has no stages
    bool stages_required = false;      // a service is finished in its last stage only
    std::optional<Seconds> park_reminder;
    std::vector<PlannedDevice> devices;
    PanicRules panic;
    SlipTemplate slip;
    RatingRules rating;
    std::vector<Area> areas;
    std::vector<PlannedBoard> boards;
    std::vector<PlannedKiosk> kiosks;
    std::vector<StaffMember> staff;  // those who are named above their window; staff only
    bool operator==(const Plan&) const = default;
};

// Look-ups by id; a null pointer when the plan has no such thing. The pointer lives as long as the plan.
const WindowKind* find(const Plan& plan, const KindId& id);
const ServiceGroup* find(const Plan& plan, const GroupId& id);
const Service* find(const Plan& plan, const ServiceId& id);
const Window* find(const Plan& plan, const WindowId& id);
const PauseReason* find(const Plan& plan, const ReasonId& id);
const Outcome* find(const Plan& plan, const OutcomeId& id);
const Category* find(const Plan& plan, const CategoryId& id);
bool is_forwarded(const Plan& plan, const OutcomeId& id);
const ServiceStage* find(const Plan& plan, const StageId& id);
const PanicZone* find(const Plan& plan, const PanicZoneId& id);
const RatingTopic* find(const Plan& plan, const TopicId& id);
const Area* find(const Plan& plan, const AreaId& id);
const PlannedBoard* find_board(const Plan& plan, const DeviceId& id);
const PlannedKiosk* find_kiosk(const Plan& plan, const DeviceId& id);
const Area* area_of(const Plan& plan, WindowId id);                  // null: of none
Nameplate nameplate_of(const Plan& plan, const OperatorId& person);  // empty: is not named
const Service* service_with_code(const Plan& plan, int code);
const PanicZone* panic_zone_of(const Plan& plan, WindowId id);  // where its page calls for help

// A service's own, else its window kind's.
const Norm& norm_of(const Plan& plan, const Service& service);
const Schedule& schedule_of(const Plan& plan, const Service& service);

// `norm` without a ceiling may let somebody wait for ever: a plan that names none gets five norms, of the
// longest.
void settle_ceiling(Plan& plan);

// Without helping; and with it: whose visitors the window calls at all, be it when its own queue is short.
bool serves(const Window& window, const ServiceId& service);
bool calls(const Window& window, const ServiceId& service);

// The text in `language`; failing that in the plan's first language; failing that any; "" when empty.
// A language without the manner in which it is spoken: of "ru@simple" it is "ru".
Language plain(const Language& language);
// What has no text in "ru@simple", Russian in simple words, is said in Russian.
const std::string& in(const Text& text, const Language& language, const Plan& plan);

}  // namespace okno::hall
