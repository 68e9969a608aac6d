#include "simulation/chronicle.hpp"

#include <chrono>
#include <variant>

namespace okno::simulation {

using hall::Timestamp;

void Chronicle::hear(const hall::Event& event) {
    std::visit([&](const auto& fact) { hear_fact(fact, event.at); }, event.fact);
}

std::vector<std::vector<Arrival>> Chronicle::days() const {
    std::vector<std::vector<Arrival>> days;
    for (const auto& [day, arrivals] : days_) days.push_back(arrivals);
    return days;
}

void Chronicle::hear_fact(const hall::PlanAdopted& fact, Timestamp) {
    zone_ = fact.plan.zone;
}

void Chronicle::hear_fact(const hall::TicketTaken& fact, Timestamp at) {
    const hall::LocalTime local = hall::local_time(zone_, at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    days_[day].push_back({local - day, fact.service, fact.category});
    visits_[fact.ticket] = {fact.service, at};
}

void Chronicle::hear_fact(const hall::TicketCalled& fact, Timestamp at) {
    if (const auto visit = visits_.find(fact.ticket); visit != visits_.end()) visit->second.begun = at;
}

void Chronicle::hear_fact(const hall::ServiceStarted& fact, Timestamp at) {
    if (const auto visit = visits_.find(fact.ticket); visit != visits_.end()) visit->second.begun = at;
}

void Chronicle::hear_fact(const hall::ServiceFinished& fact, Timestamp at) {
    if (served(fact.ticket, at)) visits_.erase(fact.ticket);
}

void Chronicle::hear_fact(const hall::StepFinished& fact, Timestamp at) {
    if (Visit* visit = served(fact.ticket, at)) visit->service = fact.next.service;
}

void Chronicle::hear_fact(const hall::TicketTransferred& fact, Timestamp at) {
    Visit* visit = served(fact.ticket, at);
    const auto* service = std::get_if<hall::ServiceId>(&fact.to);
    if (visit && service) visit->service = *service;
}

// Null: a ticket from before the journal's beginning.
Chronicle::Visit* Chronicle::served(hall::TicketId ticket, Timestamp at) {
    const auto visit = visits_.find(ticket);
    if (visit == visits_.end()) return nullptr;
    services_[visit->second.service].push_back(at - visit->second.begun);
    return &visit->second;
}

}  // namespace okno::simulation
