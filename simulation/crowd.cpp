#include "simulation/crowd.hpp"

#include <utility>

namespace okno::simulation {

namespace {

const hall::Author printer{hall::DeviceId{"printer-1"}, {}};
const hall::Author door{hall::DeviceId{"console"}, hall::OperatorId{"receptionist"}};

constexpr hall::Milliseconds merging{2};
constexpr double hears_a_recall = 0.3;
constexpr double paper_jams = 0.01;

enum Purpose : std::uint64_t { language = 11, print = 12, recall = 13, leg_chances = 14 };

}  // namespace

Crowd::Crowd(const Behaviour& behaviour, Reception& reception, Agenda& agenda)
    : behaviour_(behaviour), reception_(reception), agenda_(agenda) {
    kiosks_.emplace_back(hall::Author{hall::DeviceId{"kiosk-1"}, {}}, reception);
}

void Crowd::prepare_for_outages(hall::Timestamp now) {
    kiosks_.emplace_back(hall::Author{hall::DeviceId{"kiosk-2"}, {}}, reception_);
    for (LoneKiosk& kiosk : kiosks_) kiosk.lease(now);
}

void Crowd::expect(std::vector<Visitor> visitors) {
    first_ += expected_.size();
    expected_ = std::move(visitors);
    for (std::size_t i = 0; i < expected_.size(); ++i)
        agenda_.add(expected_[i].comes, Deed::comes, first_ + i);
}

Crowd::Arrival Crowd::act(const Act& act) {
    const hall::TicketId ticket{act.who};
    switch (act.deed) {
        case Deed::comes:
            come(act.who, act.at);
            break;
        case Deed::is_printed: {
            Random random(key_of({act.turn, print}));
            const auto paper = random.chance(paper_jams) ? hall::Print::failed : hall::Print::printed;
            (void)reception_.hear(printer, hall::ReportPrint{ticket, paper}, act.at);
            break;
        }
        case Deed::loses_patience:
            lose_patience(ticket, act.at);
            break;
        case Deed::reaches_window:
            return reach_window(ticket, act.turn, act.at);
        case Deed::returns:
            come_back(ticket, act.at);
            break;
        case Deed::has_filled_in:
            return known(ticket) ? Arrival::with_form : Arrival::none;
        case Deed::loses_dispatcher:
            kiosks_.at(act.who).lose_dispatcher();
            break;
        case Deed::finds_dispatcher:
            kiosks_.at(act.who).find_dispatcher();
            merge(act.who, act.at);
            break;
        case Deed::merges:
            merge(act.who, act.at);
            break;
        default:
            break;
    }
    return Arrival::none;
}

void Crowd::come(std::size_t index, hall::Timestamp now) {
    if (index < first_) return;  // came after midnight to a hall that had closed
    const Visitor& visitor = expected_[index - first_];
    const auto& languages = reception_.state().plan.languages;
    Random random(key_of({visitor.key, language}));
    const hall::Language& speaks = random.among(languages);
    LoneKiosk& kiosk = kiosk_of(visitor);
    if (kiosk.alone()) return kiosk.give(visitor, speaks, now);
    const auto taken =
        reception_.hear(kiosk.self(), hall::TakeTicket{visitor.service, speaks, visitor.category}, now);
    if (!taken) return;
    const hall::TicketId ticket = std::get<hall::TicketTaken>(taken->back().fact).ticket;
    let_in(ticket, visitor, now);
    if (const auto& printing = behaviour_.operators.printing)
        agenda_.add(now + printing->draw(random), Deed::is_printed, ticket.value, visitor.key);
}

void Crowd::let_in(hall::TicketId ticket, const Visitor& visitor, hall::Timestamp taken) {
    persons_[ticket] = Person{visitor};
    if (visitor.patience) agenda_.add(taken + *visitor.patience, Deed::loses_patience, ticket.value);
}

// One after the other; whatever becomes due in the hall meanwhile is done between two of them. Lost again,
// the kiosk goes on when it finds the dispatcher.
void Crowd::merge(std::uint64_t number, hall::Timestamp now) {
    LoneKiosk& kiosk = kiosks_.at(number);
    if (kiosk.alone() || kiosk.unmerged() == 0) return;
    const auto merged = kiosk.merge(now);
    const hall::Ticket* ticket = merged ? hall::find(reception_.state(), merged->first) : nullptr;
    if (ticket) let_in(ticket->id, merged->second, ticket->taken);
    agenda_.add(now + merging, Deed::merges, number);
}

std::size_t Crowd::unmerged() const {
    std::size_t sum = 0;
    for (const LoneKiosk& kiosk : kiosks_) sum += kiosk.unmerged();
    return sum;
}

LoneKiosk& Crowd::kiosk_of(const Visitor& visitor) {
    return kiosks_[visitor.key % kiosks_.size()];
}

// At the nearest kiosk; while that is alone a ticket cannot be given back.
void Crowd::cancel(hall::TicketId ticket, hall::Timestamp now) {
    if (!kiosks_.front().alone())
        (void)reception_.hear(kiosks_.front().self(), hall::CancelTicket{ticket}, now);
}

void Crowd::lose_patience(hall::TicketId id, hall::Timestamp now) {
    Person* person = known(id);
    const hall::Ticket* ticket = hall::find(reception_.state(), id);
    if (!person || !ticket) return;
    // Called at that very moment: the kiosk will not take the ticket back, and the visitor goes to the
    // window.
    if (person->called) {
        if (person->visitor.cancels && hall::window_of(*ticket)) cancel(id, now);
        return;
    }
    person->gone = true;
    if (person->visitor.cancels) cancel(id, now);
}

void Crowd::come_back(hall::TicketId id, hall::Timestamp now) {
    const hall::Ticket* ticket = hall::find(reception_.state(), id);
    if (ticket && known(id)) (void)reception_.hear(door, hall::ReturnTicket{ticket->number}, now);
}

Crowd::Arrival Crowd::reach_window(hall::TicketId id, std::uint64_t leg, hall::Timestamp now) {
    const Person* person = known(id);
    const hall::Ticket* ticket = hall::find(reception_.state(), id);
    if (!person || !ticket || person->leg != leg) return Arrival::none;
    if (hall::window_of(*ticket)) return Arrival::at_window;
    // Too late: given up meanwhile, and right there to say so.
    if (std::holds_alternative<hall::Missed>(ticket->stage)) come_back(id, now);
    return Arrival::none;
}

void Crowd::hear(const hall::Event& event, hall::Timestamp now) {
    if (const auto* call = std::get_if<hall::TicketCalled>(&event.fact)) {
        Person* person = known(call->ticket);
        if (!person) return;
        ++person->leg;
        const bool hears = person->called || person->visitor.hears;
        person->called = true;
        if (!person->gone && hears) set_out(call->ticket, *person, now);
    } else if (const auto* again = std::get_if<hall::TicketRecalled>(&event.fact)) {
        const Person* person = known(again->ticket);
        if (!person || person->gone || person->leg != 1 || person->visitor.hears) return;
        Random random(key_of(
            {person->visitor.key, recall, static_cast<std::uint64_t>(event.at.time_since_epoch().count())}));
        if (random.chance(hears_a_recall)) set_out(again->ticket, *person, now);
    } else if (const auto* missed = std::get_if<hall::TicketMissed>(&event.fact)) {
        const Person* person = known(missed->ticket);
        if (person && !person->gone && person->visitor.returns)
            agenda_.add(now + *person->visitor.returns, Deed::returns, missed->ticket.value);
    } else if (const auto* parked = std::get_if<hall::TicketParked>(&event.fact)) {
        const Person* person = known(parked->ticket);
        if (!person) return;
        Random random(key_of({person->visitor.key, person->leg}));
        agenda_.add(now + behaviour_.operators.filling_in.draw(random), Deed::has_filled_in,
                    parked->ticket.value);
    } else if (const auto ended = std::visit(
                   [](const auto& fact) -> std::optional<hall::TicketId> {
                       if constexpr (requires { fact.ticket; }) return fact.ticket;
                       return std::nullopt;
                   },
                   event.fact)) {
        // The event has been folded: who is not in the hall any more has gone home.
        if (!hall::find(reception_.state(), *ended)) persons_.erase(*ended);
    }
}

void Crowd::set_out(hall::TicketId ticket, const Person& person, hall::Timestamp now) {
    agenda_.add(now + matter_of(ticket).walk, Deed::reaches_window, ticket.value, person.leg);
}

Matter Crowd::matter_of(hall::TicketId ticket) const {
    const auto person = persons_.find(ticket);
    if (person == persons_.end()) return {};
    const std::uint64_t key = key_of({person->second.visitor.key, leg_chances, person->second.leg});
    Random random(key);
    Matter matter;
    matter.walk = behaviour_.visitors.walk.draw(random);
    matter.length = random.uniform();
    const Operators& operators = behaviour_.operators;
    matter.forgets_start = random.chance(operators.forgets_start);
    matter.uses_stages = random.chance(operators.uses_stages);
    matter.gives_outcome = random.chance(0.8);
    const double turn = random.uniform();
    if (person->second.leg <= 2) {
        if (turn < operators.transfers)
            matter.turn = Matter::Turn::transfer;
        else if (turn < operators.transfers + operators.parks)
            matter.turn = Matter::Turn::park;
        else if (turn < operators.transfers + operators.parks + operators.adds_steps)
            matter.turn = Matter::Turn::added_step;
    }
    matter.key = random.next();
    return matter;
}

Crowd::Person* Crowd::known(hall::TicketId ticket) {
    const auto person = persons_.find(ticket);
    return person == persons_.end() ? nullptr : &person->second;
}

}  // namespace okno::simulation
