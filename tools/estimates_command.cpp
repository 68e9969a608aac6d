#include "tools/estimates_command.hpp"

#include <spdlog/fmt/fmt.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "plan/plan_file.hpp"
#include "simulation/estimate_study.hpp"
#include "simulation/simulation.hpp"

namespace okno::tools {

namespace {

using Json = nlohmann::ordered_json;
using simulation::EstimateRule;

simulation::Scenario scenario_of(const EstimatesFlags& flags) {
    auto plan = plan::read_plan(flags.plan);
    if (!plan) throw std::runtime_error("the plan has mistakes: " + to_string(plan.error().front()));
    simulation::Scenario scenario;
    scenario.plan = *std::move(plan);
    if (flags.policy != "plan")
        scenario.plan.ordering.policy = flags.policy == "norm" ? hall::Policy::norm : hall::Policy::arrival;
    hall::settle_ceiling(scenario.plan);
    const auto people = flags.people == "human" ? simulation::People::human : simulation::People::exact;
    auto behaviour = simulation::behaviour_of(flags.day, scenario.plan, flags.load, people);
    if (!behaviour) throw std::runtime_error("no kind of day is named " + flags.day);
    scenario.behaviour = *std::move(behaviour);
    return scenario;
}

Json to_json(const simulation::EstimateStudy& study) {
    Json rules = Json::object();
    for (std::size_t i = 0; i < simulation::estimate_rules; ++i) {
        const simulation::EstimateScore& score = study.scores()[i];
        Json& rule = rules[std::string(name_of(static_cast<EstimateRule>(i)))];
        rule = {{"mean_absolute_min", score.mean_absolute()},
                {"bias_min", score.bias()},
                {"bias_interval_min", score.bias_interval()}};
        if (score.inside > 0) rule["in_range"] = score.coverage();
    }
    return {{"judged", study.judged()}, {"forecast_ms", study.forecast_ms()}, {"rules", rules}};
}

void print(const simulation::EstimateStudy& study) {
    std::cout << fmt::format(
        "{} tickets that had to wait; {:.2f} ms a forecast of all tickets and services\n"
        "  rule            mean error   bias           in range\n",
        study.judged(), study.forecast_ms());
    for (std::size_t i = 0; i < simulation::estimate_rules; ++i) {
        const simulation::EstimateScore& score = study.scores()[i];
        const std::string range = score.inside == 0 ? "" : fmt::format("{:.1f} %", 100 * score.coverage());
        std::cout << fmt::format("  {:<14} {:>7.2f} min {:>+6.2f} ± {:.2f}   {:>8}\n",
                                 name_of(static_cast<EstimateRule>(i)), score.mean_absolute(), score.bias(),
                                 score.bias_interval(), range);
    }
}

int run(const EstimatesFlags& flags) {
    simulation::Simulation simulation(scenario_of(flags), flags.seed);
    for (int day = 0; day < flags.learning_days; ++day)
        if (!simulation.run_day()) break;
    simulation::EstimateStudy study(simulation.state().latest, flags.each);
    simulation.watch(study);
    for (int day = 0; day < flags.days; ++day)
        if (!simulation.run_day()) break;
    if (flags.json)
        std::cout << to_json(study).dump(2) << '\n';
    else
        print(study);
    return 0;
}

}  // namespace

void add_estimates_command(CLI::App& okno, EstimatesFlags& flags, Action& chosen) {
    CLI::App* command = okno.add_subcommand(
        "estimates", "How far off wait estimates are on simulated days, by several rules");
    command->add_option("--plan", flags.plan, "The hall's plan (TOML)")->required();
    command
        ->add_option("--policy", flags.policy, "The order of calls: plan (as the plan says), arrival, norm")
        ->check(CLI::IsMember({"plan", "arrival", "norm"}))
        ->capture_default_str();
    command->add_option("--day", flags.day, "The kind of day")
        ->check(CLI::IsMember(simulation::kinds_of_day()))
        ->capture_default_str();
    command->add_option("--people", flags.people, "exact, or human: breaks, patience, mistakes")
        ->check(CLI::IsMember({"exact", "human"}))
        ->capture_default_str();
    command->add_option("--load", flags.load, "Work that comes / what the windows can do")
        ->check(CLI::Range(0.01, 3.0))
        ->capture_default_str();
    command->add_option("--days", flags.days, "Days that are judged")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--learning-days", flags.learning_days, "Days before, from which the hall learns")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    command->add_option("--each", flags.each, "Only each so-manieth ticket")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--seed", flags.seed, "The same seed, the same days")->capture_default_str();
    command->add_flag("--json", flags.json, "For programs");
    command->callback([&flags, &chosen] { chosen = [&flags] { return run(flags); }; });
}

}  // namespace okno::tools
