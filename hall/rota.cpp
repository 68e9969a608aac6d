#include "hall/rota.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

using std::chrono::minutes;

constexpr int whole = 1000;        // thousandths of a half hour
constexpr minutes late{15};        // so much later than usual somebody may come
constexpr minutes of_a_break{30};  // no break is longer

// Of a weekday: the share of each half hour that somebody works, when somebody comes.
class UsualDay {
  public:
    UsualDay(const Presence& presence, LocalDay day) : usual_(presence.usual), first_(first_half_hour(day)) {}

    // Somebody is there in this half hour: what is usual of it is, on such days, the whole.
    void suppose_work_in(int slot) {
        if (const int usual = share(slot); usual > 0) all_ = usual;
    }
    void suppose_work_some_time() {
        int most = 1;
        for (int slot = 0; slot < half_hours; ++slot) most = std::max(most, share(slot));
        all_ = most;
    }

    int share(int slot) const {
        if (slot < 0 || slot >= half_hours) return 0;
        const auto known = usual_.find(first_ + slot);
        return known == usual_.end() ? 0 : std::min(whole * known->second / all_, whole);
    }

  private:
    const std::map<int, int>& usual_;
    int first_;
    int all_ = whole;
};

}  // namespace

std::vector<Absence> usual_absences(const Presence& presence, const Zone& zone, Timestamp now,
                                    Timestamp closes, bool here) {
    std::vector<Absence> absences;
    const LocalDay today = local_day(zone, now);
    if (!knows_weekday(presence.usual, first_half_hour(today))) return absences;
    UsualDay day{presence, today};
    if (here)
        day.suppose_work_in(static_cast<int>((local_time(zone, now) - today) / half_hour));
    else
        day.suppose_work_some_time();
    for (int slot = 0; slot < half_hours; ++slot) {
        const Milliseconds away = Milliseconds{half_hour} * (whole - day.share(slot)) / whole;
        if (away <= Milliseconds{0}) continue;
        const Timestamp begins = instant_of(zone, LocalTime{today} + slot * half_hour);
        const bool first_part = day.share(slot - 1) < day.share(slot + 1);
        const Timestamp from = first_part ? begins : begins + half_hour - away;
        if (from >= closes) break;
        if (!absences.empty() && from <= absences.back().until)
            absences.back().until = from + away;
        else
            absences.push_back({from, from + away});
    }
    std::erase_if(absences, [&](const Absence& absence) { return absence.until + late <= now; });
    if (!absences.empty() && absences.back().until >= closes) absences.back().until = Timestamp::max();
    return absences;
}

std::optional<Timestamp> usual_coming(const std::vector<Absence>& absences, Timestamp now) {
    for (const Absence& absence : absences) {
        if (absence.from > now) break;
        if (absence.until == Timestamp::max() || absence.until - absence.from <= of_a_break) continue;
        return std::max(absence.until, now);
    }
    return std::nullopt;
}

}  // namespace okno::hall
