// The visitors of a simulated hall: they come, take a ticket, lose patience, walk to the window they are
// called to, or do not. They act on what is called in the hall and know nothing else of it.
#pragma once

#include <map>
#include <vector>

#include "simulation/agenda.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/lone_kiosk.hpp"
#include "simulation/reception.hpp"

namespace okno::simulation {

// The chances of one leg of a visit; the same whoever serves it and when.
struct Matter {
    hall::Milliseconds walk{};
    double length = 0;  // the quantile of the service's spread
    bool forgets_start = false;
    bool uses_stages = false;
    bool gives_outcome = false;
    enum class Turn { none, transfer, park, added_step } turn = Turn::none;
    std::uint64_t key = 0;  // for whatever else is by chance
};

class Crowd {
  public:
    // All must outlive the crowd.
    Crowd(const Behaviour& behaviour, Reception& reception, Agenda& agenda);

    // A second kiosk is put up, and both lease a block.
    void prepare_for_outages(hall::Timestamp now);
    void expect(std::vector<Visitor> visitors);

    // An act of a visitor; the ticket that has reached its window or is ready to go on, for the staff.
    enum class Arrival { none, at_window, with_form };
    Arrival act(const Act& act);
    void hear(const hall::Event& event, hall::Timestamp now);

    Matter matter_of(hall::TicketId ticket) const;
    std::size_t unmerged() const;  // tickets that kiosks gave alone and the dispatcher does not know yet

  private:
    struct Person {
        Visitor visitor;
        std::uint64_t leg = 0;  // how often called
        bool gone = false;      // has left without a word
        bool called = false;
    };

    void come(std::size_t index, hall::Timestamp now);
    void let_in(hall::TicketId ticket, const Visitor& visitor, hall::Timestamp taken);
    void merge(std::uint64_t kiosk, hall::Timestamp now);
    void cancel(hall::TicketId ticket, hall::Timestamp now);
    LoneKiosk& kiosk_of(const Visitor& visitor);
    void lose_patience(hall::TicketId ticket, hall::Timestamp now);
    void come_back(hall::TicketId ticket, hall::Timestamp now);
    Arrival reach_window(hall::TicketId ticket, std::uint64_t leg, hall::Timestamp now);
    void set_out(hall::TicketId ticket, const Person& person, hall::Timestamp now);
    Person* known(hall::TicketId ticket);

    const Behaviour& behaviour_;
    Reception& reception_;
    Agenda& agenda_;
    std::vector<Visitor> expected_;  // of this day; numbered on from the days before
    std::size_t first_ = 0;
    std::vector<LoneKiosk> kiosks_;
    std::map<hall::TicketId, Person> persons_;
};

}  // namespace okno::simulation
