#include "hall/plan_check.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

constexpr std::chrono::hours offset_at_most{26};  // no zone on earth was ever further from UTC

template <class List>
bool ids_are_unique(const List& list) {
    return std::all_of(list.begin(), list.end(), [&](const auto& entry) {
        return std::count_if(list.begin(), list.end(),
                             [&](const auto& other) { return other.id == entry.id; }) == 1;
    });
}

bool in_order(const Zone& zone) {
    const auto out_of_order = [](const ZoneOffset& a, const ZoneOffset& b) { return a.from >= b.from; };
    return std::adjacent_find(zone.offsets.begin(), zone.offsets.end(), out_of_order) == zone.offsets.end() &&
           std::all_of(zone.offsets.begin(), zone.offsets.end(), [](const ZoneOffset& offset) {
               return offset.offset <= offset_at_most && offset.offset >= -offset_at_most;
           });
}

bool in_order(const WeekSchedule& week) {
    return std::all_of(week.begin(), week.end(),
                       [](const auto& hours) { return !hours || hours->opens < hours->closes; });
}

bool is_complete(const Plan& plan, const Service& service) {
    return !service.id.value.empty() && !service.letter.empty() && find(plan, service.group) &&
           find(plan, service.kind);
}

bool is_complete(const Plan& plan, const Window& window) {
    return find(plan, window.kind) &&
           std::all_of(window.services.begin(), window.services.end(),
                       [&](const ServiceId& service) { return find(plan, service) != nullptr; });
}

bool is_possible(const Calling& calling) {
    return calling.recalls_at_most >= 0 && calling.no_show_not_before >= Seconds{0} &&
           (!calling.missed_after || *calling.missed_after > Seconds{0});
}

}  // namespace

bool is_consistent(const Plan& plan) {
    const auto complete = [&](const auto& entry) { return is_complete(plan, entry); };
    return !plan.services.empty() && !plan.languages.empty() && ids_are_unique(plan.kinds) &&
           ids_are_unique(plan.groups) && ids_are_unique(plan.services) && ids_are_unique(plan.windows) &&
           ids_are_unique(plan.pause_reasons) && ids_are_unique(plan.outcomes) && in_order(plan.zone) &&
           is_possible(plan.calling) &&
           std::all_of(plan.kinds.begin(), plan.kinds.end(),
                       [](const WindowKind& kind) { return in_order(kind.schedule); }) &&
           std::all_of(plan.services.begin(), plan.services.end(), complete) &&
           std::all_of(plan.windows.begin(), plan.windows.end(), complete);
}

}  // namespace okno::hall
