#include <iostream>

#include "dispatcher/journal.hpp"
#include "tools/command.hpp"

namespace okno::tools {

namespace {

// Opening a journal or its key makes them when they are missing; a check must never do that.
bool is_missing(const std::filesystem::path& file) {
    if (std::filesystem::is_regular_file(file)) return false;
    std::cerr << file.string() << ": there is no such file; nothing was verified.\n";
    return true;
}

int verify(const std::string& file, const std::filesystem::path& keys) {
    if (is_missing(file) || is_missing(keys / "journal.key")) return 1;
    dispatcher::Journal journal(file, dispatcher::journal_key(keys, file));
    const protocol::Sequence events = journal.verify();
    std::cout << file << ": " << events << " events, every one in its place and unchanged\n";
    return 0;
}

}  // namespace

void add_journal_command(CLI::App& okno, Flags& flags, Action& chosen) {
    CLI::App* journal = okno.add_subcommand("journal", "The hall's journal");
    journal->require_subcommand(1);
    CLI::App* command = journal->add_subcommand(
        "verify", "Recompute the chain of all events; the dispatcher of this journal must not be running");
    command->add_option("file", flags.journal, "The journal (SQLite)")->required();
    command->add_option("--keys", flags.keys, "The folder of keys; it holds the key of the chain")
        ->required();
    command->callback([&flags, &chosen] { chosen = [&flags] { return verify(flags.journal, flags.keys); }; });
}

}  // namespace okno::tools
