// Reads what every device of the description has: a name and an address. Remembers those it has read: a
// second device of one name, or one that the same plug would fit, is a complaint. Borrows the critic, which
// must outlive it.
#pragma once

#include <string>
#include <vector>

#include "firmware-bridge/device_address.hpp"
#include "plan/strict_table.hpp"

namespace okno::bridge {

class DeviceReader {
  public:
    explicit DeviceReader(plan::Critic& critic) : critic_(critic) {}

    std::string read_name(plan::StrictTable& table);
    // `name` stands for the device in complaints about a later one.
    DeviceAddress read_address(plan::StrictTable& table, const std::string& name);
    // One of some words, by its place; complains when it is another.
    std::optional<std::size_t> keyword(const std::optional<plan::Word>& word,
                                       const std::vector<std::string>& words, const std::string& found);

  private:
    struct Known {
        std::string name;
        DeviceAddress address;
    };

    void refuse_twins(const plan::StrictTable& table, const DeviceAddress& address);

    plan::Critic& critic_;
    std::vector<std::string> names_;
    std::vector<Known> known_;
};

}  // namespace okno::bridge
