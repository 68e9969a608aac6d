// An application that the hall passes on to others: it must be registered and answered in time (standard,
// §123). The hall gives the dates, the document system keeps the application.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "hall/time.hpp"

namespace okno::hall {

inline constexpr std::chrono::days forwarding_at_most{366};
inline constexpr std::size_t reference_bytes_at_most = 64;

// Calendar days after the day on which it was accepted.
struct Forwarding {
    std::chrono::days register_within{1};
    std::chrono::days answer_within{30};
    bool operator==(const Forwarding&) const = default;
};

// Each is the end of a local day.
struct ForwardingDeadlines {
    Timestamp registered{};
    Timestamp answered{};
    bool operator==(const ForwardingDeadlines&) const = default;
};

bool is_possible(const Forwarding& forwarding);
ForwardingDeadlines deadlines_of(const Forwarding& forwarding, const Zone& zone, Timestamp accepted);

// The number of the application in the document system: printable UTF-8, without a blank at either end.
bool is_reference(std::string_view reference);

}  // namespace okno::hall
