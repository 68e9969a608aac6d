// What a manager has the boards say beside the calls, for everybody in the hall to read.
#pragma once

#include <cstddef>
#include <string>

#include "hall/plan.hpp"
#include "hall/time.hpp"

namespace okno::hall {

inline constexpr std::size_t message_bytes_at_most = 200;  // in each language: two lines of a board
inline constexpr Seconds message_at_most{7 * 24 * 3600};

struct Message {
    Text text;
    Timestamp until{};
    std::string reason{};  // staff only
    bool operator==(const Message&) const = default;
};

}  // namespace okno::hall
