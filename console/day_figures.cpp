#include "console/day_figures.hpp"

#include <stdexcept>

namespace okno::console {

namespace {

Measure from(const statistics::Measure& measure) {
    return {measure.count, measure.sum.count(), measure.over_norm};
}

Measures from(const statistics::Measures& measures) {
    return {from(measures.wait), from(measures.service)};
}

}  // namespace

DayFigures::DayFigures(const std::filesystem::path& database)
    : statistics_(database), recount_(database), next_(statistics_.position() + 1) {}

void DayFigures::hear(const protocol::Entry& entry) {
    if (entry.number != next_) return;
    heard_.push_back({entry.number, entry.event});
    ++next_;
}

void DayFigures::forget() {
    heard_.clear();
    promises_.clear();
    statistics_.clear();
    next_ = 1;
    asked_ = false;
}

const Figures& DayFigures::today(hall::LocalDay day) {
    recount_.look(day);
    if (heard_.empty() && asked_ && day_ == day) return today_;
    if (!heard_.empty() && !statistics_.apply(heard_))
        throw std::runtime_error("the statistics miss an entry they have been given; delete their database");
    heard_.clear();
    if (!promises_.empty()) statistics_.keep(promises_);
    promises_.clear();
    const statistics::DaySummary summary = statistics_.summary(day);
    const statistics::Averages averages = statistics_.averages(day);
    today_ = Figures{summary.issued, summary.served, summary.abandoned(), {}, {}};
    for (const auto& [kind, found] : averages.kinds) today_.kinds[kind] = from(found.measures);
    for (const auto& [person, measures] : averages.operators) today_.people[person] = from(measures);
    day_ = day;
    asked_ = true;
    return today_;
}

}  // namespace okno::console
