// The keys that may connect, as authorized_keys says now. Looked at again each second: a revoked key is
// refused with its next message. A file that cannot be read or parsed keeps the old list (and is reported
// once).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "platform/clock.hpp"
#include "platform/keys.hpp"

namespace okno::dispatcher {

struct Guest {
    std::string name;
    std::string role;
    bool operator==(const Guest&) const = default;
};

class GuestList {
  public:
    explicit GuestList(std::filesystem::path file);  // throws platform::KeyError when unreadable at the start

    // True when somebody who was on the list is no longer on it as they were.
    bool refresh(platform::Instant now);
    platform::SteadyTime next_look() const { return next_look_; }

    const Guest* find(const std::string& public_key) const;
    const std::map<std::string, Guest>& all() const { return guests_; }  // by public key
    const std::filesystem::path& file() const { return file_; }
    void look_now() { next_look_ = {}; }  // it was changed: look with the next turn

  private:
    // Inode, change time (ns) and size: two replacements within one tick of the file system's clock differ
    // too.
    using Stamp = std::tuple<std::uint64_t, std::int64_t, std::int64_t>;
    std::optional<Stamp> stamp() const;

    std::filesystem::path file_;
    std::map<std::string, Guest> guests_;  // by public key
    std::optional<Stamp> read_at_;
    platform::SteadyTime next_look_{};
};

}  // namespace okno::dispatcher
