#include "tools/replay_command.hpp"

#include <chrono>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "simulation/recorded_order.hpp"
#include "simulation/recorded_replay.hpp"

namespace okno::tools {

namespace {

using simulation::Rule;
using Json = nlohmann::ordered_json;

struct Result {
    std::size_t offices = 0, days = 0, tickets = 0;
    double microseconds_per_ticket = 0;  // all rules, learning included
    std::vector<simulation::SetScores> sets;
    std::array<simulation::WaitFigures, simulation::call_orders.size()> orders;
};

Result replay_all(const simulation::RecordedOffices& offices, simulation::SameMinute same_minute) {
    using Clock = std::chrono::steady_clock;
    Result result;
    result.offices = offices.size();
    for (const auto& [name, days] : offices) result.days += days.size();
    const auto start = Clock::now();
    const simulation::Replay replayed = simulation::replay(offices, same_minute);
    const std::chrono::duration<double, std::micro> took = Clock::now() - start;
    for (const auto& [name, tickets] : replayed) result.tickets += tickets.size();
    result.microseconds_per_ticket = took.count() / static_cast<double>(result.tickets);
    result.sets = simulation::compare(replayed);
    for (std::size_t i = 0; i < result.orders.size(); ++i)
        result.orders[i] = simulation::figures_of(simulation::waits_in(simulation::call_orders[i], offices));
    return result;
}

Rule rule_at(std::size_t i) {
    return static_cast<Rule>(i);
}

Json to_json(const simulation::Scores& scores) {
    Json json = Json::object();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const simulation::Score& score = scores[i];
        Json& rule = json[std::string(name_of(rule_at(i)))];
        rule = {{"tickets", score.tickets}};
        if (score.tickets == 0) continue;
        rule["mean_error_minutes"] = score.mean_error();
        rule["bias_minutes"] = score.bias();
        if (rule_at(i) != Rule::ours) continue;
        rule["coverage_percent"] = score.coverage_percent();
        rule["range_width_minutes"] = score.mean_width();
    }
    return json;
}

Json to_json(const Result& result) {
    Json json{{"offices", result.offices},
              {"days", result.days},
              {"tickets", result.tickets},
              {"microseconds_per_ticket", result.microseconds_per_ticket}};
    for (const simulation::SetScores& scores : result.sets) {
        Json& set = json["sets"][std::string(scores.set.name)];
        set = {{"meaning", scores.set.meaning}, {"tickets", scores.tickets}, {"rules", to_json(scores.all)}};
        for (const auto& [office, of_office] : scores.offices) set["offices"][office] = to_json(of_office);
    }
    for (std::size_t i = 0; i < result.orders.size(); ++i) {
        const simulation::WaitFigures& figures = result.orders[i];
        json["orders"][std::string(simulation::call_orders[i].name)] = {
            {"tickets", figures.tickets},
            {"mean_minutes", figures.mean_minutes},
            {"over_20_percent", figures.over_20_percent},
            {"over_45_percent", figures.over_45_percent},
            {"p95_minutes", figures.p95_minutes},
            {"longest_minutes", figures.longest_minutes}};
    }
    return json;
}

void print_rules(const simulation::Scores& scores, std::ostream& out) {
    out << "  rule                              tickets    error     bias  in range\n";
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const simulation::Score& score = scores[i];
        out << "  " << std::left << std::setw(32) << title_of(rule_at(i)) << std::right << std::setw(9)
            << score.tickets;
        if (score.tickets > 0)
            out << std::setw(9) << score.mean_error() << std::showpos << std::setw(9) << score.bias()
                << std::noshowpos;
        if (score.tickets > 0 && rule_at(i) == Rule::ours)
            out << std::setw(8) << std::setprecision(1) << score.coverage_percent() << " %, "
                << score.mean_width() << " min wide" << std::setprecision(2);
        out << '\n';
    }
}

void print_error(const simulation::Score& score, int width, std::ostream& out) {
    out << std::setw(width);
    if (score.tickets == 0)
        out << '-';
    else
        out << score.mean_error();
}

void print_offices(const simulation::SetScores& scores, std::ostream& out) {
    out << "  office             tickets  half/half      LES  pos/rate  history     ours     bias  in "
           "range\n";
    for (const auto& [name, office] : scores.offices) {
        const auto score = [&office = office](Rule rule) { return office[static_cast<std::size_t>(rule)]; };
        const simulation::Score ours = score(Rule::ours);
        if (ours.tickets == 0) continue;
        out << "  " << std::left << std::setw(18) << name << std::right << std::setw(8) << ours.tickets;
        print_error(score(Rule::half_and_half), 11, out);
        print_error(score(Rule::last_wait), 9, out);
        print_error(score(Rule::position_by_rate), 10, out);
        print_error(score(Rule::history), 9, out);
        print_error(ours, 9, out);
        out << std::showpos << std::setw(9) << ours.bias() << std::noshowpos << std::setw(8)
            << std::setprecision(1) << ours.coverage_percent() << " %\n"
            << std::setprecision(2);
    }
}

void print_orders(const Result& result, std::ostream& out) {
    out << "\nWhom the same calls might have called; office: as if every window served every queue "
           "(minutes)\n"
        << "  order                              mean   over 20   over 45    p95  longest\n";
    for (std::size_t i = 0; i < result.orders.size(); ++i) {
        const simulation::WaitFigures& figures = result.orders[i];
        out << "  " << std::left << std::setw(32) << simulation::call_orders[i].title << std::right
            << std::setw(7) << figures.mean_minutes << std::setw(8) << figures.over_20_percent << " %"
            << std::setw(8) << figures.over_45_percent << " %" << std::setw(7) << figures.p95_minutes
            << std::setw(9) << figures.longest_minutes << '\n';
    }
}

void print(const Result& result, std::ostream& out) {
    out << std::fixed << std::setprecision(2) << result.offices << " offices, " << result.days << " days, "
        << result.tickets << " tickets; " << result.microseconds_per_ticket
        << " µs a ticket, all rules and learning\n"
        << "error: mean of |said - waited|, min; bias: mean of said - waited, min; in range: of ours (80 % "
           "meant)\n";
    for (const simulation::SetScores& scores : result.sets) {
        out << '\n'
            << scores.set.name << ": " << scores.set.meaning << ". " << scores.tickets << " tickets\n";
        print_rules(scores.all, out);
        print_offices(scores, out);
    }
    print_orders(result, out);
}

int run(const ReplayDaysFlags& flags) {
    const auto offices = simulation::read_recorded_days(flags.file);
    if (!offices) {
        std::cerr << offices.error() << '\n';
        return 1;
    }
    const Result result = replay_all(*offices, flags.arrivals_first ? simulation::SameMinute::arrivals_first
                                                                    : simulation::SameMinute::calls_first);
    if (flags.json)
        std::cout << to_json(result).dump(2) << '\n';
    else
        print(result, std::cout);
    return 0;
}

}  // namespace

void add_replay_days_command(CLI::App& okno, ReplayDaysFlags& flags, Action& chosen) {
    CLI::App* command = okno.add_subcommand(
        "replay-days",
        "What each rule would have told the visitors of recorded days, and how far off it was");
    command
        ->add_option("file", flags.file, "office,queue,date,ticket,arrive_min,wait_min as CSV, plain or gzip")
        ->required();
    command->add_flag("--arrivals-first", flags.arrivals_first,
                      "Calls of a minute are not yet known to who comes in it; otherwise they are");
    command->add_flag("--json", flags.json, "For programs");
    command->callback([&flags, &chosen] { chosen = [&flags] { return run(flags); }; });
}

}  // namespace okno::tools
