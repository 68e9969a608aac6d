#include "statistics/visit.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace okno::statistics {

namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 5> leg_begins{"issue", "transfer", "park", "step", "comeback"};
constexpr std::array<std::string_view, 6> leg_ends{"finished", "transferred", "parked",
                                                   "missed",   "cancelled",   "expired"};
constexpr std::array<std::string_view, 4> visit_ends{"served", "cancelled", "missed", "expired"};
constexpr std::array<std::string_view, 11> reasons{"longest_wait", "least_slack", "long_wait", "service_turn",
                                                   "priority",     "turn",        "ceiling",   "sent_here",
                                                   "helping",      "by_number",   "parked"};

template <class Enum, std::size_t size>
Enum from_word(const std::array<std::string_view, size>& words, std::string_view word) {
    for (std::size_t i = 0; i < size; ++i)
        if (words.at(i) == word) return static_cast<Enum>(i);
    throw std::runtime_error("the statistics database holds an unknown word: " + std::string(word));
}

}  // namespace

std::string_view to_string(LegBegin begin) {
    return leg_begins.at(static_cast<std::size_t>(begin));
}
std::string_view to_string(LegEnd end) {
    return leg_ends.at(static_cast<std::size_t>(end));
}
std::string_view to_string(VisitEnd end) {
    return visit_ends.at(static_cast<std::size_t>(end));
}
std::string_view to_string(hall::Why why) {
    return reasons.at(static_cast<std::size_t>(why));
}
LegBegin leg_begin(std::string_view word) {
    return from_word<LegBegin>(leg_begins, word);
}
LegEnd leg_end(std::string_view word) {
    return from_word<LegEnd>(leg_ends, word);
}
VisitEnd visit_end(std::string_view word) {
    return from_word<VisitEnd>(visit_ends, word);
}
hall::Why why(std::string_view word) {
    return from_word<hall::Why>(reasons, word);
}

}  // namespace okno::statistics
