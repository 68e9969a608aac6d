#include <iostream>

#include "plan/plan_file.hpp"
#include "tools/command.hpp"

namespace okno::tools {

namespace {

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

void summarise(const hall::Plan& plan, std::ostream& out) {
    out << counted(plan.groups.size(), "group") << ", " << counted(plan.services.size(), "service") << ", "
        << counted(plan.windows.size(), "window");
    for (const hall::WindowKind& kind : plan.kinds) {
        const auto windows =
            std::count_if(plan.windows.begin(), plan.windows.end(),
                          [&](const hall::Window& window) { return window.kind == kind.id; });
        const auto minutes = [](hall::Seconds seconds) {
            return std::chrono::duration<double, std::ratio<60>>(seconds).count();
        };
        out << "\n  " << counted(static_cast<std::size_t>(windows), kind.id.value + " window") << ", norm "
            << minutes(kind.norm.wait) << " min wait, " << minutes(kind.norm.service) << " min service";
    }
    out << "\n  languages:";
    for (const hall::Language& language : plan.languages) out << ' ' << language.value;
    out << "; time zone: " << plan.zone.name << '\n';
}

int check(const std::string& file) {
    const auto plan = plan::read_plan(file);
    if (plan) {
        std::cout << file << ": no mistakes. ";
        summarise(*plan, std::cout);
        return 0;
    }
    for (const plan::Complaint& complaint : plan.error()) std::cerr << to_string(complaint) << '\n';
    std::cerr << counted(plan.error().size(), "mistake") << '\n';
    return 1;
}

}  // namespace

void add_plan_command(CLI::App& okno, Flags& flags, Action& chosen) {
    CLI::App* plan = okno.add_subcommand("plan", "The hall's plan");
    plan->require_subcommand(1);
    CLI::App* check_command =
        plan->add_subcommand("check", "Tell every mistake in a plan with its line and column");
    check_command->add_option("file", flags.plan, "The plan (TOML)")->required();
    check_command->callback([&flags, &chosen] { chosen = [&flags] { return check(flags.plan); }; });
}

}  // namespace okno::tools
