#include "hall/forwarding.hpp"

#include <algorithm>

namespace okno::hall {

bool is_possible(const Forwarding& forwarding) {
    const std::chrono::days none{0};
    return forwarding.register_within >= none && forwarding.answer_within >= forwarding.register_within &&
           forwarding.answer_within <= forwarding_at_most;
}

ForwardingDeadlines deadlines_of(const Forwarding& forwarding, const Zone& zone, Timestamp accepted) {
    const LocalDay day = local_day(zone, accepted);
    return {end_of_day(zone, day + forwarding.register_within),
            end_of_day(zone, day + forwarding.answer_within)};
}

bool is_reference(std::string_view reference) {
    return !reference.empty() && reference.size() <= reference_bytes_at_most && reference.front() != ' ' &&
           reference.back() != ' ' && std::all_of(reference.begin(), reference.end(), [](unsigned char c) {
               return c >= 0x20 && c != 0x7F;
           });
}

}  // namespace okno::hall
