// What a journal tells of a hall's people: who came when, and how long each service took. Folds events in
// their order; knows no file. With it a recorded day is played again, under another plan or policy.
#pragma once

#include <map>
#include <vector>

#include "hall/events.hpp"
#include "simulation/arrivals.hpp"

namespace okno::simulation {

class Chronicle {
  public:
    void hear(const hall::Event& event);

    // By local day of the hall, in order; days without visitors are not there.
    std::vector<std::vector<Arrival>> days() const;
    // From "start", else from the call, until the visitor left the window: finished, sent on or transferred.
    const std::map<hall::ServiceId, std::vector<hall::Milliseconds>>& services() const { return services_; }

  private:
    struct Visit {
        hall::ServiceId service;
        hall::Timestamp begun{};
    };

    void hear_fact(const hall::PlanAdopted& fact, hall::Timestamp at);
    void hear_fact(const hall::TicketTaken& fact, hall::Timestamp at);
    void hear_fact(const hall::TicketCalled& fact, hall::Timestamp at);
    void hear_fact(const hall::ServiceStarted& fact, hall::Timestamp at);
    void hear_fact(const hall::ServiceFinished& fact, hall::Timestamp at);
    void hear_fact(const hall::StepFinished& fact, hall::Timestamp at);
    void hear_fact(const hall::TicketTransferred& fact, hall::Timestamp at);
    template <class Fact>
    void hear_fact(const Fact&, hall::Timestamp) {}
    Visit* served(hall::TicketId ticket, hall::Timestamp at);

    hall::Zone zone_;
    std::map<hall::LocalDay, std::vector<Arrival>> days_;
    std::map<hall::TicketId, Visit> visits_;
    std::map<hall::ServiceId, std::vector<hall::Milliseconds>> services_;
};

}  // namespace okno::simulation
