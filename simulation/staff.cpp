#include "simulation/staff.hpp"

#include <algorithm>
#include <utility>

#include "hall/selection.hpp"

namespace okno::simulation {

namespace {

using namespace std::chrono_literals;
using hall::Milliseconds;
using hall::Timestamp;

enum Purpose : std::uint64_t { clerk_day = 21, ending = 22 };

constexpr int attempts_at_most = 12;
constexpr Milliseconds twice_within = 350ms;
constexpr Milliseconds wrong_break = 2min;
constexpr double before_transfer = 0.3;  // of the matter's length
constexpr double before_form = 0.5;
constexpr double overtakes_push = 0.2;  // an operator who does not wait for the call by itself

Milliseconds scaled(Milliseconds length, double factor) {
    return Milliseconds{static_cast<std::int64_t>(static_cast<double>(length.count()) * factor)};
}

// Mostly the plan's own.
std::optional<hall::Seconds> reminder(Random& random) {
    return random.chance(0.3) ? std::optional<hall::Seconds>{3min} : std::nullopt;
}

}  // namespace

Staff::Staff(const Scenario& scenario, Reception& reception, Agenda& agenda, const Crowd& crowd,
             std::uint64_t seed)
    : scenario_(scenario),
      habits_(scenario.behaviour.operators),
      reception_(reception),
      agenda_(agenda),
      crowd_(crowd),
      seed_(seed) {
    for (const hall::Window& window : scenario.plan.windows) {
        Clerk& clerk = clerks_[window.id];
        clerk.window = window.id;
        clerk.planned = &window;
        const auto shift = habits_.shifts.find(window.id);
        if (shift != habits_.shifts.end()) clerk.shift = &shift->second;
        clerk.author = {hall::DeviceId{"console"},
                        hall::OperatorId{"operator-" + std::to_string(window.id.value)}};
    }
}

void Staff::plan_day(const Hours& hours, hall::LocalDay day) {
    for (auto& [id, clerk] : clerks_) {
        const auto who = static_cast<std::uint64_t>(id.value);
        clerk.random = Random(
            key_of({seed_, static_cast<std::uint64_t>(day.time_since_epoch().count()), who, clerk_day}));
        clerk.leaving = false;
        clerk.due.reset();
        if (!clerk.shift || !clerk.shift->comes) continue;
        agenda_.add(hours.opens - clerk.shift->before_opening, Deed::begins_shift, who);
        if (clerk.shift->leaves) agenda_.add(hours.at(*clerk.shift->leaves), Deed::ends_shift, who);
        for (std::size_t i = 0; i < clerk.shift->breaks.size(); ++i)
            agenda_.add(hours.at(clerk.shift->breaks[i].at), Deed::wants_break, who, i);
        if (habits_.wrong_presses_an_hour <= 0) continue;
        const Spread gaps = exponential_spread(scaled(1h, 1 / habits_.wrong_presses_an_hour));
        for (Timestamp at = hours.opens + gaps.draw(clerk.random); at < hours.closes;
             at += gaps.draw(clerk.random))
            agenda_.add(at, Deed::presses_wrong, who);
    }
}

void Staff::act(const Act& act) {
    Clerk& clerk = clerks_.at(hall::WindowId{static_cast<int>(act.who)});
    const bool stale = act.turn != clerk.turn;
    switch (act.deed) {
        case Deed::begins_shift:
            if (clerk.doing == Doing::away) (void)press(clerk, hall::OpenWindow{clerk.window}, act.at);
            break;
        case Deed::ends_shift:
            clerk.leaving = true;
            if (announces(clerk)) (void)goes_home(clerk, act.at);
            look_soon(clerk, act.at);
            break;
        case Deed::wants_break:
            clerk.due = clerk.shift->breaks[act.turn];
            if (announces(clerk))
                (void)press(clerk, hall::PauseWindow{clerk.window, clerk.due->reason}, act.at);
            look_soon(clerk, act.at);
            break;
        case Deed::ends_break:
            if (!stale) (void)press(clerk, hall::ResumeWindow{clerk.window}, act.at);
            break;
        case Deed::looks:
            clerk.will_look = false;
            if (clerk.doing == Doing::free) look(clerk, act.at);
            break;
        case Deed::misses_visitor:
            if (!stale) miss_visitor(clerk, act.at);
            break;
        case Deed::enters_stage:
            if (!stale) enter_stage(clerk, act.at);
            break;
        case Deed::finishes:
            if (!stale) finish(clerk, act.at);
            break;
        case Deed::presses_again:
            if (clerk.last) (void)reception_.hear(clerk.author, *clerk.last, act.at);
            break;
        case Deed::presses_wrong:
            press_wrong(clerk, act.at);
            break;
        default:
            break;
    }
}

// A clock may be a little behind the last command's.
Timestamp Staff::seen_at(Clerk& clerk, Timestamp now) {
    if (habits_.clock_errors <= 0 || !clerk.random.chance(habits_.clock_errors)) return now;
    return now - scaled(5s, clerk.random.uniform());
}

hall::Decision Staff::press(Clerk& clerk, hall::Wish wish, Timestamp now) {
    const bool twice = habits_.presses_twice > 0 && clerk.random.chance(habits_.presses_twice);
    if (twice) {
        clerk.last = wish;
        agenda_.add(now + scaled(twice_within, clerk.random.uniform()) + 1ms, Deed::presses_again,
                    static_cast<std::uint64_t>(clerk.window.value));
    }
    return reception_.hear(clerk.author, std::move(wish), seen_at(clerk, now));
}

void Staff::hear(const hall::Event& event, Timestamp now) {
    std::visit(
        [&](const auto& fact) {
            using Fact = std::decay_t<decltype(fact)>;
            if constexpr (requires { fact.window; }) {
                const auto clerk = clerks_.find(fact.window);
                if (clerk != clerks_.end()) see(clerk->second, now);
            }
            if constexpr (std::is_same_v<Fact, hall::TicketTaken> ||
                          std::is_same_v<Fact, hall::TicketTransferred> ||
                          std::is_same_v<Fact, hall::StepFinished> ||
                          std::is_same_v<Fact, hall::TicketReturned>)
                notice(fact.ticket, now);
            if constexpr (std::is_same_v<Fact, hall::WindowClosed>)
                if (!ready_.empty())
                    for (auto& [id, clerk] : clerks_) look_soon(clerk, now);
        },
        event.fact);
}

void Staff::begin(Clerk& clerk, Doing doing) {
    clerk.doing = doing;
    ++clerk.turn;
}

// What the hall now says about the window, whoever made it so.
void Staff::see(Clerk& clerk, Timestamp now) {
    const hall::WindowState* window = hall::find(state(), clerk.window);
    if (!window) return;
    const auto who = static_cast<std::uint64_t>(clerk.window.value);
    if (std::holds_alternative<hall::Closed>(window->post)) {
        clerk.visitor.reset();
        if (clerk.doing != Doing::away) begin(clerk, Doing::away);
    } else if (std::holds_alternative<hall::Paused>(window->post)) {
        if (clerk.doing == Doing::resting) return;
        begin(clerk, Doing::resting);
        agenda_.add(now + (clerk.due ? clerk.due->length : wrong_break), Deed::ends_break, who, clerk.turn);
        clerk.due.reset();
    } else if (window->visitor && clerk.visitor != window->visitor) {
        clerk.visitor = window->visitor;
        clerk.matter = crowd_.matter_of(*clerk.visitor);
        begin(clerk, Doing::expecting);
        agenda_.add(now + habits_.calls_again.draw(clerk.random), Deed::misses_visitor, who, clerk.turn);
    } else if (!window->visitor && clerk.doing != Doing::free) {
        clerk.visitor.reset();
        begin(clerk, Doing::free);
        look_soon(clerk, now);
    }
}

void Staff::look_soon(Clerk& clerk, Timestamp now) {
    if (clerk.doing != Doing::free || clerk.will_look) return;
    Milliseconds after = habits_.reaction.draw(clerk.random);
    // Whoever means to leave does so before the hall calls the next one.
    if (clerk.planned->push && (clerk.leaving || clerk.due))
        after = std::min(after, Milliseconds{*clerk.planned->push} / 2);
    clerk.will_look = true;
    agenda_.add(now + after, Deed::looks, static_cast<std::uint64_t>(clerk.window.value));
}

void Staff::look(Clerk& clerk, Timestamp now) {
    if (clerk.leaving && goes_home(clerk, now)) return;
    if (clerk.due && press(clerk, hall::PauseWindow{clerk.window, clerk.due->reason}, now)) return;
    if (takes_up(clerk, now)) return;
    if (clerk.planned->push && !clerk.random.chance(overtakes_push)) return;
    call(clerk, now);
}

// Some say already while a visitor is there that they will leave; who presses wrongly now and then, that is.
bool Staff::announces(Clerk& clerk) const {
    return habits_.wrong_presses_an_hour > 0 && clerk.visitor && clerk.random.chance(0.5);
}

bool Staff::goes_home(Clerk& clerk, Timestamp now) {
    if (press(clerk, hall::CloseWindow{clerk.window, false}, now)) return true;
    return clerk.shift->insists && press(clerk, hall::CloseWindow{clerk.window, true}, now);
}

bool Staff::takes_up(Clerk& clerk, Timestamp now) {
    for (auto it = ready_.begin(); it != ready_.end();) {
        const hall::Ticket* ticket = hall::find(state(), *it);
        const auto* parked = ticket ? std::get_if<hall::Parked>(&ticket->stage) : nullptr;
        if (!parked) {
            it = ready_.erase(it);
            continue;
        }
        const hall::WindowState* by = hall::find(state(), parked->by);
        const bool orphan = !by || std::holds_alternative<hall::Closed>(by->post);
        if (parked->by == clerk.window || orphan) {
            const hall::TicketNumber number = ticket->number;
            ready_.erase(it);
            return press(clerk, hall::ResumeTicket{clerk.window, number}, now).has_value();
        }
        ++it;
    }
    return false;
}

void Staff::call(Clerk& clerk, Timestamp now) {
    std::optional<hall::TicketId> chosen;
    if (scenario_.chooser)
        chosen = scenario_.chooser(state(), clerk.window, now);
    else if (hall::waiting_at(state(), *clerk.planned) == 0 && clerk.planned->helps.empty())
        return;
    else if (habits_.calls_by_number > 0 && clerk.random.chance(habits_.calls_by_number))
        chosen = somebody_for(clerk);
    if (chosen)
        (void)press(clerk, hall::CallByNumber{clerk.window, state().tickets.at(*chosen).number}, now);
    else if (!scenario_.chooser)
        (void)press(clerk, hall::CallNext{clerk.window}, now);
}

std::optional<hall::TicketId> Staff::somebody_for(Clerk& clerk) const {
    std::vector<hall::TicketId> waiting;
    for (const auto& [id, ticket] : state().tickets)
        if (std::holds_alternative<hall::Waiting>(ticket.stage) &&
            hall::serves(*clerk.planned, ticket.service))
            waiting.push_back(id);
    if (waiting.empty()) return std::nullopt;
    return clerk.random.among(waiting);
}

// Somebody waits now who did not: free operators who could call them see it.
void Staff::notice(const hall::TicketId& id, Timestamp now) {
    const hall::Ticket* ticket = hall::find(state(), id);
    const auto* waiting = ticket ? std::get_if<hall::Waiting>(&ticket->stage) : nullptr;
    if (!waiting) return;
    for (auto& [window, clerk] : clerks_)
        if (waiting->only_at ? *waiting->only_at == window : hall::calls(*clerk.planned, ticket->service))
            look_soon(clerk, now);
}

void Staff::receive(hall::TicketId id, Timestamp now) {
    const hall::Ticket* ticket = hall::find(state(), id);
    const auto window = ticket ? hall::window_of(*ticket) : std::nullopt;
    const auto found = window ? clerks_.find(*window) : clerks_.end();
    if (found == clerks_.end()) return;
    Clerk& clerk = found->second;
    if (clerk.doing != Doing::expecting || clerk.visitor != id) return;
    begin(clerk, Doing::serving);
    clerk.attempts = 0;
    clerk.stage = 1;
    const auto who = static_cast<std::uint64_t>(clerk.window.value);
    const std::uint64_t turn = clerk.turn;
    const Milliseconds length = length_of(clerk);
    if (!clerk.matter.forgets_start) (void)press(clerk, hall::StartService{clerk.window}, now);
    agenda_.add(now + length, Deed::finishes, who, turn);
    const auto stages = static_cast<std::int64_t>(state().plan.stages.size());
    if (clerk.matter.uses_stages)
        for (std::int64_t i = 1; i < stages; ++i)
            agenda_.add(now + length * i / stages, Deed::enters_stage, who, turn);
}

void Staff::take_up(hall::TicketId ticket, Timestamp now) {
    ready_.push_back(ticket);
    for (auto& [id, clerk] : clerks_) look_soon(clerk, now);
}

Milliseconds Staff::length_of(const Clerk& clerk) const {
    const hall::Ticket* ticket = hall::find(state(), *clerk.visitor);
    const auto& matters = scenario_.behaviour.visitors.matter;
    const auto matter = matters.find(ticket->service);
    if (matter == matters.end()) return 1min;
    double share = clerk.shift ? clerk.shift->pace : 1;
    if (clerk.matter.turn == Matter::Turn::transfer) share *= before_transfer;
    if (clerk.matter.turn == Matter::Turn::park) share *= before_form;
    return scaled(matter->second.quantile(clerk.matter.length), share);
}

void Staff::miss_visitor(Clerk& clerk, Timestamp now) {
    const std::uint64_t turn = clerk.turn;
    const auto recalled = press(clerk, hall::Recall{clerk.window}, now);
    if (!recalled && recalled.error() == hall::Rejection::recalls_used_up)
        (void)press(clerk, hall::ReportNoShow{clerk.window}, now);
    else if (!recalled && recalled.error() == hall::Rejection::service_already_started)
        finish(clerk, now);
    if (clerk.turn == turn && clerk.doing == Doing::expecting)
        agenda_.add(now + habits_.calls_again.draw(clerk.random), Deed::misses_visitor,
                    static_cast<std::uint64_t>(clerk.window.value), turn);
}

void Staff::enter_stage(Clerk& clerk, Timestamp now) {
    const auto& stages = state().plan.stages;
    if (clerk.stage >= stages.size()) return;
    (void)press(clerk, hall::EnterStage{clerk.window, stages[clerk.stage].id}, now);
    ++clerk.stage;
}

hall::OutcomeId Staff::outcome_of(const Clerk& clerk) const {
    const auto& outcomes = state().plan.outcomes;
    if (outcomes.empty() || (!clerk.matter.gives_outcome && clerk.attempts == 0)) return {};
    return outcomes[clerk.matter.key % outcomes.size()].id;
}

// "Finished", until the hall agrees: it tells what is missing.
void Staff::finish(Clerk& clerk, Timestamp now) {
    const std::uint64_t turn = clerk.turn;
    if (clerk.attempts == 0 && sends_on(clerk, now)) return;
    const auto finished = press(clerk, hall::FinishService{clerk.window, outcome_of(clerk)}, now);
    if (finished || clerk.turn != turn || ++clerk.attempts > attempts_at_most) return;
    Milliseconds again = 1500ms;
    if (finished.error() == hall::Rejection::finish_too_soon) again = state().plan.calling.finish_not_before;
    if (finished.error() == hall::Rejection::stages_not_done) {
        (void)press(clerk, hall::StartService{clerk.window}, now);
        (void)press(clerk, hall::EnterStage{clerk.window, state().plan.stages.back().id}, now);
    }
    agenda_.add(now + again, Deed::finishes, static_cast<std::uint64_t>(clerk.window.value), turn);
}

// The visit goes on elsewhere, or later.
bool Staff::sends_on(Clerk& clerk, Timestamp now) {
    Random random(key_of({clerk.matter.key, ending}));
    switch (clerk.matter.turn) {
        case Matter::Turn::none:
            return false;
        case Matter::Turn::park:
            return press(clerk, hall::ParkTicket{clerk.window, "fills in a form", reminder(random)}, now)
                .has_value();
        case Matter::Turn::added_step:
            (void)press(clerk, hall::AddStep{clerk.window, other_service(clerk, random), random.chance(0.3)},
                        now);
            return false;
        case Matter::Turn::transfer:
            break;
    }
    hall::Destination to = other_service(clerk, random);
    if (random.chance(0.4)) to = random.among(scenario_.plan.windows).id;
    return press(clerk, hall::TransferTicket{clerk.window, to, "another question", random.chance(0.3)}, now)
        .has_value();
}

hall::ServiceId Staff::other_service(const Clerk& clerk, Random& random) const {
    const hall::Ticket* ticket = clerk.visitor ? hall::find(state(), *clerk.visitor) : nullptr;
    const hall::Service* mine = ticket ? hall::find(state().plan, ticket->service) : nullptr;
    // Somebody must be there to serve it.
    std::vector<hall::ServiceId> open;
    for (const auto& [id, other] : clerks_)
        if (other.doing != Doing::away)
            for (const hall::ServiceId& service : other.planned->services)
                if (!mine || service != mine->id) open.push_back(service);
    if (open.empty()) return mine ? mine->id : hall::ServiceId{};
    return random.among(open);
}

hall::TicketNumber Staff::anybody(Clerk& clerk) const {
    std::vector<hall::TicketNumber> all;
    for (const auto& [id, ticket] : state().tickets) all.push_back(ticket.number);
    return all.empty() ? hall::TicketNumber{"Z", 999} : clerk.random.among(all);
}

void Staff::press_wrong(Clerk& clerk, Timestamp now) {
    if (clerk.doing == Doing::away && !clerk.random.chance(0.1)) return;
    const auto& plan = state().plan;
    const hall::WindowId window = clerk.window;
    const auto wish = [&]() -> hall::Wish {
        switch (clerk.random.below(17)) {
            case 0:
                return hall::Recall{window};
            case 1:
                return hall::StartService{window};
            case 2:
                return hall::ReportNoShow{window};
            case 3:
                return hall::CallNext{window};
            case 4:
                return hall::ResumeWindow{window};
            case 5:
                return hall::PauseWindow{window, hall::ReasonId{"unheard-of"}};
            case 6:
                return hall::TransferTicket{window, hall::Destination{window}, "", false};
            case 7:
                return hall::OpenWindow{window};
            case 8:
                return hall::EnterStage{
                    window, plan.stages.empty() ? hall::StageId{"unheard-of"} : plan.stages.back().id};
            case 9:
                return hall::CallByNumber{window, hall::TicketNumber{"Z", 999}};
            case 10:
                return hall::CloseWindow{window, false};
            case 11:
                return hall::FinishService{
                    window, plan.outcomes.empty() ? hall::OutcomeId{} : plan.outcomes.front().id};
            case 12:
                return hall::ResumeTicket{window, hall::TicketNumber{"Z", 999}};
            case 13:  // whoever it is: at another window, parked, missed
                return hall::CallByNumber{window, anybody(clerk)};
            case 14:
                return hall::ResumeTicket{window, anybody(clerk)};
            case 15:
                return hall::AddStep{window, clerk.random.among(plan.services).id, false};
            default:
                return hall::ReportDevice{hall::DeviceId{"console"}, hall::Condition::ready};
        }
    }();
    (void)press(clerk, wish, now);
    // A window closed by mistake is opened again, and one that would close stays.
    const hall::WindowState* now_there = hall::find(state(), window);
    if (now_there && now_there->leave && now_there->leave->close && !clerk.leaving)
        (void)press(clerk, hall::ResumeWindow{window}, now);
    if (clerk.doing == Doing::away && clerk.shift && clerk.shift->comes && !clerk.leaving)
        agenda_.add(now + 20s, Deed::begins_shift, static_cast<std::uint64_t>(window.value));
}

}  // namespace okno::simulation
