// How honest a wait estimate is: on simulated days each ticket is told its wait by several rules at the
// moment it is taken, from what the hall knows then, and the first call settles who was right. Judged are
// those who had to wait. Rules: the rivals', delay announcements of the literature (Ibrahim & Whitt 2009:
// LES, HOL), and the hall's own forecast with few and with many futures.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "hall/forecast.hpp"
#include "simulation/witness.hpp"

namespace okno::simulation {

enum class EstimateRule {
    own_queue,      // people of the same service ahead × its usual time ÷ open windows that serve it
    whole_queue,    // people ahead among all who compete × their usual times ÷ open windows they share
    last_to_enter,  // the wait of the last one called for this service (LES)
    head_of_line,   // how long the first in the line of this service has waited so far (HOL)
    history,        // the average wait of those who came in this half hour on earlier days
    forecast,       // hall::forecast as it runs in the hall
    many_futures    // the same with eight times as many futures: about the best it can be
};
inline constexpr std::size_t estimate_rules = 7;
std::string_view name_of(EstimateRule rule);

// Errors in minutes, estimate − wait. Those of one day go together (a slow day is slow for all), so how far
// the bias is by chance is reckoned from days, not from tickets.
struct EstimateScore {
    int count = 0;
    double absolute = 0;  // sums
    double signed_sum = 0;
    int inside = 0;  // of the range; rules without one: 0
    struct Today {
        int count = 0;
        double signed_sum = 0;
    } today;
    double days_sum2 = 0, days_sum_count = 0, days_count2 = 0;  // Σ sᵢ², Σ sᵢ·nᵢ, Σ nᵢ² over the days
    void end_day();
    double bias_interval() const;  // 1.96 standard errors of a ratio of sums by day
    double mean_absolute() const { return count == 0 ? 0 : absolute / count; }
    double bias() const { return count == 0 ? 0 : signed_sum / count; }
    double coverage() const { return count == 0 ? 0 : static_cast<double>(inside) / count; }
};
using EstimateScores = std::array<EstimateScore, estimate_rules>;

class EstimateStudy : public Witness {
  public:
    // Estimates from `begin` on, for every `each`-th ticket (the forecasts cost milliseconds).
    EstimateStudy(hall::Timestamp begin, int each);

    void after(const hall::State& state, const hall::Event& event) override;

    const EstimateScores& scores() const { return scores_; }
    double forecast_ms() const { return forecasts_ == 0 ? 0 : forecast_ms_ / forecasts_; }
    int judged() const { return scores_[0].count; }

  private:
    using Minutes = double;
    struct Told {
        hall::Timestamp at{};
        std::array<std::optional<Minutes>, estimate_rules> minutes;
        std::array<std::optional<hall::Estimate>, estimate_rules> range;
    };

    void taken(const hall::State& state, const hall::TicketTaken& fact, hall::Timestamp at);
    void called(const hall::State& state, hall::TicketId ticket, hall::Timestamp at);
    Told tell(const hall::State& state, const hall::Ticket& ticket, hall::Timestamp at);
    void judge(const Told& told, Minutes wait);

    hall::Timestamp begin_;
    int each_;
    int taken_ = 0;
    std::map<hall::TicketId, Told> told_;
    std::map<hall::TicketId, hall::ServiceId> waiting_;  // tickets before their first call
    std::map<hall::ServiceId, Minutes> last_wait_;       // of the last one called
    std::map<std::pair<hall::ServiceId, int>, std::pair<double, int>> past_;  // by half hour: sum, count
    std::map<std::pair<hall::ServiceId, int>, std::pair<double, int>> today_;
    EstimateScores scores_{};
    double forecast_ms_ = 0;
    int forecasts_ = 0;
};

}  // namespace okno::simulation
