// The areas of a hall in a plan, the [[board]]s that lead there, and the [[staff]] who are named above their
// windows. Areas come before the windows, which name them; boards come after. Borrows what it is given.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hall/plan.hpp"
#include "plan/entry_reader.hpp"

namespace okno::plan {

class AreaReader {
  public:
    AreaReader(StrictTable& document, EntryReader& entries, hall::Plan& plan)
        : critic_(entries.critic()), document_(document), entries_(entries), plan_(plan) {}

    void read_areas();
    std::optional<hall::AreaId> area_of(StrictTable& window);
    void read_boards();  // and looks whether every area has a window, and every window a board
    void read_staff();

  private:
    std::string sign(StrictTable& area);
    void read_board(StrictTable& table);
    void read_arrows(StrictTable& table, hall::PlannedBoard& board);
    std::string login(StrictTable& table);
    void check_areas();
    void check_shown();

    Critic& critic_;
    StrictTable& document_;
    EntryReader& entries_;
    hall::Plan& plan_;
    Names areas_{phrase({"area", "частей зала"})};
    Names boards_{phrase({"board", "табло"})};
    bool misnamed_ = false;  // a window is in an area that is not there: who knows in which
    std::map<std::string, toml::source_region> logins_;
};

}  // namespace okno::plan
