// How visitors rate the service they had (customer's standard §163–175): a score, and what it is about if
// they like. It belongs to a visit, never to a person; each visit is rated once, for a while after it has
// ended.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

inline constexpr int score_least = 1;  // very bad
inline constexpr int score_most = 5;   // very good

struct RatingTopic {
    TopicId id;
    std::map<Language, std::string> name;
    bool operator==(const RatingTopic&) const = default;
};

// Part of the plan.
struct RatingRules {
    std::optional<Seconds> within{};  // so long after the visit; empty: visitors are not asked
    std::vector<RatingTopic> topics{};
    bool operator==(const RatingRules&) const = default;
};

// A visit that has been served and not been rated yet.
struct Rateable {
    TicketNumber number;
    TicketId ticket;
    Timestamp ended{};
    bool operator==(const Rateable&) const = default;
};
inline constexpr std::size_t rateable_at_most = 1000;

}  // namespace okno::hall
