// Calls for help in the hall: who asked for it where, and what became of it. Plain data, for staff alone:
// nothing of it is on the public feed, nothing of it is seen or heard in the hall (docs/decisions, 15).
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

inline constexpr int panic_zone_at_most = 999;  // three digits in SIA DC-09 (alarm/event.hpp)

// What the guard company knows of it, by the word of the bridge that told it.
enum class Told { nothing, sent, accepted };

struct Acknowledgement {
    OperatorId person;
    Timestamp at{};
    bool operator==(const Acknowledgement&) const = default;
};

// Somebody calls for help. It stays until a person says that it is over, through every restart.
struct Panic {
    Timestamp since{};  // of the first press that nobody has acknowledged
    int presses = 0;    // all of them
    DeviceId device;    // of the last press: a bridge or a console
    OperatorId person;  // the same; empty: a button knows nobody
    bool escalated = false;
    std::optional<Acknowledgement> acknowledged{};
    Told told = Told::nothing;
    bool operator==(const Panic&) const = default;
};

// The daily test of the whole way: each bridge says how it went.
struct PanicTest {
    Timestamp started{};
    OperatorId person;
    std::map<DeviceId, bool> passed{};  // by the bridge that has answered
    bool operator==(const PanicTest&) const = default;
};

struct Panics {
    std::map<PanicZoneId, Panic> raised;
    std::map<DeviceId, std::uint64_t> heard;  // the last press of each bridge, by its own count
    std::optional<PanicTest> test;            // the latest
    Timestamp latest{};  // of the last event here: the public's `latest` knows nothing of them
    bool operator==(const Panics&) const = default;
};

}  // namespace okno::hall
