#include "tests/statistics/recount.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <variant>

namespace okno::test {

using namespace okno::hall;
using statistics::Averages;
using statistics::DaySummary;
using statistics::Measure;
using statistics::Measures;
using statistics::Spell;

namespace {

template <class Fact>
concept OfTicket = requires(const Fact& fact) {
    fact.ticket;
};

std::optional<TicketId> ticket_of(const Fact& fact) {
    return std::visit(
        [](const auto& one) -> std::optional<TicketId> {
            if constexpr (OfTicket<std::decay_t<decltype(one)>>) return one.ticket;
            return std::nullopt;
        },
        fact);
}

void note(Measure& measure, Milliseconds took, bool over) {
    measure.count += 1;
    measure.sum += took;
    if (took > measure.longest) measure.longest = took;
    if (over) measure.over_norm += 1;
}

}  // namespace

Recount::Recount(std::span<const statistics::Entry> entries) : entries_(entries) {}

template <class Fact>
const Fact* Recount::at(Index index) const {
    const auto& event = entries_[index].event;
    return event ? std::get_if<Fact>(&event->fact) : nullptr;
}

bool Recount::is_of(Index index, TicketId ticket) const {
    const auto& event = entries_[index].event;
    return event && ticket_of(event->fact) == ticket;
}

Timestamp Recount::time(Index index) const {
    return entries_[index].event->at;
}

const Plan& Recount::plan_at(Index index) const {
    for (Index i = index + 1; i-- > 0;)
        if (const auto* adopted = at<PlanAdopted>(i)) return adopted->plan;
    throw std::logic_error("an event before the first plan");
}

LocalDay Recount::day_of(Index index) const {
    const auto& offsets = plan_at(index).zone.offsets;
    Seconds offset = offsets.front().offset;
    for (const ZoneOffset& known : offsets)
        if (known.from <= time(index)) offset = known.offset;
    const auto seconds = (time(index) + offset).time_since_epoch();
    return LocalDay{std::chrono::floor<std::chrono::days>(seconds)};
}

std::set<LocalDay> Recount::days() const {
    std::set<LocalDay> days;
    for (Index i = 0; i < entries_.size(); ++i)
        if (entries_[i].event) days.insert(day_of(i));
    return days;
}

std::vector<Recount::Index> Recount::story(TicketId ticket) const {
    std::vector<Index> story;
    for (Index i = 0; i < entries_.size(); ++i)
        if (is_of(i, ticket)) story.push_back(i);
    return story;
}

std::vector<std::vector<Recount::Index>> Recount::stories(LocalDay first, LocalDay last) const {
    std::vector<std::vector<Index>> found;
    for (Index i = 0; i < entries_.size(); ++i)
        if (const auto* taken = at<TicketTaken>(i); taken && day_of(i) >= first && day_of(i) <= last)
            found.push_back(story(taken->ticket));
    return found;
}

// Whether the visitor had been called and not yet sent on when this step of the story came.
bool Recount::at_window_before(const std::vector<Index>& story, std::size_t step) const {
    for (std::size_t i = step; i-- > 0;) {
        if (at<TicketCalled>(story[i])) return true;
        if (at<TicketTaken>(story[i]) || at<TicketTransferred>(story[i]) || at<TicketParked>(story[i]) ||
            at<StepFinished>(story[i]) || at<TicketMissed>(story[i]) || at<TicketReturned>(story[i]))
            return false;
    }
    return false;
}

// What the visitor came for, was sent to or went on to last.
ServiceId Recount::service_before(const std::vector<Index>& story, std::size_t step) const {
    for (std::size_t i = step; i-- > 0;) {
        if (const auto* taken = at<TicketTaken>(story[i])) return taken->service;
        if (const auto* finished = at<StepFinished>(story[i])) return finished->next.service;
        if (const auto* transferred = at<TicketTransferred>(story[i]))
            if (const auto* service = std::get_if<ServiceId>(&transferred->to)) return *service;
    }
    throw std::logic_error("a story without a beginning");
}

KindId Recount::kind_placed(const std::vector<Index>& story, std::size_t step) const {
    const Index index = story[step];
    const Plan& plan = plan_at(index);
    if (const auto* taken = at<TicketTaken>(index)) return find(plan, taken->service)->kind;
    if (const auto* returned = at<TicketReturned>(index))
        return returned->only_at ? find(plan, *returned->only_at)->kind
                                 : find(plan, service_before(story, step))->kind;
    if (const auto* finished = at<StepFinished>(index))
        return finished->next.back_to ? find(plan, *finished->next.back_to)->kind
                                      : find(plan, finished->next.service)->kind;
    const Destination& to = at<TicketTransferred>(index)->to;
    if (const auto* service = std::get_if<ServiceId>(&to)) return find(plan, *service)->kind;
    return find(plan, std::get<WindowId>(to))->kind;
}

// Where the wait that ends with this step began, and in whose queue it ended.
Recount::Placed Recount::placed_before(const std::vector<Index>& story, std::size_t step) const {
    Placed placed;
    bool began = false;
    bool placed_in_queue = false;
    for (std::size_t i = step; i-- > 0;) {
        const Index index = story[i];
        const bool transferred = at<TicketTransferred>(index) != nullptr;
        const bool parked = at<TicketParked>(index) != nullptr;
        const bool anew = at<TicketTaken>(index) || at<StepFinished>(index) || at<TicketReturned>(index);
        if (!began && (anew || parked || (transferred && at_window_before(story, i)))) {
            placed.leg_began = index;
            placed.by_park = parked;
            began = true;
        }
        if (!placed_in_queue && (anew || transferred)) {
            placed.kind = kind_placed(story, i);
            placed_in_queue = true;
        }
    }
    return placed;
}

// Who was at the window: whoever last opened, paused or resumed it under a name since it was opened.
OperatorId Recount::person_at(WindowId window, Index index) const {
    for (Index i = index; i-- > 0;) {
        const auto* opened = at<WindowOpened>(i);
        const auto* paused = at<WindowPaused>(i);
        const auto* resumed = at<WindowResumed>(i);
        const auto* closed = at<WindowClosed>(i);
        if (closed && closed->window == window) return {};
        const bool here = (opened && opened->window == window) || (paused && paused->window == window) ||
                          (resumed && resumed->window == window);
        if (!here) continue;
        const OperatorId& person = entries_[i].event->author.person;
        if (!person.value.empty() || opened) return person;
    }
    return {};
}

OperatorId Recount::caller(Index call) const {
    const OperatorId& person = entries_[call].event->author.person;
    return person.value.empty() ? person_at(at<TicketCalled>(call)->window, call) : person;
}

void Recount::add(Averages& averages, const Queue& queue, WindowId window, const OperatorId& person,
                  Measure Measures::*part, Milliseconds took, Index index) const {
    const WindowKind* planned = find(plan_at(index), queue.kind);
    const Service* service = find(plan_at(index), queue.service);
    std::optional<Norm> norm;
    if (planned) norm = planned->norm;
    if (service && service->norm) norm = service->norm;
    const bool over = norm && took > (part == &Measures::service ? norm->service : norm->wait);
    note(averages.kinds[queue.kind].measures.*part, took, over);
    note(averages.windows[window].*part, took, over);
    note(averages.operators[person].*part, took, over);
}

void Recount::add_service(const std::vector<Index>& story, std::size_t end, Averages& averages) const {
    std::size_t call = end;
    while (!at<TicketCalled>(story[call])) --call;
    Index start = story[call];
    OperatorId person = caller(start);
    for (std::size_t i = call; i < end; ++i)
        if (at<ServiceStarted>(story[i])) {
            start = story[i];
            const OperatorId& starter = entries_[start].event->author.person;
            if (!starter.value.empty()) person = starter;
        }
    add(averages, {placed_before(story, call).kind, service_before(story, call)},
        at<TicketCalled>(story[call])->window, person, &Measures::service, time(story[end]) - time(start),
        story[end]);
}

Averages Recount::averages(LocalDay first, LocalDay last) const {
    Averages averages;
    for (const std::vector<Index>& story : stories(first, last))
        for (std::size_t step = 0; step < story.size(); ++step) {
            const Index index = story[step];
            if (const auto* called = at<TicketCalled>(index)) {
                const Placed placed = placed_before(story, step);
                const Milliseconds wait = time(index) - time(placed.leg_began);
                const Queue queue{placed.kind, service_before(story, step)};
                add(averages, queue, called->window, caller(index), &Measures::wait, wait, index);
                if (placed.by_park)
                    add(averages, queue, called->window, caller(index), &Measures::parked, wait, index);
            }
            const bool ends_service = at<ServiceFinished>(index) || at<StepFinished>(index) ||
                                      at<TicketParked>(index) ||
                                      (at<TicketTransferred>(index) && at_window_before(story, step));
            if (ends_service) add_service(story, step, averages);
        }
    add_idle(first, last, averages);
    add_norms(last, averages);
    return averages;
}

// Where each visitor stands after this event: in a queue, at a window, or in neither.
void Recount::follow(std::map<TicketId, Stand>& stands, Index index) const {
    const Fact& fact = entries_[index].event->fact;
    const auto ticket = ticket_of(fact);
    if (!ticket) return;
    Stand& stand = stands[*ticket];
    const auto wait = [&](const ServiceId& service, const std::optional<WindowId>& only_at) {
        stand = {only_at ? std::optional<Destination>{*only_at} : std::optional<Destination>{service},
                 {},
                 service};
    };
    if (const auto* taken = at<TicketTaken>(index)) wait(taken->service, {});
    if (const auto* finished = at<StepFinished>(index)) wait(finished->next.service, finished->next.back_to);
    if (const auto* returned = at<TicketReturned>(index)) wait(stand.service, returned->only_at);
    if (const auto* sent = at<TicketTransferred>(index)) {
        if (const auto* service = std::get_if<ServiceId>(&sent->to))
            wait(*service, {});
        else
            wait(stand.service, std::get<WindowId>(sent->to));
    }
    if (const auto* called = at<TicketCalled>(index)) stand = {{}, called->window, stand.service};
    if (at<TicketParked>(index) || at<TicketMissed>(index)) stand = {{}, {}, stand.service};
    if (at<ServiceFinished>(index) || at<TicketCancelled>(index) || at<TicketExpired>(index) ||
        at<ReturnLapsed>(index))
        stands.erase(*ticket);
}

bool Recount::is_open(WindowId window, Index index) const {
    const auto is_here = [&](const auto* fact) { return fact && fact->window == window; };
    for (Index i = index + 1; i-- > 0;) {
        if (!entries_[i].event) continue;
        if (is_here(at<WindowOpened>(i)) || is_here(at<WindowResumed>(i))) return true;
        if (is_here(at<WindowPaused>(i)) || is_here(at<WindowClosed>(i))) return false;
    }
    return false;
}

bool Recount::idles(const Window& window, const std::map<TicketId, Stand>& stands, Index index) const {
    const auto could_call = [&](const Destination& queue) {
        if (const auto* only_here = std::get_if<WindowId>(&queue)) return *only_here == window.id;
        const auto& service = std::get<ServiceId>(queue);
        return std::count(window.services.begin(), window.services.end(), service) > 0 ||
               std::count(window.helps.begin(), window.helps.end(), service) > 0;
    };
    bool waited_for = false;
    for (const auto& [ticket, stand] : stands) {
        if (stand.window == window.id) return false;
        waited_for = waited_for || (stand.queue && could_call(*stand.queue));
    }
    return waited_for && is_open(window.id, index);
}

// By the day on which a stretch began; a new day ends it and begins another.
void Recount::add_idle(LocalDay first, LocalDay last, Averages& averages) const {
    std::map<TicketId, Stand> stands;
    std::map<WindowId, Index> since;
    std::map<WindowId, Duties> assigned;  // others than the plan's
    for (Index i = 0; i < entries_.size(); ++i) {
        if (!entries_[i].event) continue;
        follow(stands, i);
        if (at<PlanAdopted>(i)) assigned.clear();
        if (const auto* change = at<ServicesAssigned>(i)) assigned[change->window] = change->duties;
        for (Window window : plan_at(i).windows) {
            if (const auto other = assigned.find(window.id); other != assigned.end()) {
                window.services = other->second.services;
                window.helps = other->second.helps;
            }
            const bool idle = idles(window, stands, i);
            const auto began = since.find(window.id);
            if (began != since.end() && (!idle || at<DayStarted>(i))) {
                const LocalDay day = day_of(began->second);
                const Milliseconds took = time(i) - time(began->second);
                if (day >= first && day <= last && took > Milliseconds{0}) {
                    note(averages.windows[window.id].idle, took, false);
                    note(averages.operators[person_at(window.id, began->second + 1)].idle, took, false);
                }
                since.erase(began);
            }
            if (idle) since.try_emplace(window.id, i);
        }
    }
}

void Recount::add_norms(LocalDay last, Averages& averages) const {
    const Plan* in_force = nullptr;
    for (Index i = 0; i < entries_.size(); ++i)
        if (const auto* adopted = at<PlanAdopted>(i); adopted && day_of(i) <= last) {
            in_force = &adopted->plan;
            for (const WindowKind& kind : adopted->plan.kinds)
                if (averages.kinds.contains(kind.id)) averages.kinds[kind.id].norm = kind.norm;
        }
    if (in_force)
        for (const WindowKind& kind : in_force->kinds) averages.kinds[kind.id].norm = kind.norm;
}

DaySummary Recount::summary(LocalDay first, LocalDay last) const {
    DaySummary summary;
    for (const std::vector<Index>& story : stories(first, last)) {
        summary.issued += 1;
        Milliseconds waited{};
        bool called = false;
        for (std::size_t step = 0; step < story.size(); ++step) {
            const Index index = story[step];
            summary.served += at<ServiceFinished>(index) ? 1 : 0;
            summary.cancelled += at<TicketCancelled>(index) ? 1 : 0;
            const auto* missed = at<TicketMissed>(index);
            summary.missed += (missed && !missed->until) || at<ReturnLapsed>(index) ? 1 : 0;
            summary.expired += at<TicketExpired>(index) ? 1 : 0;
            if (!at<TicketCalled>(index)) continue;
            called = true;
            waited += time(index) - time(placed_before(story, step).leg_began);
        }
        if (called) note(summary.visit_wait, waited, false);
    }
    return summary;
}

std::vector<Spell> Recount::spells(LocalDay day) const {
    std::vector<Spell> spells;
    const auto window_at = [&](Index i) -> std::optional<WindowId> {
        if (const auto* opened = at<WindowOpened>(i)) return opened->window;
        if (const auto* paused = at<WindowPaused>(i)) return paused->window;
        if (const auto* resumed = at<WindowResumed>(i)) return resumed->window;
        if (const auto* closed = at<WindowClosed>(i)) return closed->window;
        return std::nullopt;
    };
    for (Index i = 0; i < entries_.size(); ++i) {
        const auto window = window_at(i);
        if (!window || at<WindowClosed>(i) || day_of(i) != day) continue;
        const auto* paused = at<WindowPaused>(i);
        Spell spell;
        spell.window = *window;
        spell.post = paused ? statistics::Post::paused : statistics::Post::open;
        spell.reason = paused ? paused->reason : ReasonId{};
        const OperatorId& person = entries_[i].event->author.person;
        spell.person = person.value.empty() ? person_at(*window, i) : person;
        spell.from = time(i);
        for (Index later = i + 1; later < entries_.size() && !spell.till; ++later)
            if (window_at(later) == window) spell.till = time(later);
        spells.push_back(spell);
    }
    return spells;
}

int Recount::moved_while_waiting() const {
    int moved = 0;
    for (Index i = 0; i < entries_.size(); ++i)
        if (const auto* transferred = at<TicketTransferred>(i)) {
            const auto steps = story(transferred->ticket);
            const auto step = std::find(steps.begin(), steps.end(), i) - steps.begin();
            moved += at_window_before(steps, static_cast<std::size_t>(step)) ? 0 : 1;
        }
    return moved;
}

int Recount::ended_on_a_later_day() const {
    int ended = 0;
    for (Index i = 0; i < entries_.size(); ++i)
        if (const auto* finished = at<ServiceFinished>(i))
            ended += day_of(story(finished->ticket).front()) != day_of(i) ? 1 : 0;
    return ended;
}

int Recount::came_back() const {
    int found = 0;
    for (Index i = 0; i < entries_.size(); ++i) found += at<TicketReturned>(i) ? 1 : 0;
    return found;
}

int Recount::went_on() const {
    int found = 0;
    for (Index i = 0; i < entries_.size(); ++i) found += at<StepFinished>(i) ? 1 : 0;
    return found;
}

}  // namespace okno::test
