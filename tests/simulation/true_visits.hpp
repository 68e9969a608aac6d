// The life of every ticket of a simulated hall, step by step against the plan: one number a day, one ending,
// all steps of its route, no recall too many or too soon, a place kept or lost as promised. What a kiosk gave
// alone is a ticket like any other, from the moment the visitor had it.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "simulation/witness.hpp"

namespace okno::test {

class TrueVisits : public simulation::Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void before(const hall::State& state, const hall::Event& event) override;
    void after(const hall::State& state, const hall::Event& event) override;

    std::size_t issued() const { return issued_; }

  private:
    struct Life {
        std::vector<hall::Step> to_do;                     // what is still to be done, the present step first
        std::map<hall::ServiceId, hall::WindowId> served;  // where, by service of the finished steps
        std::optional<hall::WindowId> sent_to;             // alone
        hall::StageId stage;                               // of the service
        hall::Timestamp stage_since{};
        hall::Timestamp taken{};
        hall::Timestamp rank{};
        hall::Timestamp called{};     // for this leg
        hall::Timestamp last_call{};  // or recalled
        int recalls = 0;
        std::optional<hall::Timestamp> alarm;  // a reminder, or the end of a right to return
    };
    static void follow(const hall::State& state, Life& life, const hall::Event& event);
    static void follow_stages(const hall::State& state, Life& life, const hall::Event& event);
    static void check_stage(const hall::Ticket& ticket, const Life& life);

    template <class Fact>
    void check(const hall::State&, const Fact&, hall::Timestamp) {}
    void check(const hall::State& state, const hall::TicketTaken& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketRecalled& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::ServiceFinished& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::StepFinished& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::StepAdded& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketMissed& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketReturned& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketTransferred& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketParked& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::ReturnLapsed& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::ParkReminded& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketCancelled& fact, hall::Timestamp at);
    void check(const hall::State& state, const hall::TicketExpired& fact, hall::Timestamp at);
    void check_finish(const hall::State& state, hall::TicketId ticket, const hall::OutcomeId& outcome,
                      hall::Timestamp at) const;
    static void check_reminder(const hall::State& state, const hall::ParkTicket& wish, hall::Timestamp now,
                               const hall::Events& events);
    static void check_merge(const hall::MergeTicket& wish, const hall::Decision& decision);
    static void check_sent_on(const hall::State& state, hall::TicketId ticket, hall::Timestamp at);
    void check(const hall::State& state, const hall::BlockLeased& fact, hall::Timestamp at);
    void check_number(const hall::State& state, const hall::TicketTaken& fact, hall::Timestamp at);
    void end(hall::TicketId ticket);
    Life& life(hall::TicketId ticket);

    std::map<hall::TicketId, Life> alive_;
    std::set<hall::TicketNumber> numbers_;  // of the day
    std::map<std::string, int> last_;       // by letter, of the hall's own
    std::map<int, hall::DeviceId> blocks_;  // whose they are
    std::size_t issued_ = 0;
    hall::Author author_;  // of the event being folded
};

}  // namespace okno::test
