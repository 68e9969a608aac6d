// The [[kiosk]]s of a plan: how large the picture is, how high it hangs, and whether it shows the details of
// every service. Borrows what it is given.
#pragma once

#include "hall/plan.hpp"
#include "plan/entry_reader.hpp"

namespace okno::plan {

class KioskReader {
  public:
    KioskReader(StrictTable& document, EntryReader& entries, hall::Plan& plan)
        : critic_(entries.critic()), document_(document), entries_(entries), plan_(plan) {}

    void read();

  private:
    void read_kiosk(StrictTable& table);

    Critic& critic_;
    StrictTable& document_;
    EntryReader& entries_;
    hall::Plan& plan_;
    Names kiosks_{phrase({"kiosk", "терминалов"})};
};

}  // namespace okno::plan
