// Reads one keypad or panic button of the description. Remembers the zones it has read. Borrows the critic
// and the reader of addresses, which must outlive it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware-bridge/device_reader.hpp"
#include "firmware-bridge/keypad.hpp"
#include "plan/strict_table.hpp"

namespace okno::bridge {

class KeypadReader {
  public:
    KeypadReader(plan::Critic& critic, DeviceReader& device) : critic_(critic), device_(device) {}

    Keypad read_keypad(plan::StrictTable& table);
    // A device of its own whose keys call for help and do nothing else.
    Keypad read_panic(plan::StrictTable& table);

    const std::map<int, std::string>& zones() const { return zones_; }  // read so far

  private:
    void read_zone(plan::StrictTable& table, std::string_view key, Keypad& keypad);
    void read_chord(plan::StrictTable& table, std::string_view key, Keypad& keypad);
    std::set<std::uint8_t> usages(const std::vector<plan::Word>& words);
    void read_panic_layout(plan::StrictTable& table, Keypad& keypad);
    void read_timing(plan::StrictTable& table, Timing& timing);
    void read_layout(plan::StrictTable& table, Keypad& keypad);
    KeyboardKeys keyboard_keys(plan::StrictTable& keys);
    std::optional<Action> meaning_of_key(plan::StrictTable& keys, const plan::Word& key);
    ButtonReport button_report(plan::StrictTable& table, std::vector<plan::StrictTable>& buttons, bool panic);
    Button button(plan::StrictTable& table, const ButtonReport& report, bool panic);
    std::optional<Action> action(plan::StrictTable& table, const std::optional<plan::Word>& word);
    std::optional<hall::Destination> destination(plan::StrictTable& table, const plan::Word& verb, Says says);
    void read_lamps(plan::StrictTable& table, Keypad& keypad);
    Lamp lamp(plan::StrictTable& table, const LampReport& report, bool keyboard);
    std::set<Sign> signs(plan::StrictTable& table, std::string_view key);

    plan::Critic& critic_;
    DeviceReader& device_;
    std::map<int, std::string> zones_;  // and whose they are
};

}  // namespace okno::bridge
