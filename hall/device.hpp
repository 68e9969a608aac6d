// What is known of a device of the hall: it tells its condition itself, or the dispatcher misses it.
#pragma once

#include <string>
#include <string_view>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

// out_of_reach: the program that looks after the device is there, the device is not (cable, power). away: the
// program itself has fallen silent.
enum class Condition {
    ready,
    paper_low,
    no_paper,
    cover_open,
    cutter_jammed,
    overheated,
    out_of_reach,
    faulty,
    away
};

// A device speaks for itself and for its parts: "bridge-1" for "bridge-1/left button".
inline std::string_view owner_of(std::string_view device) {
    return device.substr(0, device.find('/'));
}
inline bool is_part(const DeviceId& device) {
    return device.value.find('/') != std::string::npos;
}
inline bool speaks_for(const DeviceId& author, const DeviceId& device) {
    return device == author || (is_part(device) && owner_of(device.value) == author.value);
}

struct DeviceState {
    Condition condition = Condition::away;
    Timestamp since{};
    bool operator==(const DeviceState&) const = default;
};

}  // namespace okno::hall
