// Calls for help in a plan: the table [panic] and a [[panic_zone]] for each place. After the windows, which
// they name. Borrows what it is given.
#pragma once

#include <map>

#include "hall/plan.hpp"
#include "plan/entry_reader.hpp"

namespace okno::plan {

class PanicReader {
  public:
    PanicReader(StrictTable& document, EntryReader& entries, hall::Plan& plan)
        : critic_(entries.critic()), document_(document), entries_(entries), plan_(plan) {}

    void read();

  private:
    hall::PanicZone read_zone(StrictTable& table);

    Critic& critic_;
    StrictTable& document_;
    EntryReader& entries_;
    hall::Plan& plan_;
    std::map<hall::PanicZoneId, toml::source_region> zones_;
};

}  // namespace okno::plan
