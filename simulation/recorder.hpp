// Follows the events of a hall and writes down its days. It knows nothing of how the people were simulated:
// replaying a journal gives the same record.
#pragma once

#include <cstdint>

#include "simulation/day.hpp"
#include "simulation/witness.hpp"

namespace okno::simulation {

class Recorder : public Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void before(const hall::State& state, const hall::Event& event) override;
    void after(const hall::State& state, const hall::Event& event) override;

    // The day so far, up to `now`; a new one begins. Who is still in the hall will be in a later day.
    Day take_day(hall::LocalDay day, hall::Timestamp now);

  private:
    // Somebody who waits: for a service, or for one window alone.
    struct Waiter {
        hall::TicketId ticket;
        hall::Timestamp issued{};
        hall::Timestamp since{};
        std::optional<std::size_t> service;  // in the plan's order
        std::optional<hall::WindowId> only_at;
        int overtaken_by = 0;
    };
    struct Post {
        std::vector<bool> serves;           // by service
        std::vector<std::size_t> services;  // those it could call: serves, or helps with
        bool staffed = false;
        bool paused = false;
        std::optional<hall::TicketId> visitor;
        hall::Timestamp called{};
        int waiting_here = 0;  // for it alone
        WindowDay day;
    };

    void read_plan(const hall::State& state);
    void pass_time(hall::Timestamp now);
    bool could_call(const Post& post) const;
    bool could_call(hall::WindowId window, const Post& post, const Waiter& waiter) const;
    void note_call(hall::WindowId window, hall::TicketId ticket, hall::Timestamp at);
    void begin_wait(hall::TicketId ticket, const hall::Waiting& waiting, const hall::ServiceId& service,
                    hall::Timestamp now);
    void end_wait(hall::TicketId ticket, hall::Timestamp now);
    void leave_window(hall::TicketId ticket, hall::Timestamp now);
    void end_visit(hall::TicketId ticket, hall::Timestamp now, Ending ending);
    std::vector<Waiter>::iterator waiter_of(hall::TicketId ticket);

    hall::Timestamp latest_{};
    bool began_ = false;
    std::map<hall::ServiceId, std::size_t> services_;
    std::map<hall::WindowId, Post> posts_;
    std::map<hall::TicketId, Visit> inside_;
    std::vector<Waiter> waiters_;
    std::vector<int> waiting_for_;  // by service
    std::int64_t queued_ = 0;       // by the hall's own queues
    Day day_;
    hall::Timestamp day_began_{};
};

}  // namespace okno::simulation
