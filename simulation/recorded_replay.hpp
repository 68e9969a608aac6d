// Replays recorded days minute by minute: to each visitor every rule says what it would have said then,
// knowing the arrivals and calls up to that minute and the earlier days of the same office, and nothing else.
// Afterwards the waits that came about are compared with what was said.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/line_estimator.hpp"
#include "simulation/recorded_days.hpp"

namespace okno::simulation {

enum class Rule { half_and_half, last_wait, position_by_rate, history, ours };
inline constexpr std::size_t rule_count = 5;
std::string_view name_of(Rule rule);   // for programs: "position_by_rate"
std::string_view title_of(Rule rule);  // for people: "position / rate"

struct ReplayedTicket {
    std::string date, queue;
    int number = 0;
    int wait_minutes = 0;
    int waits_known = 0;                                      // of its queue and day, when it was taken
    int calls_last_hour = 0;                                  // of its queue
    std::array<std::optional<double>, rule_count> minutes{};  // what each rule said; empty: it knew nothing
    LineEstimate ours;
    bool operator==(const ReplayedTicket&) const = default;
};

// A record to the minute does not tell whether a visitor came before or after a call of the same minute.
enum class SameMinute { calls_first, arrivals_first };

// By office, in the order of the events: the minute, calls and arrivals as asked, queue, number.
using Replay = std::map<std::string, std::vector<ReplayedTicket>, std::less<>>;
Replay replay(const RecordedOffices& offices, SameMinute same_minute = SameMinute::calls_first);

// Which tickets count: the definitions of docs/estimates.md.
struct TicketSet {
    std::string_view name, meaning;
    bool (*holds)(const ReplayedTicket&);
};
const std::array<TicketSet, 5>& ticket_sets();

// Sums, so that offices add up.
struct Score {
    std::size_t tickets = 0;  // to which the rule said something
    double absolute_minutes = 0, error_minutes = 0;
    std::size_t covered = 0;  // of a rule with a range
    double width_minutes = 0;

    void add(const ReplayedTicket& ticket, Rule rule);
    void add(const Score& other);
    double mean_error() const { return per_ticket(absolute_minutes); }
    double bias() const { return per_ticket(error_minutes); }
    double coverage_percent() const { return 100 * per_ticket(static_cast<double>(covered)); }
    double mean_width() const { return per_ticket(width_minutes); }

  private:
    double per_ticket(double sum) const { return tickets == 0 ? 0 : sum / static_cast<double>(tickets); }
};
using Scores = std::array<Score, rule_count>;

struct SetScores {
    TicketSet set;
    std::size_t tickets = 0;
    Scores all;
    std::map<std::string, Scores, std::less<>> offices;
};
std::vector<SetScores> compare(const Replay& replayed);

}  // namespace okno::simulation
