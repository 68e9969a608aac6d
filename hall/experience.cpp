#include "hall/experience.hpp"

#include <algorithm>
#include <array>

namespace okno::hall {

namespace {

constexpr std::array<int, 4> quarter_octaves{5000, 5946, 7071, 8409};  // ms: 5 s × 2^(k/4)
constexpr int smoothing = 4;                                           // a new week weighs a quarter
constexpr int arrivals_counted = 1'000'000;  // no hall has more in half an hour; thousandths of it fit an int
constexpr int pace_learnt_from = 3;          // services of a kind before an operator is measured by them
constexpr int seconds_of_half_hour = 1800;

// `usual` of the 48 half hours from `first` on moves towards `today` × times / by.
void learn_half_hours(std::map<int, int>& usual, int first, const std::map<int, int>& today, int times,
                      int by) {
    const auto begin = usual.lower_bound(first);
    const bool known = begin != usual.end() && begin->first < first + half_hours;
    for (int slot = 0; slot < half_hours; ++slot) {
        const auto now = today.find(slot);
        const int came = now == today.end() ? 0 : times * now->second / by;
        const auto there = usual.find(first + slot);
        const int before = there == usual.end() ? 0 : there->second;
        const int after = known ? before + (came - before) / smoothing : came;
        if (after > 0)
            usual[first + slot] = after;
        else if (there != usual.end())
            usual.erase(there);
    }
}

}  // namespace

int first_half_hour(LocalDay day) {
    return half_hours * (static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1);
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

std::optional<Milliseconds> Durations::mean() const {
    if (total_ == 0) return std::nullopt;
    Milliseconds sum{0};
    for (const auto& [bin, count] : counts_) sum += (bin_edge(bin) + bin_edge(bin + 1)) / 2 * count;
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
        // An hour for a ten-minute service is a forgotten button, not a slow operator.
        const Milliseconds usual = *known.mean();
        pace.spent += std::chrono::floor<Seconds>(std::min(occupied, 4 * usual));
        pace.usual += std::chrono::floor<Seconds>(usual);
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
    for (auto& [kind, arrivals] : experience.arrivals) {
        if (arrivals.today.empty()) continue;  // a day without anybody says nothing of the next such day
        learn_half_hours(arrivals.usual, first, arrivals.today, 1000, 1);
        arrivals.today.clear();
    }
    const bool worked = std::any_of(experience.presence.begin(), experience.presence.end(),
                                    [](const auto& entry) { return !entry.second.today.empty(); });
    for (auto& [window, presence] : experience.presence) {
        // Where others worked and nobody came to this window, it stays empty on such days.
        if (worked) learn_half_hours(presence.usual, first, presence.today, 1000, seconds_of_half_hour);
        presence.today.clear();
    }
    experience.waits.clear();
}

}  // namespace okno::hall
