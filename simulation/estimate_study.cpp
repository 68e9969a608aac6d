#include "simulation/estimate_study.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "hall/capacity.hpp"
#include "hall/selection.hpp"

namespace okno::simulation {

namespace {

using namespace hall;

constexpr int many = 8 * futures_usual;
constexpr double waited_at_all = 0.5;  // minutes; less than that is walking to a free window

double minutes(Milliseconds time) {
    return static_cast<double>(time.count()) / 60'000;
}

std::vector<const Window*> servers_of(const State& state, const ServiceId& service) {
    std::vector<const Window*> servers;
    for (const Window& window : state.plan.windows)
        if (is_staffed(state, window.id) && serves(window, service)) servers.push_back(&window);
    return servers;
}

std::optional<double> by_own_queue(const State& state, const Ticket& ticket) {
    const auto servers = servers_of(state, ticket.service);
    const Service* service = find(state.plan, ticket.service);
    if (servers.empty() || !service) return std::nullopt;
    const auto ahead = static_cast<double>(waiting_for(state, ticket.service) - 1);
    return ahead * minutes(usual_time(state, *service)) / static_cast<double>(servers.size());
}

// All queues the capable windows serve, shared by all windows that serve any of them.
std::optional<double> by_whole_queue(const State& state, const Ticket& ticket) {
    std::map<ServiceId, double> work;
    for (const Window* window : servers_of(state, ticket.service))
        for (const ServiceId& id : window->services)
            if (const Service* service = find(state.plan, id))
                work[id] = static_cast<double>(waiting_for(state, id)) * minutes(usual_time(state, *service));
    const auto shares =
        std::count_if(state.plan.windows.begin(), state.plan.windows.end(), [&](const Window& window) {
            return is_staffed(state, window.id) &&
                   std::any_of(window.services.begin(), window.services.end(),
                               [&](const ServiceId& id) { return work.contains(id); });
        });
    if (shares == 0) return std::nullopt;
    double sum = -minutes(usual_time(state, *find(state.plan, ticket.service)));
    for (const auto& [id, of_one] : work) sum += of_one;
    return std::max(0.0, sum) / static_cast<double>(shares);
}

std::optional<double> by_head_of_line(const State& state, const Ticket& ticket, Timestamp at) {
    const auto queue = state.queues.find(ticket.service);
    if (queue == state.queues.end() || queue->second.ordinary.empty()) return std::nullopt;
    return minutes(at - queue->second.ordinary.begin()->rank);
}

int half_hour_of(const State& state, Timestamp at) {
    const LocalTime local = local_time(state.plan.zone, at);
    return static_cast<int>((local - std::chrono::floor<std::chrono::days>(local)) /
                            std::chrono::minutes{30});
}

}  // namespace

std::string_view name_of(EstimateRule rule) {
    constexpr std::array<std::string_view, estimate_rules> names{
        "own queue", "whole queue", "last to enter", "head of line", "history", "forecast", "forecast x8"};
    return names.at(static_cast<std::size_t>(rule));
}

void EstimateScore::end_day() {
    days_sum2 += today.signed_sum * today.signed_sum;
    days_sum_count += today.signed_sum * today.count;
    days_count2 += static_cast<double>(today.count) * today.count;
    today = {};
}

double EstimateScore::bias_interval() const {
    if (count == 0) return 0;
    const double squares = days_sum2 - 2 * bias() * days_sum_count + bias() * bias() * days_count2;
    return 1.96 * std::sqrt(std::max(squares, 0.0)) / count;
}

EstimateStudy::EstimateStudy(Timestamp begin, int each) : begin_(begin), each_(each) {}

void EstimateStudy::after(const State& state, const Event& event) {
    if (const auto* fact = std::get_if<TicketTaken>(&event.fact)) taken(state, *fact, event.at);
    if (const auto* fact = std::get_if<TicketCalled>(&event.fact)) called(state, fact->ticket, event.at);
    if (const auto* fact = std::get_if<TicketCancelled>(&event.fact)) {
        waiting_.erase(fact->ticket);
        told_.erase(fact->ticket);
    }
    if (!std::holds_alternative<DayStarted>(event.fact)) return;
    for (const auto& [key, sum] : today_) {
        past_[key].first += sum.first;
        past_[key].second += sum.second;
    }
    for (EstimateScore& score : scores_) score.end_day();
    today_.clear();
    last_wait_.clear();
    waiting_.clear();
    told_.clear();
}

void EstimateStudy::taken(const State& state, const TicketTaken& fact, Timestamp at) {
    waiting_[fact.ticket] = fact.service;
    if (at >= begin_ && ++taken_ % each_ == 0)
        told_[fact.ticket] = tell(state, state.tickets.at(fact.ticket), at);
}

void EstimateStudy::called(const State& state, TicketId id, Timestamp at) {
    const auto waiting = waiting_.find(id);
    if (waiting == waiting_.end()) return;
    const Timestamp taken = state.tickets.at(id).taken;
    const double wait = minutes(at - taken);
    last_wait_[waiting->second] = wait;
    auto& [sum, count] = today_[{waiting->second, half_hour_of(state, taken)}];
    sum += wait;
    ++count;
    waiting_.erase(waiting);
    if (const auto told = told_.find(id); told != told_.end()) {
        judge(told->second, wait);
        told_.erase(told);
    }
}

EstimateStudy::Told EstimateStudy::tell(const State& state, const Ticket& ticket, Timestamp at) {
    Told told;
    told.at = at;
    const auto say = [&](EstimateRule rule) -> std::optional<double>& {
        return told.minutes[static_cast<std::size_t>(rule)];
    };
    say(EstimateRule::own_queue) = by_own_queue(state, ticket);
    say(EstimateRule::whole_queue) = by_whole_queue(state, ticket);
    const auto last = last_wait_.find(ticket.service);
    say(EstimateRule::last_to_enter) = last == last_wait_.end() ? 0 : last->second;
    say(EstimateRule::head_of_line) = by_head_of_line(state, ticket, at);
    const auto past = past_.find({ticket.service, half_hour_of(state, at)});
    say(EstimateRule::history) = past == past_.end() ? 0 : past->second.first / past->second.second;
    for (const auto& [rule, futures] :
         {std::pair{EstimateRule::forecast, futures_for(state)}, {EstimateRule::many_futures, many}}) {
        const auto begun = std::chrono::steady_clock::now();
        const Forecast found = forecast(state, at, futures);
        if (rule == EstimateRule::forecast) {
            forecast_ms_ +=
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
            ++forecasts_;
        }
        const auto own = found.tickets.find(ticket.id);
        if (own == found.tickets.end()) continue;
        say(rule) = minutes(own->second.expected);
        told.range[static_cast<std::size_t>(rule)] = own->second;
    }
    return told;
}

// A rule is judged where every rule has something to say.
void EstimateStudy::judge(const Told& told, Minutes wait) {
    if (wait < waited_at_all ||
        std::any_of(told.minutes.begin(), told.minutes.end(), [](const auto& m) { return !m; }))
        return;
    for (std::size_t i = 0; i < estimate_rules; ++i) {
        EstimateScore& score = scores_[i];
        ++score.count;
        score.absolute += std::abs(*told.minutes[i] - wait);
        score.signed_sum += *told.minutes[i] - wait;
        score.today.signed_sum += *told.minutes[i] - wait;
        ++score.today.count;
        if (told.range[i])
            score.inside += minutes(told.range[i]->least) <= wait && wait <= minutes(told.range[i]->most);
    }
}

}  // namespace okno::simulation
