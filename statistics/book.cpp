#include "statistics/book.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace okno::statistics {

namespace {

PlanDigest digest(const hall::Plan& plan) {
    PlanDigest digest{plan.zone, {}, {}, {}};
    for (const hall::Service& service : plan.services) digest.services[service.id] = service.kind;
    for (const hall::Window& window : plan.windows) digest.windows[window.id] = window.kind;
    for (const hall::WindowKind& kind : plan.kinds) digest.kinds[kind.id] = kind.norm;
    return digest;
}

template <class Id>
hall::KindId kind_of(const std::map<Id, hall::KindId>& kinds, const Id& id) {
    const auto found = kinds.find(id);
    return found == kinds.end() ? hall::KindId{} : found->second;
}

}  // namespace

// One overload per fact. The formulas are those of the standard's "Definitions".
class Book::Fold {
  public:
    Fold(Book& book, const hall::Event& event) : book_(book), event_(event) {}

    void operator()(const hall::PlanAdopted& fact) {
        book_.plan_ = digest(fact.plan);
        book_.changes_.adoptions.push_back({book_.position_, today(), book_.plan_.kinds});
    }
    void operator()(const hall::DayStarted&) {}
    void operator()(const hall::PrintReported&) {}

    void operator()(const hall::TicketTaken& fact) {
        Visit& visit = book_.open_[fact.ticket];
        visit = Visit{};
        visit.ticket = fact.ticket;
        visit.number = fact.number;
        visit.language = fact.language;
        visit.device = event_.author.device;
        visit.day = today();
        visit.issued = event_.at;
        begin_leg(visit, LegBegin::issue, fact.service, kind_of(book_.plan_.services, fact.service));
        ++counts(visit).issued;
    }

