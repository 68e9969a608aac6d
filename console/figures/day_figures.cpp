#include "console/figures/day_figures.hpp"

#include <stdexcept>
#include <utility>

namespace okno::console {

namespace {

// Beyond so many tickets of a day the ninetieth percentile is read from distributions, up to 0.8 % off: the
// question is asked after each event of the hall.
constexpr std::int64_t sorted_at_most = 2'000;

Measure from(const statistics::Measure& measure) {
    return {measure.count, measure.sum.count(), measure.over_norm, std::nullopt};
}

Measure from(const statistics::Spread& spread) {
    Measure measure = from(spread.measure);
    if (measure.count > 0) measure.p90_ms = spread.p90.count();
    return measure;
}

Measures from(const statistics::Measures& measures) {
    return {from(measures.wait), from(measures.service)};
}

}  // namespace

DayFigures::DayFigures(const std::filesystem::path& database, JournalReading journal)
    : statistics_(database), recount_(database, std::move(journal)), next_(statistics_.position() + 1) {}

void DayFigures::hear(const protocol::Entry& entry) {
    if (entry.number != next_) return;
    heard_.push_back({entry.number, entry.event});
    ++next_;
}

void DayFigures::forget() {
    heard_.clear();
    promises_.clear();
    statistics_.clear();
    recount_.begin_anew();
    next_ = 1;
    asked_ = false;
}

const Figures& DayFigures::today(hall::LocalDay day) {
    recount_.look(day);
    today_.differing = recount_.differing();
    if (heard_.empty() && asked_ && day_ == day) return today_;
    if (!heard_.empty() && !statistics_.apply(heard_))
        throw std::runtime_error("the statistics miss an entry they have been given; delete their database");
    heard_.clear();
    if (!promises_.empty()) statistics_.keep(promises_);
    promises_.clear();
    const statistics::DaySummary summary = statistics_.summary(day);
    const statistics::Averages averages = statistics_.averages(day);
    today_ = Figures{summary.issued, summary.served, summary.abandoned(), {}, {}, {}, today_.differing};
    const statistics::Days days{day, day};
    for (const statistics::Line& line : statistics_.history(days, statistics::By::kind, sorted_at_most).lines)
        today_.kinds[{line.name}] = {from(line.wait), from(line.service)};
    for (const statistics::Line& line :
         statistics_.history(days, statistics::By::service, sorted_at_most).lines)
        today_.services[{line.name}] = {from(line.wait), from(line.service)};
    for (const auto& [person, measures] : averages.operators) today_.people[person] = from(measures);
    day_ = day;
    asked_ = true;
    return today_;
}

}  // namespace okno::console
