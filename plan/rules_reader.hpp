// The rules of a plan and the lists that go with them: how a visitor is called, who goes first, how a service
// and a day end, stages, pause reasons, outcomes, devices. Services and windows are PlanReader's. Borrows
// what it is given.
#pragma once

#include "hall/plan.hpp"
#include "plan/entry_reader.hpp"

namespace okno::plan {

class RulesReader {
  public:
    RulesReader(StrictTable& document, EntryReader& entries, hall::Plan& plan)
        : critic_(entries.critic()), document_(document), entries_(entries), plan_(plan) {}

    void read();

  private:
    void read_calling();
    void read_ordering();
    void read_closing();
    void read_finishing();
    void read_parking();
    void read_slip();
    void read_rating();
    void read_second_language(StrictTable& slip);
    void read_categories();
    void read_stages();
    void read_pause_reasons();
    void read_outcomes();
    void read_forwarding();
    void read_statistics();
    void read_devices();
    void check_finishing();

    Critic& critic_;
    StrictTable& document_;
    EntryReader& entries_;
    hall::Plan& plan_;
    Names categories_{phrase({"category", "категорий"})};
    Names stages_{phrase({"stage", "этапов"})};
    Names reasons_{phrase({"pause reason", "причин перерыва"})};
    Names outcomes_{phrase({"outcome", "итогов"})};
    Names devices_{phrase({"device", "устройств"})};
    Names topics_{phrase({"topic", "тем оценок"})};
};

}  // namespace okno::plan
