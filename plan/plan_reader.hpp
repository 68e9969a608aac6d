// Turns a parsed TOML document into a plan, section by section, and remembers where each thing was defined,
// so that a reference to nothing can be told with the names that do exist. Used once, by plan_file.
#pragma once

#include <toml++/toml.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hall/plan.hpp"
#include "plan/strict_table.hpp"

namespace okno::plan {

class PlanReader {
  public:
    PlanReader(const toml::table& document, Critic& critic)
        : critic_(critic), document_(document, "the plan", critic) {}

    // Complete only while the critic is content.
    hall::Plan read();

  private:
    // Ids of one sort of thing in the order of the file, each with the place of its definition.
    struct Names {
        std::string sort;  // "window kind"
        std::vector<std::string> in_order;
        std::map<std::string, toml::source_region> where;
    };

    void read_hall();
    void read_zone(StrictTable& hall);
    void read_languages(StrictTable& hall);
    void read_calling();
    void read_finishing();
    void read_kinds();
    void read_groups();
    void read_services();
    void read_windows();
    void read_pause_reasons();
    void read_outcomes();
    void check_groups();
    void check_served();

    hall::Text text(StrictTable& table, std::string_view key, const std::string& of_what);
    std::string name(StrictTable& table, Names& names);  // the key "id"; "" when it cannot be used
    std::string reference(StrictTable& table, std::string_view key, const Names& names);
    bool known(const Word& word, const Names& names);
    hall::Norm norm(StrictTable& kind);
    hall::WeekSchedule schedule(StrictTable& kind);
    std::optional<hall::Seconds> duration(StrictTable& table, std::string_view key, bool required,
                                          bool may_be_zero);
    std::string letter(StrictTable& service);
    hall::WindowId window_number(StrictTable& window);
    std::vector<hall::ServiceId> window_services(StrictTable& window, const hall::KindId& kind);
    void need(bool present, const std::string& what, const std::string& expected);

    Critic& critic_;
    StrictTable document_;
    hall::Plan plan_;
    Names kinds_{"window kind", {}, {}};
    Names groups_{"service group", {}, {}};
    Names services_{"service", {}, {}};
    Names reasons_{"pause reason", {}, {}};
    Names outcomes_{"outcome", {}, {}};
    std::map<hall::WindowId, toml::source_region> windows_;
    std::set<hall::ServiceId> wished_;  // named by a window, even when the window itself is wrong
};

}  // namespace okno::plan
