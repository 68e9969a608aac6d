#include <iostream>

#include "plan/plan_file.hpp"
#include "tools/command.hpp"
#include "words/words.hpp"

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

// What the kiosk, the boards and the slips cannot say in a language the hall offers. No mistake of the plan:
// the hall's first language stands in, and for that one English.
void warn_of_missing_words(const std::string& file, const hall::Plan& plan, std::ostream& out) {
    for (const hall::Language& language : plan.languages) {
        const std::size_t missing = words::missing(language.value);
        if (missing == 0) continue;
        const bool first = language == plan.languages.front();
        out << file << ": warning: the language \"" << language.value << "\" lacks " << missing << " of the "
            << words::texts() << " texts that visitors read and hear; they will be said in "
            << (first ? "English" : '"' + plan.languages.front().value + '"') << '\n';
    }
}

int check(const std::string& file) {
    const auto plan = plan::read_plan(file);
    if (plan) {
        std::cout << file << ": no mistakes. ";
        summarise(*plan, std::cout);
        warn_of_missing_words(file, *plan, std::cerr);
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
