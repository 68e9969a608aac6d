#include <exception>
#include <iostream>

#include "platform/log.hpp"
#include "platform/version.hpp"
#include "tools/backup_command.hpp"
#include "tools/command.hpp"
#include "tools/estimates_command.hpp"
#include "tools/replay_command.hpp"
#include "tools/report_command.hpp"
#include "tools/simulate_command.hpp"
#include "tools/statistics_command.hpp"

int main(int argc, char** argv) {
    CLI::App app{
        "okno: the administrator's command. Checks plans, keeps keys, follows, verifies, backs up and "
        "restores the journal, replays recorded days, simulates others, makes the statistics anew, writes "
        "reports."};
    app.set_version_flag("--version", okno::platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.require_subcommand(1);
    okno::tools::Flags flags;
    okno::tools::ReplayDaysFlags replay_days;
    okno::tools::SimulateFlags simulate;
    okno::tools::EstimatesFlags estimates;
    okno::tools::StatisticsFlags statistics;
    okno::tools::BackupFlags backup;
    okno::tools::ReportFlags report;
    okno::tools::Action chosen;
    okno::tools::add_plan_command(app, flags, chosen);
    okno::tools::add_keys_command(app, flags, chosen);
    okno::tools::add_follow_command(app, flags, chosen);
    okno::tools::add_journal_command(app, flags, chosen);
    okno::tools::add_backup_commands(app, backup, chosen);
    okno::tools::add_replay_days_command(app, replay_days, chosen);
    okno::tools::add_simulate_command(app, simulate, chosen);
    okno::tools::add_estimates_command(app, estimates, chosen);
    okno::tools::add_statistics_command(app, statistics, chosen);
    okno::tools::add_report_command(app, report, chosen);
    CLI11_PARSE(app, argc, argv);

    okno::platform::start_log("okno");
    try {
        return chosen();
    } catch (const std::exception& error) {
        std::cerr << "okno: " << error.what() << '\n';
        return 1;
    }
}
