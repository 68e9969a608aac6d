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

// The chain is recomputed to its end first: a row's own link says nothing while rows before it may be wrong.
int check_head(const Flags& flags) {
    const std::filesystem::path keys = flags.keys;
    if (is_missing(flags.journal) || is_missing(keys / "journal.key")) return 1;
    const auto told = dispatcher::hash_from_hex(flags.chain);
    if (!told) {
        std::cerr << '"' << flags.chain << "\" is no chain head; it has 32 hexadecimal digits.\n";
        return 1;
    }
    dispatcher::Journal journal(flags.journal, dispatcher::journal_key(keys, flags.journal));
    const protocol::Sequence events = journal.verify();
    const auto link = journal.chain_at(flags.number);
    if (!link) {
        std::cerr << flags.journal << ": there is no event " << flags.number << "; the journal ends with "
                  << events << ". It is another journal, or its end is lost.\n";
        return 1;
    }
    if (*link != *told) {
        std::cerr << flags.journal << ": event " << flags.number << " has another chain head, "
                  << dispatcher::to_hex(*link)
                  << ". It is another journal, or it was changed after that head was written down.\n";
        return 1;
    }
    std::cout << flags.journal << ": the chain head of event " << flags.number
              << " is the one that was written down; nothing up to there was changed\n";
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
    CLI::App* head = journal->add_subcommand("check-head",
                                             "Verify the journal and compare a chain head that a report "
                                             "carries; the dispatcher must not be running");
    head->add_option("file", flags.journal, "The journal (SQLite)")->required();
    head->add_option("number", flags.number, "The number of the event, as the report has it")
        ->required()
        ->check(CLI::PositiveNumber);
    head->add_option("chain", flags.chain, "The chain head, as the report has it")->required();
    head->add_option("--keys", flags.keys, "The folder of keys; it holds the key of the chain")->required();
    head->callback([&flags, &chosen] { chosen = [&flags] { return check_head(flags); }; });
}

}  // namespace okno::tools
