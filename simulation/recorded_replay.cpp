#include "simulation/recorded_replay.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "simulation/reference_rules.hpp"

namespace okno::simulation {

namespace {

std::size_t index(Rule rule) {
    return static_cast<std::size_t>(rule);
}

struct Event {
    int minute = 0;
    bool is_call = false;
    int turn = 0;  // within the minute
    const std::string* queue = nullptr;
    const RecordedTicket* ticket = nullptr;
};

std::vector<Event> events_of(const RecordedDay& day, SameMinute same_minute) {
    enum Turn { calls, arrivals, late_calls };
    std::vector<Event> events;
    for (const auto& [queue, tickets] : day)
        for (const RecordedTicket& ticket : tickets) {
            events.push_back({ticket.arrival_minute, false, arrivals, &queue, &ticket});
            // Nobody is called before having come.
            const int turn =
                ticket.wait_minutes == 0 || same_minute == SameMinute::arrivals_first ? late_calls : calls;
            events.push_back({ticket.call_minute(), true, turn, &queue, &ticket});
        }
    const auto order = [](const Event& event) {
        return std::tie(event.minute, event.turn, *event.queue, event.ticket->number);
    };
    std::sort(events.begin(), events.end(),
              [&](const Event& a, const Event& b) { return order(a) < order(b); });
    return events;
}

class OfficeReplay {
  public:
    explicit OfficeReplay(SameMinute same_minute) : same_minute_(same_minute) {}

    void play(const std::string& date, const RecordedDay& day) {
        for (const Event& event : events_of(day, same_minute_)) {
            ReferenceQueue& references = references_[*event.queue];
            if (!event.is_call) {
                const auto told = references.arrive(event.ticket->number, event.minute);
                const auto ours = estimator_.arrive(*event.queue, event.ticket->number, event.minute);
                note(date, event, told, ours);
            } else {
                references.call(event.minute);
                estimator_.call(*event.queue, event.ticket->number, event.minute);
            }
        }
        for (auto& [queue, references] : references_) references.end_day();
        estimator_.end_day();
    }

    std::vector<ReplayedTicket> tickets;

  private:
    void note(const std::string& date, const Event& event, const ReferenceEstimates& told,
              const LineEstimate& ours) {
        ReplayedTicket ticket{date,
                              *event.queue,
                              event.ticket->number,
                              event.ticket->wait_minutes,
                              told.waits_known,
                              told.calls_last_hour,
                              {},
                              ours};
        ticket.minutes[index(Rule::half_and_half)] = told.half_and_half;
        ticket.minutes[index(Rule::last_wait)] = told.last_wait;
        ticket.minutes[index(Rule::position_by_rate)] = told.position_by_rate;
        ticket.minutes[index(Rule::history)] = told.history;
        ticket.minutes[index(Rule::ours)] = ours.minutes;
        tickets.push_back(std::move(ticket));
    }

    SameMinute same_minute_;
    std::map<std::string, ReferenceQueue, std::less<>> references_;
    LineEstimator estimator_;
};

bool is_first_winter(const ReplayedTicket& ticket) {
    return ticket.date < "2020-02";
}

}  // namespace

std::string_view name_of(Rule rule) {
    constexpr std::array<std::string_view, rule_count> names{"half_and_half", "last_wait", "position_by_rate",
                                                             "history", "ours"};
    return names[index(rule)];
}

std::string_view title_of(Rule rule) {
    constexpr std::array<std::string_view, rule_count> titles{"half LES + half position / rate",
                                                              "last wait (LES)", "position / rate",
                                                              "history of this hour", "ours"};
    return titles[index(rule)];
}

Replay replay(const RecordedOffices& offices, SameMinute same_minute) {
    Replay replayed;
    for (const auto& [name, days] : offices) {
        OfficeReplay office(same_minute);
        for (const auto& [date, day] : days) office.play(date, day);
        replayed[name] = std::move(office.tickets);
    }
    return replayed;
}

const std::array<TicketSet, 5>& ticket_sets() {
    static constexpr std::array<TicketSet, 5> sets{{
        {"R",
         "dates before 2020-02; a wait of at most 180 min; a wait of the queue known today; a call of it in "
         "the "
         "last hour",
         [](const ReplayedTicket& ticket) {
             return is_first_winter(ticket) && ticket.wait_minutes <= 180 && ticket.waits_known >= 1 &&
                    ticket.calls_last_hour >= 1;
         }},
        {"K10", "dates before 2020-02; ten waits of the queue known today",
         [](const ReplayedTicket& ticket) { return is_first_winter(ticket) && ticket.waits_known >= 10; }},
        {"ALL", "all dates; a wait of the queue known today",
         [](const ReplayedTicket& ticket) { return ticket.waits_known >= 1; }},
        {"MORNING", "all dates; taken before the queue's first call of the day was seen",
         [](const ReplayedTicket& ticket) { return ticket.waits_known == 0; }},
        {"FILE", "every ticket of the file", [](const ReplayedTicket&) { return true; }},
    }};
    return sets;
}

void Score::add(const ReplayedTicket& ticket, Rule rule) {
    const auto& minutes = ticket.minutes[index(rule)];
    if (!minutes) return;
    ++tickets;
    const double error = *minutes - ticket.wait_minutes;
    error_minutes += error;
    absolute_minutes += std::abs(error);
    if (rule != Rule::ours) return;
    const LineEstimate& range = ticket.ours;
    if (range.low_minutes <= ticket.wait_minutes && ticket.wait_minutes <= range.high_minutes) ++covered;
    width_minutes += range.high_minutes - range.low_minutes;
}

void Score::add(const Score& other) {
    tickets += other.tickets;
    absolute_minutes += other.absolute_minutes;
    error_minutes += other.error_minutes;
    covered += other.covered;
    width_minutes += other.width_minutes;
}

std::vector<SetScores> compare(const Replay& replayed) {
    std::vector<SetScores> result;
    for (const TicketSet& set : ticket_sets()) {
        SetScores& scores = result.emplace_back(SetScores{set, 0, {}, {}});
        for (const auto& [name, tickets] : replayed) {
            Scores office;
            for (const ReplayedTicket& ticket : tickets) {
                if (!set.holds(ticket)) continue;
                ++scores.tickets;
                for (std::size_t i = 0; i < rule_count; ++i) office[i].add(ticket, static_cast<Rule>(i));
            }
            for (std::size_t i = 0; i < rule_count; ++i) scores.all[i].add(office[i]);
            scores.offices[name] = office;
        }
    }
    return result;
}

}  // namespace okno::simulation
