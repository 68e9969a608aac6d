// Keys that knock and that nobody knows, for the administrator who lets a new device in. Everybody on the
// network may knock, with as many keys as they like, so the list is bounded and cannot be taken over: one
// that still knocks is never pushed out, one address has a few places, and when the list is full it says how
// many are not on it. A device that found no place is let in all the same by the fingerprint it shows: that
// is expected for some minutes and recognised at its next knock. Pure; time is passed in. Dispatcher's
// thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/clock.hpp"

namespace okno::dispatcher {

struct Stranger {
    std::string public_key;
    std::string address;
    platform::Instant first{};
    platform::Instant last{};
};

struct Expected {  // approved before it was seen
    std::string fingerprint;
    std::string name;
    std::string role;
    platform::Instant until{};
};

class Strangers {
  public:
    static constexpr std::size_t at_most = 32;
    static constexpr std::size_t of_one_address = 8;
    static constexpr std::size_t expected_at_most = 8;
    static constexpr std::chrono::seconds silent_after{60};  // a device that is on knocks each half second
    static constexpr std::chrono::minutes expected_for{15};

    // Somebody knocks; when this one is expected, as whom (and is then expected no more).
    std::optional<Expected> knock(const std::string& public_key, const std::string& address,
                                  platform::Instant now);
    void forget(const std::string& public_key) { known_.erase(public_key); }

    // False when as many as possible are expected already.
    bool expect(const Expected& expected, platform::SteadyTime now);

    const Stranger* find(const std::string& fingerprint) const;
    // By fingerprint; those that have not gone silent.
    std::map<std::string, Stranger> knocking(platform::SteadyTime now) const;
    // Different keys are not counted: who floods would have them remembered.
    bool some_found_no_place(platform::SteadyTime now) const {
        return no_place_at_ && now - *no_place_at_ < silent_after;
    }
    std::vector<Expected> expected(platform::SteadyTime now) const;

  private:
    bool has_place(const std::string& address, platform::SteadyTime now);

    std::map<std::string, Stranger> known_;  // by public key
    std::vector<Expected> expected_;
    std::optional<platform::SteadyTime> no_place_at_;
};

}  // namespace okno::dispatcher
