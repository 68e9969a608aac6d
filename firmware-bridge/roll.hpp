// How each part of the bridge is, told to the hall by name: "bridge-1/keypad/Window 3". Pure: what the hall's
// state says of the parts is compared with how they are. The hall keeps only changes, so a part is told of
// when it differs, once, and again when the hall has forgotten.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hall/commands.hpp"
#include "hall/state.hpp"

namespace okno::bridge {

class Roll {
  public:
    explicit Roll(hall::DeviceId self) : self_(std::move(self)) {}

    // `kind`: "keypad", "panic", "receiver", ...: pages have a word for each.
    void set(std::string_view kind, const std::string& name, hall::Condition condition);

    // What is to be told now. A part of an earlier description is reported `away`: it is gone.
    std::vector<hall::ReportDevice> work(const hall::State& state);
    void forget() { told_.clear(); }  // the state has been replaced: whatever was under way may be lost

  private:
    hall::DeviceId self_;
    std::map<hall::DeviceId, hall::Condition> parts_;
    std::map<hall::DeviceId, hall::Condition> told_;  // on their way to the hall
};

}  // namespace okno::bridge
