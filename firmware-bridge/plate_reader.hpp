// Reads one window plate or one relay of the description. Both borrow what they are given only while they
// run.
#pragma once

#include <map>
#include <string>

#include "firmware-bridge/device_reader.hpp"
#include "firmware-bridge/plate.hpp"
#include "firmware-bridge/relay.hpp"
#include "plan/strict_table.hpp"

namespace okno::bridge {

Plate read_plate(plan::StrictTable& table, plan::Critic& critic, DeviceReader& device);
// `zones`: those from which somebody can call for help, and whose they are.
Relay read_relay(plan::StrictTable& table, plan::Critic& critic, DeviceReader& device,
                 const std::map<int, std::string>& zones);

}  // namespace okno::bridge
