#include "tools/simulate_command.hpp"

#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "plan/plan_file.hpp"
#include "protocol/codec.hpp"
#include "simulation/event_line.hpp"
#include "simulation/rivals.hpp"
#include "simulation/simulation.hpp"
#include "tools/recorded_people.hpp"

namespace okno::tools {

namespace {

using Json = nlohmann::ordered_json;

// Each event as one line of JSON, as the wire has it.
class JournalFile : public simulation::Witness {
  public:
    explicit JournalFile(const std::string& file) : out_(file) {
        if (!out_) throw std::runtime_error("cannot write " + file);
    }
    void after(const hall::State&, const hall::Event& event) override {
        out_ << protocol::to_json(event).dump() << '\n';
    }

  private:
    std::ofstream out_;
};

hall::Plan plan_in(const std::string& file) {
    auto plan = plan::read_plan(file);
    if (plan) return *std::move(plan);
    for (const plan::Complaint& complaint : plan.error()) std::cerr << to_string(complaint) << '\n';
    throw std::runtime_error("the plan has mistakes");
}

void set_policy(simulation::Scenario& scenario, const std::string& policy) {
    if (policy == "plan") return;
    if (policy == "arrival" || policy == "norm")
        scenario.plan.ordering.policy = policy == "norm" ? hall::Policy::norm : hall::Policy::arrival;
    else if (const auto rival = simulation::rival_named(policy))
        scenario.chooser = *rival;
    else
        throw std::runtime_error("no policy is named " + policy);
}

simulation::Scenario scenario_of(const SimulateFlags& flags) {
    simulation::Scenario scenario;
    scenario.plan = plan_in(flags.plan);
    set_policy(scenario, flags.policy);
    hall::settle_ceiling(scenario.plan);
    const auto people = flags.people == "human" ? simulation::People::human : simulation::People::exact;
    const auto behaviour = simulation::behaviour_of(flags.day, scenario.plan, flags.load, people);
    if (!behaviour) throw std::runtime_error("no kind of day is named " + flags.day);
    scenario.behaviour = *behaviour;
    if (!flags.arrivals.empty()) scenario.arrivals = arrivals_in(flags.arrivals, scenario.plan);
    if (!flags.service_times.empty())
        for (const auto& [service, times] : service_times_in(flags.service_times, scenario.plan))
            scenario.behaviour.visitors.matter[service] = simulation::observed(times);
    return scenario;
}

double minutes(hall::Milliseconds length) {
    return static_cast<double>(length.count()) / 60000;
}

Json to_json(const simulation::Figures& f) {
    return {{"days", f.days},
            {"issued", f.issued},
            {"served", f.served},
            {"missed", f.missed},
            {"cancelled", f.cancelled},
            {"expired", f.expired},
            {"turned_away", f.turned_away},
            {"mean_wait_minutes", f.mean_wait_minutes()},
            {"over_20_minutes", f.share_over_20()},
            {"over_45_minutes", f.share_over_45()},
            {"wait_minutes",
             {{"p50", minutes(f.p50)},
              {"p90", minutes(f.p90)},
              {"p95", minutes(f.p95)},
              {"p99", minutes(f.p99)},
              {"longest", minutes(f.longest)},
              {"longest_of_a_day", minutes(f.longest_mean)}}},
            {"worst_service", f.worst_service.value},
            {"worst_service_mean_minutes", minutes(f.worst_service_mean)},
            {"overtakings", f.overtakings},
            {"overtaken_most", f.overtaken_most},
            {"utilisation", f.utilisation()},
            {"busy_hours", minutes(f.busy) / 60},
            {"staffed_hours", minutes(f.staffed) / 60},
            {"idle_while_somebody_waits_hours", minutes(f.deliberate_idle) / 60},
            {"queue_length_ms", f.queue_length.count()},
            {"sum_of_waits_ms", f.waits.count()},
            {"commands", f.commands},
            {"refusals", f.refusals},
            {"events", f.events}};
}

void print(const simulation::Figures& f) {
    const auto line = [](const std::string& name, const std::string& value) {
        fmt::print("{:<38}{}\n", name, value);
    };
    const auto percent = [](double share) { return fmt::format("{:.1f} %", 100 * share); };
    const auto time = [](hall::Milliseconds length) { return fmt::format("{:.1f} min", minutes(length)); };
    line("days", std::to_string(f.days));
    line("tickets", fmt::format("{} ({} served, {} missed, {} cancelled, {} expired; {} turned away)",
                                f.issued, f.served, f.missed, f.cancelled, f.expired, f.turned_away));
    line("mean wait", fmt::format("{:.1f} min", f.mean_wait_minutes()));
    line("waited over 20 min, over 45 min", percent(f.share_over_20()) + ", " + percent(f.share_over_45()));
    line("half, 90 %, 95 %, 99 % wait at most",
         time(f.p50) + ", " + time(f.p90) + ", " + time(f.p95) + ", " + time(f.p99));
    line("longest; of a day on average", time(f.longest) + "; " + time(f.longest_mean));
    line("worst service",
         fmt::format("{}, {} on average", f.worst_service.value, time(f.worst_service_mean)));
    line("overtaken", fmt::format("{} times, one visitor at most {} times", f.overtakings, f.overtaken_most));
    line("windows are busy", percent(f.utilisation()));
    line("idle though somebody waited",
         fmt::format("{:.1f} h a day", minutes(f.deliberate_idle) / 60 / std::max(1, f.days)));
    line("commands, refused, events", fmt::format("{}, {}, {}", f.commands, f.refusals, f.events));
}

int simulate(const SimulateFlags& flags) {
    using Clock = std::chrono::steady_clock;
    simulation::Simulation simulation(scenario_of(flags), flags.seed);
    simulation::Digest digest;
    std::optional<JournalFile> journal;
    if (!flags.journal.empty()) {
        journal.emplace(flags.journal);
        simulation.watch(*journal);
        simulation.watch(digest);
    }
    std::vector<simulation::Day> days;
    const auto start = Clock::now();
    for (int i = 0; i < flags.days; ++i) {
        auto day = simulation.run_day();
        if (!day) break;
        days.push_back(*std::move(day));
    }
    const std::chrono::duration<double, std::milli> took = Clock::now() - start;
    if (days.empty()) throw std::runtime_error("this hall does not open within 400 days");
    const simulation::Figures figures = simulation::figures_of(days);
    const double a_day = took.count() / static_cast<double>(days.size());
    if (flags.json) {
        Json json = to_json(figures);
        json["milliseconds_a_day"] = a_day;
        if (journal) json["digest"] = fmt::format("{:016x}", digest.value());
        std::cout << json.dump(2) << '\n';
    } else {
        print(figures);
        fmt::print("{:<38}{:.1f} ms a day\n", "time to simulate", a_day);
    }
    return 0;
}

}  // namespace

void add_simulate_command(CLI::App& okno, SimulateFlags& flags, Action& chosen) {
    CLI::App* command = okno.add_subcommand("simulate", "Play days of a hall through the rules that run it");
    command->add_option("--plan", flags.plan, "The plan (TOML)")->required();
    command->add_option("--days", flags.days, "How many days on which the hall is open")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--seed", flags.seed, "The same seed gives the same days")->capture_default_str();
    command->add_option("--policy", flags.policy, "Who is called next")
        ->check(CLI::IsMember({"plan", "arrival", "norm", "groups", "longest-queue", "c-mu"}))
        ->capture_default_str();
    command->add_option("--day", flags.day, "What kind of day")
        ->check(CLI::IsMember(simulation::kinds_of_day()))
        ->capture_default_str();
    command->add_option("--load", flags.load, "The work that comes, by what the planned windows can do")
        ->check(CLI::Range(0.01, 10.0))
        ->capture_default_str();
    command
        ->add_option("--people", flags.people,
                     "exact: nobody rests, errs, leaves or misses a call; human: they do")
        ->check(CLI::IsMember({"exact", "human"}))
        ->capture_default_str();
    command->add_option("--arrivals", flags.arrivals,
                        "Play these arrivals: a day as CSV (time,service,category), or the days of a journal "
                        "(the lines of okno follow or --journal)");
    command->add_option(
        "--service-times", flags.service_times,
        "Draw how long services take from these: CSV (service,seconds) or the lines of a journal");
    command->add_option("--journal", flags.journal, "Write each event as one line of JSON to this file");
    command->add_flag("--json", flags.json, "The figures as JSON");
    command->callback([&flags, &chosen] { chosen = [&flags] { return simulate(flags); }; });
}

}  // namespace okno::tools
