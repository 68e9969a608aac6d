#include "statistics/idleness.hpp"

#include <algorithm>

namespace okno::statistics {

namespace {

template <class Key>
void add(std::map<Key, int>& counts, const Key& key, int one) {
    int& count = counts[key];
    count += one;
    if (count == 0) counts.erase(key);
}

}  // namespace

void Presence::count(const Visit& visit, int one) {
    const Leg& leg = visit.legs.back();
    if (leg.end) return;  // missed: nowhere until the return
    if (leg.called)
        add(visitors_, leg.window, one);
    else if (leg.begin != LegBegin::park)
        add(waiting_, leg.only_at ? hall::Destination{*leg.only_at} : hall::Destination{leg.service}, one);
}

bool Presence::is_waited_for(hall::WindowId window, const std::set<hall::ServiceId>& services) const {
    return waiting_.contains(window) ||
           std::any_of(services.begin(), services.end(),
                       [&](const hall::ServiceId& service) { return waiting_.contains(service); });
}

}  // namespace okno::statistics
