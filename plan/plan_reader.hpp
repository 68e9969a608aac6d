// Turns a parsed TOML document into a plan, section by section, and remembers where each thing was defined,
// so that a reference to nothing can be told with the names that do exist. Used once, by plan_file.
#pragma once

#include <toml++/toml.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hall/plan.hpp"
#include "plan/area_reader.hpp"
#include "plan/entry_reader.hpp"
#include "plan/strict_table.hpp"

namespace okno::plan {

class PlanReader {
  public:
    PlanReader(const toml::table& document, Critic& critic)
        : critic_(critic),
          entries_(critic),
          document_(document, phrase({"the plan", "плана"}), critic),
          areas_(document_, entries_, plan_) {}

    // Complete only while the critic is content.
    hall::Plan read();

  private:
    void read_hall();
    void read_zone(StrictTable& hall);
    void read_languages(StrictTable& hall);
    void read_kinds();
    void read_groups();
    void read_services();
    void read_routes();
    void read_windows();
    void check_groups();
    void check_served();

    hall::Norm norm(StrictTable& table);
    std::string letter(StrictTable& service);
    std::optional<int> code(StrictTable& service);
    std::string online(StrictTable& service);
    std::optional<hall::Icon> icon(StrictTable& tile);  // of a service or a group
    std::optional<hall::Schedule> own_schedule(StrictTable& table, const hall::KindId& kind);
    std::vector<hall::RouteStep> route(StrictTable& table, const hall::ServiceId& first);
    hall::WindowId window_number(StrictTable& window);
    std::vector<hall::ServiceId> window_services(StrictTable& window, const hall::KindId& kind);
    std::vector<hall::ServiceId> window_helps(StrictTable& table, const hall::Window& window);
    std::vector<hall::ServiceId> services_of(const std::vector<Word>& words, const hall::KindId& kind);
    void need(bool present, const Phrase& missing, const Phrase& expected);

    Critic& critic_;
    EntryReader entries_;
    StrictTable document_;
    hall::Plan plan_;
    AreaReader areas_;  // uses those above
    Names kinds_{phrase({"window kind", "видов окон"})};
    Names groups_{phrase({"service group", "групп услуг"})};
    Names services_{phrase({"service", "услуг"})};
    std::vector<StrictTable> service_tables_;  // read twice: a route may lead to a service defined below
    std::map<hall::WindowId, toml::source_region> windows_;
    std::map<int, toml::source_region> codes_;
    std::set<hall::ServiceId> wished_;  // named by a window, even when the window itself is wrong
};

}  // namespace okno::plan
