// What a USB printer says it is: the device ID of IEEE 1284, asked for by GET_DEVICE_ID (USB printer
// class 1.1, 4.2.1). Pure. The bytes are a stranger's: any of them may be wrong, nothing asserts, and what is
// kept can be shown and logged.
//
//   id    = length { key ":" value ";" }   length: two bytes, the higher first, counting itself; often wrong
//   key   = "MFG" | "MANUFACTURER" | "MDL" | "MODEL" | "CMD" | "COMMAND SET" | others, in any order
//   value = text, of CMD names parted by ","
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "printer/profile.hpp"

namespace okno::printer {

inline constexpr std::size_t device_id_bytes_at_most = 1024;

struct DeviceId {
    std::string manufacturer;  // each of printable ASCII, at most 64 bytes; "" when it is not said
    std::string model;
    std::vector<std::string> command_sets;  // "ESC/POS", "STAR", at most eight
    bool operator==(const DeviceId&) const = default;
};

// Nothing: neither maker nor model can be read out of it.
std::optional<DeviceId> read_device_id(std::string_view bytes);

std::string describe(const DeviceId& id);  // "EPSON TM-T88V (ESC/POS)"

// The profile that is made for it; null: none of those we have.
const Profile* profile_for(const DeviceId& id);
// Whether it says that it speaks something else than the profile does; a printer that says nothing does not.
bool speaks_another(const DeviceId& id, const Profile& profile);

}  // namespace okno::printer