    void operator()(const hall::TicketCancelled& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).cancelled;
            end_visit(*visit, LegEnd::cancelled, VisitEnd::cancelled);
        }
    }
    void operator()(const hall::TicketExpired& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).expired;
            end_visit(*visit, LegEnd::expired, VisitEnd::expired);
        }
    }
    void operator()(const hall::TicketMissed& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).missed;
            end_visit(*visit, LegEnd::missed, VisitEnd::missed);
        }
    }

    void operator()(const hall::TicketCalled& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        Leg& leg = visit->legs.back();
        leg.called = event_.at;
        leg.window = fact.window;
        leg.person = person_at(fact.window);
        const hall::Milliseconds wait = event_.at - leg.since;
        add(*visit, leg, Quantity::wait, wait);
        if (leg.begin == LegBegin::park) add(*visit, leg, Quantity::parked, wait);
        add_visit_wait(*visit, wait);
    }

    void operator()(const hall::TicketRecalled& fact) {
        if (Visit* visit = find(fact.ticket)) ++visit->legs.back().recalls;
    }

    void operator()(const hall::ServiceStarted& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        Leg& leg = visit->legs.back();
        leg.started = event_.at;
        if (!event_.author.person.value.empty()) leg.person = event_.author.person;
    }

    void operator()(const hall::ServiceFinished& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        add_service(*visit);
        visit->outcome = fact.outcome;
        ++counts(*visit).served;
        end_visit(*visit, LegEnd::finished, VisitEnd::served);
    }

    void operator()(const hall::TicketTransferred& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        hall::ServiceId service = visit->legs.back().service;
        hall::KindId kind;
        if (const auto* to = std::get_if<hall::ServiceId>(&fact.to)) {
            service = *to;
            kind = kind_of(book_.plan_.services, service);
        } else {
            kind = kind_of(book_.plan_.windows, std::get<hall::WindowId>(fact.to));
        }
        Leg& leg = visit->legs.back();
        if (!leg.called) {
            // A window closed and its visitors were moved to another queue. Nobody called them: their wait
            // goes on, or closing a window would make waits disappear.
            leg.service = service;
            leg.kind = kind;
            return;
        }
        add_service(*visit);
        end_leg(*visit, LegEnd::transferred);
        begin_leg(*visit, LegBegin::transfer, service, kind);
    }

    void operator()(const hall::TicketParked& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        add_service(*visit);
        end_leg(*visit, LegEnd::parked);
        const hall::ServiceId service = visit->legs.back().service;
        const hall::KindId kind = visit->legs.back().kind;
        begin_leg(*visit, LegBegin::park, service, kind);
    }

    void operator()(const hall::WindowOpened& fact) { begin_spell(fact.window, Post::open, {}); }
    void operator()(const hall::WindowPaused& fact) { begin_spell(fact.window, Post::paused, fact.reason); }
    void operator()(const hall::WindowResumed& fact) { begin_spell(fact.window, Post::open, {}); }
    void operator()(const hall::WindowClosed& fact) { end_spell(fact.window); }

  private:
    hall::LocalDay today() const { return hall::local_day(book_.plan_.zone, event_.at); }

    Visit* find(hall::TicketId ticket) {
        const auto it = book_.open_.find(ticket);
        if (it == book_.open_.end()) return nullptr;
        book_.touched_.insert(ticket);
        return &it->second;
    }

    DayCounts& counts(const Visit& visit) { return book_.changes_.days[visit.day]; }

    void begin_leg(Visit& visit, LegBegin begin, hall::ServiceId service, hall::KindId kind) {
        Leg& leg = visit.legs.emplace_back();
        leg.begin = begin;
        leg.service = std::move(service);
        leg.kind = std::move(kind);
        leg.since = event_.at;
        book_.touched_.insert(visit.ticket);
    }

    void end_leg(Visit& visit, LegEnd end) {
        visit.legs.back().end = end;
        visit.legs.back().ended = event_.at;
    }

    void end_visit(Visit& visit, LegEnd leg_end, VisitEnd end) {
        end_leg(visit, leg_end);
        visit.end = end;
        visit.ended = event_.at;
        const hall::TicketId ticket = visit.ticket;
        book_.changes_.visits.push_back(std::move(visit));
        book_.open_.erase(ticket);
        book_.touched_.erase(ticket);
    }

    // service = finish − start; start = the specialist's action, else the call. A transfer or a park ends the
    // service of its leg as a finish does.
    void add_service(const Visit& visit) {
        const Leg& leg = visit.legs.back();
        if (!leg.called) return;
        add(visit, leg, Quantity::service, event_.at - leg.started.value_or(*leg.called));
    }

    void add(const Visit& visit, const Leg& leg, Quantity quantity, hall::Milliseconds took) {
        const auto norm = book_.plan_.kinds.find(leg.kind);
        bool over = false;
        if (norm != book_.plan_.kinds.end())
            over = took > (quantity == Quantity::service ? norm->second.service : norm->second.wait);
        const std::array<std::pair<Scope, std::string>, 3> scopes{
            {{Scope::kind, leg.kind.value},
             {Scope::window, std::to_string(leg.window.value)},
             {Scope::person, leg.person.value}}};
        for (const auto& [scope, name] : scopes) {
            Measure& sum = book_.changes_.sums[SumKey{visit.day, scope, name, quantity}];
            ++sum.count;
            sum.sum += took;
            sum.longest = std::max(sum.longest, took);
            sum.over_norm += over ? 1 : 0;
        }
    }

    // total wait = sum of the legs: counted with the first call, grown by each further one.
    void add_visit_wait(Visit& visit, hall::Milliseconds wait) {
        const auto called = std::count_if(visit.legs.begin(), visit.legs.end(),
                                          [](const Leg& leg) { return leg.called.has_value(); });
        visit.waited += wait;
        Measure& sum = book_.changes_.sums[SumKey{visit.day, Scope::hall, "", Quantity::visit_wait}];
        sum.count += called == 1 ? 1 : 0;
        sum.sum += wait;
        sum.longest = std::max(sum.longest, visit.waited);
    }

    // A keypad's presses carry no name; they are those of the person who opened the window.
    hall::OperatorId person_at(hall::WindowId window) const {
        if (!event_.author.person.value.empty()) return event_.author.person;
        const auto spell = book_.spells_.find(window);
        return spell == book_.spells_.end() ? hall::OperatorId{} : spell->second.spell.person;
    }

    void begin_spell(hall::WindowId window, Post post, const hall::ReasonId& reason) {
        const hall::OperatorId person = person_at(window);
        end_spell(window);
        const NumberedSpell begun{book_.position_, today(),
                                  Spell{window, post, person, reason, event_.at, std::nullopt}};
        book_.spells_[window] = begun;
        book_.changes_.spells[begun.number] = begun;
    }

    void end_spell(hall::WindowId window) {
        const auto lasting = book_.spells_.find(window);
        if (lasting == book_.spells_.end()) return;
        lasting->second.spell.till = event_.at;
        book_.changes_.spells[lasting->second.number] = lasting->second;
        book_.spells_.erase(lasting);
    }

    Book& book_;
    const hall::Event& event_;
};

Book::Book(std::uint64_t position, PlanDigest plan, std::vector<Visit> visits,
           const std::vector<NumberedSpell>& spells)
    : position_(position), plan_(std::move(plan)) {
    for (Visit& visit : visits) open_[visit.ticket] = std::move(visit);
    for (const NumberedSpell& spell : spells) spells_[spell.spell.window] = spell;
}

void Book::hear(std::uint64_t number, const std::optional<hall::Event>& event) {
    assert(number == position_ + 1);
    position_ = number;
    if (event) std::visit(Fold{*this, *event}, event->fact);
}

Changes Book::take_changes() {
    for (const hall::TicketId ticket : touched_) changes_.visits.push_back(open_.at(ticket));
    touched_.clear();
    return std::exchange(changes_, Changes{});
}

}  // namespace okno::statistics
