#include "statistics/book.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace okno::statistics {

namespace {

std::set<hall::ServiceId> calls_of(const hall::Duties& duties) {
    std::set<hall::ServiceId> calls{duties.services.begin(), duties.services.end()};
    calls.insert(duties.helps.begin(), duties.helps.end());
    return calls;
}

PlanDigest digest(const hall::Plan& plan) {
    PlanDigest digest{plan.zone, {}, {}, {}, {}, {}, {}, plan.abandoned_after};
    for (const hall::Service& service : plan.services) {
        digest.services[service.id] = service.kind;
        if (service.norm) digest.own_norms[service.id] = *service.norm;
    }
    for (const hall::Window& window : plan.windows) {
        digest.windows[window.id] = window.kind;
        digest.calls[window.id] = calls_of(hall::duties_of(window));
    }
    for (const hall::Outcome& outcome : plan.outcomes)
        if (outcome.forwarded) digest.forwarding[outcome.id] = plan.forwarding;
    for (const hall::WindowKind& kind : plan.kinds) digest.kinds[kind.id] = kind.norm;
    return digest;
}

template <class Id>
hall::KindId kind_of(const std::map<Id, hall::KindId>& kinds, const Id& id) {
    const auto found = kinds.find(id);
    return found == kinds.end() ? hall::KindId{} : found->second;
}

std::optional<hall::TicketId> ticket_of(const hall::Fact& fact) {
    return std::visit(
        [](const auto& one) -> std::optional<hall::TicketId> {
            if constexpr (requires { one.ticket; }) return one.ticket;
            return std::nullopt;
        },
        fact);
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
    void operator()(const hall::DayStarted&) {
        for (auto& [window, idling] : book_.idling_) {
            add_idle(window, idling);
            idling.day = today();
            idling.since = event_.at;
            book_.changes_.idling[window] = idling;
        }
    }
    // Of these nothing is counted: the day's end closes its windows by events of their own.
    void operator()(const hall::LeaveAnnounced&) {}
    void operator()(const hall::LeaveWithdrawn&) {}
    void operator()(const hall::DayEnded&) {}
    void operator()(const hall::PrintReported&) {}
    void operator()(const hall::StepAdded&) {}
    void operator()(const hall::StageEntered&) {}
    void operator()(const hall::ParkReminded&) {}
    void operator()(const hall::DeviceReported&) {}
    void operator()(const hall::BlockLeased&) {}
    void operator()(const hall::StaffCalled&) {}
    void operator()(const hall::StaffCallAnswered&) {}
    void operator()(const hall::VisitRated& fact) {
        book_.changes_.ratings.push_back({fact.ticket, fact.score, fact.topic});
    }
    void operator()(const hall::ServiceClosed&) {}
    void operator()(const hall::ServiceReopened&) {}
    void operator()(const hall::MessagePosted&) {}
    void operator()(const hall::MessageWithdrawn&) {}
    void operator()(const hall::ManagerCalled&) {}
    void operator()(const hall::ManagerCallAnswered&) {}
    template <hall::PanicFact Help>
    void operator()(const Help&) {}  // no visitor waits longer or shorter for it by itself

    void operator()(const hall::ServicesAssigned& fact) {
        book_.plan_.calls[fact.window] = calls_of(fact.duties);
        book_.changes_.assigned = true;
    }
    // The category of a visit is the one it was taken with: legs may have been counted under it already.
    void operator()(const hall::TicketPrioritised&) {}

    void operator()(const hall::TicketTaken& fact) {
        Visit& visit = book_.open_[fact.ticket];
        visit = Visit{};
        visit.ticket = fact.ticket;
        visit.first_number = visit.last_number = book_.position_;
        visit.number = fact.number;
        visit.language = fact.language;
        visit.device = event_.author.device;
        visit.category = fact.category;
        visit.issued = hall::taken_at(event_, fact);
        visit.abandoned_after = book_.plan_.abandoned_after;
        const hall::LocalTime local = hall::local_time(book_.plan_.zone, visit.issued);
        visit.day = std::chrono::floor<std::chrono::days>(local);
        visit.hour = static_cast<int>(std::chrono::floor<std::chrono::hours>(local - visit.day).count());
        begin_leg(visit, LegBegin::issue, fact.service, kind_of(book_.plan_.services, fact.service));
        visit.legs.back().since = visit.issued;
        ++counts(visit).issued;
    }

    void operator()(const hall::TicketCancelled& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).cancelled;
            count_in_vain(*visit, Quantity::left);
            end_visit(*visit, LegEnd::cancelled, VisitEnd::cancelled);
        }
    }
    void operator()(const hall::TicketExpired& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).expired;
            count_in_vain(*visit, Quantity::closed);
            end_visit(*visit, LegEnd::expired, VisitEnd::expired);
        }
    }
    // Who may still come back has not left: the visit goes on without a leg until then.
    void operator()(const hall::TicketMissed& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        const Leg& leg = visit->legs.back();
        if (leg.called) count_leg(book_.changes_, *visit, leg, Quantity::missed, event_.at - *leg.called);
        if (fact.until) return end_leg(*visit, LegEnd::missed);
        ++counts(*visit).missed;
        end_visit(*visit, LegEnd::missed, VisitEnd::missed);
    }
    void operator()(const hall::ReturnLapsed& fact) {
        if (Visit* visit = find(fact.ticket)) {
            ++counts(*visit).missed;
            end_visit(*visit, LegEnd::missed, VisitEnd::missed);
        }
    }
    void operator()(const hall::TicketReturned& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        const hall::ServiceId service = visit->legs.back().service;
        begin_leg(*visit, LegBegin::comeback, service, kind_of_queue(service, fact.only_at), fact.only_at);
    }

    void operator()(const hall::TicketCalled& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        Leg& leg = visit->legs.back();
        leg.called = event_.at;
        leg.window = fact.window;
        leg.called_by = leg.person = person_at(fact.window);
        leg.reason = fact.reason.why;
        if (const auto norm = norm_of(leg)) leg.wait_norm = norm->wait;
        const hall::Milliseconds wait = event_.at - leg.since;
        count_leg(book_.changes_, *visit, leg, Quantity::wait, wait);
        if (leg.begin == LegBegin::park) count_leg(book_.changes_, *visit, leg, Quantity::parked, wait);
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
        finish_leg(*visit, fact.outcome);
        note_forwarded(*visit, fact.window, fact.outcome, fact.reference);
        ++counts(*visit).served;
        end_visit(*visit, LegEnd::finished, VisitEnd::served);
    }
    void operator()(const hall::StepFinished& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        finish_leg(*visit, fact.outcome);
        note_forwarded(*visit, fact.window, fact.outcome, fact.reference);
        begin_leg(*visit, LegBegin::step, fact.next.service,
                  kind_of_queue(fact.next.service, fact.next.back_to), fact.next.back_to);
    }

    void operator()(const hall::TicketTransferred& fact) {
        Visit* visit = find(fact.ticket);
        if (!visit) return;
        hall::ServiceId service = visit->legs.back().service;
        std::optional<hall::WindowId> only_at;
        if (const auto* to = std::get_if<hall::ServiceId>(&fact.to))
            service = *to;
        else
            only_at = std::get<hall::WindowId>(fact.to);
        const hall::KindId kind = kind_of_queue(service, only_at);
        Leg& leg = visit->legs.back();
        if (!leg.called) {
            // A window closed and its visitors were moved to another queue. Nobody called them: their wait
            // goes on, or closing a window would make waits disappear.
            leg.service = service;
            leg.kind = kind;
            leg.only_at = only_at;
            return;
        }
        add_service(*visit);
        end_leg(*visit, LegEnd::transferred);
        begin_leg(*visit, LegBegin::transfer, service, kind, only_at);
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

    // After the event: who idles now, and who no longer does.
    void watch_idleness() {
        for (const auto& [window, services] : book_.plan_.calls) {
            const auto spell = book_.spells_.find(window);
            const bool open = spell != book_.spells_.end() && spell->second.spell.post == Post::open;
            const bool idle =
                open && !book_.present_.has_visitor(window) && book_.present_.is_waited_for(window, services);
            const auto known = book_.idling_.find(window);
            if (idle == (known != book_.idling_.end())) continue;
            if (idle) {
                const Idling begun{today(), event_.at, spell->second.spell.person};
                book_.idling_[window] = begun;
                book_.changes_.idling[window] = begun;
            } else {
                add_idle(window, known->second);
                book_.idling_.erase(known);
                book_.changes_.idling[window] = std::nullopt;
            }
        }
    }

  private:
    hall::LocalDay today() const { return hall::local_day(book_.plan_.zone, event_.at); }

    Visit* find(hall::TicketId ticket) {
        const auto it = book_.open_.find(ticket);
        if (it == book_.open_.end()) return nullptr;
        book_.touched_.insert(ticket);
        return &it->second;
    }

    Counts& counts(const Visit& visit) { return book_.changes_.hours[HourKey{visit.day, visit.hour}]; }

    hall::KindId kind_of_queue(const hall::ServiceId& service,
                               const std::optional<hall::WindowId>& only_at) const {
        return only_at ? kind_of(book_.plan_.windows, *only_at) : kind_of(book_.plan_.services, service);
    }

    void begin_leg(Visit& visit, LegBegin begin, hall::ServiceId service, hall::KindId kind,
                   std::optional<hall::WindowId> only_at = std::nullopt) {
        Leg& leg = visit.legs.emplace_back();
        leg.begin = begin;
        leg.service = std::move(service);
        leg.kind = std::move(kind);
        leg.since = event_.at;
        leg.only_at = only_at;
        book_.touched_.insert(visit.ticket);
    }

    // A leg that ended before (missed) keeps its end.
    void end_leg(Visit& visit, LegEnd end) {
        Leg& leg = visit.legs.back();
        if (leg.end) return;
        leg.end = end;
        leg.ended = event_.at;
    }

    void end_visit(Visit& visit, LegEnd leg_end, VisitEnd end) {
        end_leg(visit, leg_end);
        visit.end = end;
        visit.ended = event_.at;
        count_end(book_.changes_, visit);
        const hall::TicketId ticket = visit.ticket;
        book_.changes_.visits.push_back(std::move(visit));
        book_.open_.erase(ticket);
        book_.touched_.erase(ticket);
    }

    // service = finish − start; start = the specialist's action, else the call. A transfer or a park ends the
    // service of its leg as a finish does.
    void add_service(Visit& visit) {
        Leg& leg = visit.legs.back();
        if (!leg.called) return;
        if (const auto norm = norm_of(leg)) leg.service_norm = norm->service;
        count_leg(book_.changes_, visit, leg, Quantity::service,
                  event_.at - leg.started.value_or(*leg.called));
    }

    void finish_leg(Visit& visit, const hall::OutcomeId& outcome) {
        add_service(visit);
        end_leg(visit, LegEnd::finished);
        visit.outcome = visit.legs.back().outcome = outcome;
        count_outcome(book_.changes_, visit, visit.legs.back());
    }

    // A deadline is the end of a local day: the day before that instant's.
    void note_forwarded(const Visit& visit, hall::WindowId window, const hall::OutcomeId& outcome,
                        const std::string& reference) {
        const auto rule = book_.plan_.forwarding.find(outcome);
        if (rule == book_.plan_.forwarding.end()) return;
        const hall::Zone& zone = book_.plan_.zone;
        const auto due = hall::deadlines_of(rule->second, zone, event_.at);
        const auto day_that_ends = [&](hall::Timestamp end) {
            return hall::local_day(zone, end - hall::Milliseconds{1});
        };
        book_.changes_.forwarded.push_back(
            {book_.position_, visit.ticket, visit.number, visit.legs.back().service, outcome, window,
             reference, event_.at, today(), day_that_ends(due.registered), day_that_ends(due.answered)});
    }

    // Whoever was called before has not waited in vain.
    void count_in_vain(const Visit& visit, Quantity quantity) {
        const Leg& leg = visit.legs.back();
        if (!leg.called) count_leg(book_.changes_, visit, leg, quantity, event_.at - leg.since);
    }

    // The service's own, else that of the kind of the queue.
    std::optional<hall::Norm> norm_of(const Leg& leg) const {
        const auto own = book_.plan_.own_norms.find(leg.service);
        if (own != book_.plan_.own_norms.end()) return own->second;
        const auto of_kind = book_.plan_.kinds.find(leg.kind);
        if (of_kind == book_.plan_.kinds.end()) return std::nullopt;
        return of_kind->second;
    }

    // idle = from the moment the window is open and free and somebody waits whom it could call, to the first
    // moment it is not so.
    void add_idle(hall::WindowId window, const Idling& idling) {
        count_idle(book_.changes_, window, idling, event_.at - idling.since);
    }

    // total wait = sum of the legs: counted with the first call, grown by each further one.
    void add_visit_wait(Visit& visit, hall::Milliseconds wait) {
        const auto called = std::count_if(visit.legs.begin(), visit.legs.end(),
                                          [](const Leg& leg) { return leg.called.has_value(); });
        visit.waited += wait;
        count_visit_wait(book_.changes_, visit, wait, called == 1);
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
           const std::vector<NumberedSpell>& spells, std::map<hall::WindowId, Idling> idling)
    : position_(position), plan_(std::move(plan)), idling_(std::move(idling)) {
    for (Visit& visit : visits) {
        present_.count(visit, 1);
        open_[visit.ticket] = std::move(visit);
    }
    for (const NumberedSpell& spell : spells) spells_[spell.spell.window] = spell;
}

void Book::hear(std::uint64_t number, const std::optional<hall::Event>& event) {
    assert(number == position_ + 1);
    position_ = number;
    if (!event) return;
    const auto ticket = ticket_of(event->fact);
    const auto count = [&](int one) {
        const auto visit = ticket ? open_.find(*ticket) : open_.end();
        if (visit != open_.end()) present_.count(visit->second, one);
    };
    // Without touching it: what changes nothing that is counted must not cost a row.
    if (const auto visit = ticket ? open_.find(*ticket) : open_.end(); visit != open_.end())
        visit->second.last_number = number;
    Fold fold{*this, *event};
    count(-1);
    std::visit(fold, event->fact);
    count(1);
    fold.watch_idleness();
}

Changes Book::take_changes() {
    for (const hall::TicketId ticket : touched_) changes_.visits.push_back(open_.at(ticket));
    touched_.clear();
    return std::exchange(changes_, Changes{});
}

}  // namespace okno::statistics
