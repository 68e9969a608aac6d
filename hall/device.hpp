// What is known of a device of the hall: it tells its condition itself, or the dispatcher misses it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

// A board names the files of its playlist that it cannot show; the others are shown, so it is ready all the
// same. For staff alone.
inline constexpr std::size_t skips_at_most = 8;
inline constexpr std::size_t skipped_name_bytes_at_most = 100;

// What the program of a device is, as it says itself: "okno 0.1.0". For staff alone.
inline constexpr std::size_t version_bytes_at_most = 64;

struct DeviceState {
    Condition condition = Condition::away;
    Timestamp since{};
    std::vector<std::string> skips{};
    std::string version{};  // "": never told
    bool operator==(const DeviceState&) const = default;
};

}  // namespace okno::hall
