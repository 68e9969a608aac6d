#include "statistics/changes.hpp"

#include <algorithm>

namespace okno::statistics {

namespace {

bool is_over(const std::optional<hall::Milliseconds>& norm, hall::Milliseconds took) {
    return norm && took > *norm;
}

bool is_over_norm(const Leg& leg, Quantity quantity, hall::Milliseconds took) {
    if (quantity == Quantity::service) return is_over(leg.service_norm, took);
    if (quantity == Quantity::wait || quantity == Quantity::parked) return is_over(leg.wait_norm, took);
    return false;
}

void add(Changes& changes, const SumKey& key, hall::Milliseconds took, bool over) {
    Sum& sum = changes.sums[key];
    ++sum.measure.count;
    sum.measure.sum += took;
    sum.measure.longest = std::max(sum.measure.longest, took);
    sum.measure.over_norm += over ? 1 : 0;
    ++sum.buckets[bucket_of(took)];
}

// Where a leg counts, whoever called it.
template <class Count>
void count_everywhere(const Visit& visit, const Leg& leg, Count count) {
    count(Scope::hall, "");
    count(Scope::kind, leg.kind.value);
    count(Scope::service, leg.service.value);
    count(Scope::category, visit.category.value);
    count(Scope::hour, std::to_string(visit.hour));
}

}  // namespace

void count_leg(Changes& changes, const Visit& visit, const Leg& leg, Quantity quantity,
               hall::Milliseconds took) {
    const bool over = is_over_norm(leg, quantity, took);
    const auto count = [&](Scope scope, const std::string& name) {
        add(changes, SumKey{visit.day, scope, name, quantity}, took, over);
    };
    count_everywhere(visit, leg, count);
    if (!leg.called) return;
    count(Scope::window, std::to_string(leg.window.value));
    const bool waited = quantity == Quantity::wait || quantity == Quantity::parked;
    count(Scope::person, waited ? leg.called_by.value : leg.person.value);
}

void count_outcome(Changes& changes, const Visit& visit, const Leg& leg) {
    if (!leg.called) return;
    const hall::Milliseconds wait = *leg.called - leg.since;
    const hall::Milliseconds service = *leg.ended - leg.started.value_or(*leg.called);
    SumKey key{visit.day, Scope::outcome, leg.outcome.value, Quantity::wait};
    add(changes, key, wait, is_over_norm(leg, Quantity::wait, wait));
    key.quantity = Quantity::service;
    add(changes, key, service, is_over_norm(leg, Quantity::service, service));
}

void count_end(Changes& changes, const Visit& visit) {
    if (visit.end == VisitEnd::expired) return;
    const Leg& leg = visit.legs.front();
    const bool served = visit.end == VisitEnd::served;
    const hall::Milliseconds wait = leg.called.value_or(*visit.ended) - visit.issued;
    const bool over = served ? is_over(leg.wait_norm, wait) : wait > visit.abandoned_after;
    const auto count = [&](Scope scope, const std::string& name) {
        const Quantity quantity = served ? Quantity::served_wait : Quantity::abandoned_wait;
        add(changes, SumKey{visit.day, scope, name, quantity}, wait, over);
    };
    count_everywhere(visit, leg, count);
}

void count_visit_wait(Changes& changes, const Visit& visit, hall::Milliseconds wait, bool first) {
    Sum& sum = changes.sums[SumKey{visit.day, Scope::hall, "", Quantity::visit_wait}];
    sum.measure.count += first ? 1 : 0;
    sum.measure.sum += wait;
    sum.measure.longest = std::max(sum.measure.longest, visit.waited);
    if (!first) --sum.buckets[bucket_of(visit.waited - wait)];
    ++sum.buckets[bucket_of(visit.waited)];
}

void count_idle(Changes& changes, hall::WindowId window, const Idling& idling, hall::Milliseconds took) {
    if (took == hall::Milliseconds{0}) return;
    add(changes, SumKey{idling.day, Scope::window, std::to_string(window.value), Quantity::idle}, took,
        false);
    add(changes, SumKey{idling.day, Scope::person, idling.person.value, Quantity::idle}, took, false);
}

}  // namespace okno::statistics
