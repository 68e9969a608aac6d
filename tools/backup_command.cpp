#include "tools/backup_command.hpp"

#include <iostream>

#include "dispatcher/backup.hpp"
#include "platform/clock.hpp"

namespace okno::tools {

namespace {

int backup(const BackupFlags& flags) {
    if (!std::filesystem::is_regular_file(flags.journal)) {
        std::cerr << flags.journal << ": there is no such file; nothing was copied.\n";
        return 1;
    }
    const std::atomic<bool> never{false};
    const dispatcher::Backup made = dispatcher::make_backup({flags.journal, flags.keys, flags.plan}, flags.to,
                                                            platform::read_clock().wall, never);
    if (flags.keep > 0) dispatcher::keep_newest(flags.to, flags.keep);
    std::cout << flags.to << '/' << made.name << ": " << made.events << " events, " << made.bytes << " bytes";
    if (made.verified) {
        std::cout << ", every event in its place and unchanged\n";
        return 0;
    }
    std::cout << ", NOT verified\n";
    std::cerr << made.complaint << "\nKeep the older backups, and look at the journal: okno journal verify\n";
    return 1;
}

int restore(const BackupFlags& flags) {
    const auto restored =
        dispatcher::restore_backup(flags.from, flags.journal, flags.keys, platform::read_clock().wall);
    std::cout << flags.journal << ": " << restored.events
              << " events, every one in its place and unchanged\n";
    for (const auto& file : restored.added) std::cout << "brought back: " << file.string() << '\n';
    for (const auto& file : restored.kept) std::cout << "kept from before: " << file.string() << '\n';
    std::cout << "Now start the dispatcher.\n";
    return 0;
}

}  // namespace

void add_backup_commands(CLI::App& okno, BackupFlags& flags, Action& chosen) {
    CLI::App* backup_command = okno.add_subcommand(
        "backup", "Copy a hall, while it runs, into a folder of backups; the copy is verified");
    backup_command->add_option("--journal", flags.journal, "The journal (SQLite)")->required();
    backup_command->add_option("--keys", flags.keys, "The folder of keys of the dispatcher")->required();
    backup_command->add_option("--plan", flags.plan, "The plan's file or folder, to be copied too");
    backup_command->add_option("--to", flags.to, "The folder of backups; keep it as secret as the keys")
        ->required();
    backup_command->add_option("--keep", flags.keep, "Remove all but the newest so many (0: none)")
        ->capture_default_str();
    backup_command->callback([&flags, &chosen] { chosen = [&flags] { return backup(flags); }; });

    CLI::App* restore_command =
        okno.add_subcommand("restore", "Put a backup in the place of a hall whose dispatcher does not run");
    restore_command->add_option("--from", flags.from, "One backup: .../okno-2026-11-30T21-05-01Z")
        ->required();
    restore_command
        ->add_option("--journal", flags.journal, "Where the journal is to be; one that is there is kept")
        ->required();
    restore_command
        ->add_option("--keys", flags.keys, "The folder of keys; what is missing there is brought back")
        ->required();
    restore_command->callback([&flags, &chosen] { chosen = [&flags] { return restore(flags); }; });
}

}  // namespace okno::tools
