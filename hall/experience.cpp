#include "hall/experience.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace okno::hall {

namespace {

constexpr std::array<int, 4> quarter_octaves{5000, 5946, 7071, 8409};  // ms: 5 s × 2^(k/4)
constexpr int smoothing = 4;                                           // a new week weighs a quarter
constexpr int arrivals_counted = 1'000'000;  // no hall has more in half an hour; thousandths of it fit an int
constexpr int pace_learnt_from = 3;          // services of a kind before an operator is measured by them
constexpr int seconds_of_half_hour = 1800;

int count_at(const std::map<int, int>& counts, int slot) {
    const auto found = counts.find(slot);
    return found == counts.end() ? 0 : found->second;
}

// `usual` of the half hour `slot` of the week moves towards `came`; on the first such weekday it is that.
void learn_half_hour(std::map<int, int>& usual, int slot, int came, bool known) {
    const int before = count_at(usual, slot);
    const int after = known ? before + (came - before) / smoothing : came;
    if (after > 0)
        usual[slot] = after;
    else
        usual.erase(slot);
}

void learn_arrivals(Arrivals& arrivals, int first) {
    if (arrivals.today.empty()) return;  // a day without anybody says nothing of the next such day
    const bool known = knows_weekday(arrivals.usual, first);
    for (int slot = 0; slot < half_hours; ++slot)
        learn_half_hour(arrivals.usual, first + slot, 1000 * count_at(arrivals.today, slot), known);
    arrivals.today.clear();
}

// A half hour in which nobody worked anywhere (a holiday, a short day) says nothing. Where others worked and
// nobody came to this window, it is usually empty.
void learn_rota(Experience& experience, int first) {
    std::set<int> worked;
    for (const auto& [window, presence] : experience.presence)
        for (const auto& [slot, seconds] : presence.today) worked.insert(slot);
    for (auto& [window, presence] : experience.presence) {
        const bool known = knows_weekday(presence.usual, first);
        for (const int slot : worked)
            learn_half_hour(presence.usual, first + slot,
                            1000 * count_at(presence.today, slot) / seconds_of_half_hour, known);
        presence.today.clear();
    }
}

}  // namespace

int first_half_hour(LocalDay day) {
    return half_hours * (static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1);
}

bool knows_weekday(const std::map<int, int>& usual, int first) {
    const auto begin = usual.lower_bound(first);
    return begin != usual.end() && begin->first < first + half_hours;
}

Milliseconds bin_edge(int bin) {
    if (bin <= 0) return Milliseconds{0};
    const int step = bin - 1;
    return Milliseconds{std::int64_t{quarter_octaves[static_cast<std::size_t>(step % 4)]} << (step / 4)};
}

void Durations::add(Milliseconds duration) {
    int bin = 0;
    while (bin + 1 < duration_bins && duration >= bin_edge(bin + 1)) ++bin;
    ++counts_[bin];
    if (++total_ < durations_remembered) return;
    total_ = 0;
    for (auto it = counts_.begin(); it != counts_.end();) {
        it->second /= 2;
        total_ += it->second;
        it = it->second == 0 ? counts_.erase(it) : std::next(it);
    }
}

std::optional<Milliseconds> Durations::mean(Milliseconds at_most) const {
    if (total_ == 0) return std::nullopt;
    Milliseconds sum{0};
    for (const auto& [bin, count] : counts_)
        sum += std::min((bin_edge(bin) + bin_edge(bin + 1)) / 2, at_most) * count;
    return sum / total_;
}

bool Durations::restore(const std::map<int, int>& counts) {
    std::int64_t total = 0;
    for (const auto& [bin, count] : counts) {
        if (bin < 0 || bin >= duration_bins || count <= 0 || count > durations_remembered) return false;
        total += count;
    }
    if (total >= durations_remembered) return false;
    counts_ = counts;
    total_ = static_cast<int>(total);
    return true;
}

void learn_arrival(Experience& experience, const KindId& kind, const ServiceId& service, LocalTime at) {
    const auto since_midnight = at - std::chrono::floor<std::chrono::days>(at);
    const int slot = static_cast<int>(since_midnight / half_hour);
    int& today = experience.arrivals[kind].today[slot];
    today = std::min(today + 1, arrivals_counted);
    if (++experience.issued[service] < issued_remembered) return;
    for (auto& [id, count] : experience.issued) count /= 2;
}

void learn_wait(Experience& experience, const KindId& kind, Milliseconds waited) {
    Waits& waits = experience.waits[kind];
    ++waits.count;
    waits.sum += waited;
}

void learn_turnaround(Experience& experience, Milliseconds idle) {
    experience.turnaround.add(idle);
}

void learn_service(Experience& experience, const ServiceId& service, const OperatorId& person,
                   Milliseconds occupied) {
    Durations& known = experience.occupied[service];
    // The public feed names nobody: there no pace is learnt.
    if (!person.value.empty() && known.total() >= pace_learnt_from) {
        Pace& pace = experience.pace[person];
        // An hour for a ten-minute service is a forgotten button, not a slow operator. What is usual is cut
        // off at the same length: else everybody would seem a little faster than all together.
        const Milliseconds longest = 4 * *known.mean();
        pace.spent += std::chrono::floor<Seconds>(std::min(occupied, longest));
        pace.usual += std::chrono::floor<Seconds>(*known.mean(longest));
        if (pace.usual >= pace_remembered) {
            pace.spent /= 2;
            pace.usual /= 2;
        }
    }
    known.add(occupied);
}

void learn_presence(Experience& experience, WindowId window, LocalTime from, LocalTime until) {
    const LocalTime midnight = std::chrono::floor<std::chrono::days>(from);
    Presence& presence = experience.presence[window];
    for (int slot = static_cast<int>((from - midnight) / half_hour); slot < half_hours; ++slot) {
        const LocalTime begins = midnight + slot * half_hour;
        if (begins >= until) return;
        const auto there =
            std::chrono::floor<Seconds>(std::min(until, begins + half_hour) - std::max(from, begins));
        if (there <= Seconds{0}) continue;
        // The hour that comes twice when the clocks are set back is one hour of the day.
        int& today = presence.today[slot];
        today = std::min(today + static_cast<int>(there.count()), seconds_of_half_hour);
    }
}

void learn_day(Experience& experience, LocalDay ended) {
    const int first = first_half_hour(ended);
    for (auto& [kind, arrivals] : experience.arrivals) learn_arrivals(arrivals, first);
    learn_rota(experience, first);
    experience.waits.clear();
}

}  // namespace okno::hall
