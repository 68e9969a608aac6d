#include "tools/statistics_command.hpp"

#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "dispatcher/journal_reader.hpp"
#include "hall/evolve.hpp"
#include "hall/forecast.hpp"
#include "statistics/replacement.hpp"
#include "statistics/second_count.hpp"

namespace okno::tools {

namespace {

constexpr std::size_t events_at_once = 5000;
constexpr std::size_t parts_told = 20;  // a line for every twentieth

std::vector<statistics::Entry> page(dispatcher::JournalReader& journal) {
    std::vector<statistics::Entry> entries;
    for (protocol::Entry& entry : journal.read(events_at_once))
        entries.push_back({entry.number, std::move(entry.event)});
    return entries;
}

// What each `each`-th visitor would have been told, from the state of that moment: the journal does not hold
// it.
int work_out_estimates(const StatisticsFlags& flags) {
    dispatcher::JournalReader journal(flags.journal);
    statistics::Statistics statistics(flags.file);
    hall::State state;
    std::size_t issued = 0, worked_out = 0;
    for (auto entries = page(journal); !entries.empty(); entries = page(journal)) {
        std::vector<statistics::Statistics::Promise> promises;
        for (statistics::Entry& entry : entries) {
            if (!entry.event) continue;
            const auto* taken = std::get_if<hall::TicketTaken>(&entry.event->fact);
            if (taken && !taken->taken && issued++ % static_cast<std::size_t>(flags.each) == 0) {
                const hall::Forecast forecast = hall::forecast(state, entry.event->at);
                const auto wait = forecast.services.find(taken->service);
                if (wait != forecast.services.end()) {
                    const hall::Range range = hall::told(wait->second);
                    promises.push_back({taken->ticket, range.from_min, range.to_min, false});
                }
            }
            state = hall::evolve(std::move(state), *entry.event);
        }
        worked_out += promises.size();
        statistics.keep(promises);
    }
    std::cout << flags.file << ": the estimates of " << worked_out << " of " << issued
              << " tickets were worked out from the journal.\n";
    return 0;
}

hall::LocalDay day_from(const std::string& text) {
    std::istringstream words(text);
    int year = 0;
    unsigned month = 0, day = 0;
    char first = 0, second = 0;
    words >> year >> first >> month >> second >> day;
    const auto date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
    if (words && words.eof() && first == '-' && second == '-' && date.ok()) return hall::LocalDay{date};
    throw std::runtime_error('"' + text + "\" is no day; please write it as 2026-03-02");
}

int rebuild(const StatisticsFlags& flags) {
    const auto began = std::chrono::steady_clock::now();
    dispatcher::JournalReader journal(flags.journal);
    statistics::Replacement replacement(flags.file);
    statistics::Statistics& statistics = replacement.statistics();
    std::size_t told = 0;
    for (auto entries = page(journal); !entries.empty(); entries = page(journal)) {
        if (!statistics.apply(entries)) throw std::runtime_error(flags.journal + ": a number is missing");
        const std::size_t part = statistics.position() * parts_told / journal.head();
        if (part > told) {
            told = part;
            std::cerr << 100 * part / parts_told << " %: " << statistics.position() << " of "
                      << journal.head() << " events\n";
        }
    }
    replacement.put_in_place();
    const auto took =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    std::cout << flags.file << ": the statistics were made anew from " << journal.head() << " events in "
              << took.count() << " s; the console goes on from there when it starts.\n";
    return 0;
}

// Beside the statistics, as large as they are when all days are counted; gone afterwards.
class PassingFile {
  public:
    explicit PassingFile(std::string file) : file_(std::move(file)) { remove(); }
    ~PassingFile() { remove(); }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    const std::string& name() const { return file_; }

  private:
    void remove() const {
        for (const char* ending : {"", "-wal", "-shm"}) std::remove((file_ + ending).c_str());
    }
    std::string file_;
};

// A reader sees what was committed before it was opened; the statistics may be further when their moment
// comes.
std::vector<std::string> recount_from_journal(const StatisticsFlags& flags,
                                              statistics::Statistics& statistics, statistics::Days days) {
    const PassingFile file(flags.file + ".recount");
    std::optional<dispatcher::JournalReader> journal(flags.journal);
    statistics::SecondCount second(file.name(), [&](statistics::Sequence from) {
        if (from > journal->head()) journal.emplace(flags.journal);
        journal->go_to(from);
        return page(*journal);
    });
    return second.compare(statistics, days);
}

int recount(const StatisticsFlags& flags) {
    statistics::Statistics statistics(flags.file);
    auto days = statistics.known_days();
    if (!days) {
        std::cout << flags.file << ": there are no tickets to count.\n";
        return 0;
    }
    if (!flags.first.empty()) days->first = day_from(flags.first);
    if (!flags.last.empty()) days->last = day_from(flags.last);
    const auto differences =
        flags.journal.empty() ? statistics.recount(*days) : recount_from_journal(flags, statistics, *days);
    for (const std::string& difference : differences) std::cerr << difference << '\n';
    if (differences.empty()) {
        std::cout << flags.file
                  << (flags.journal.empty()
                          ? ": every sum is that of its visits.\n"
                          : ": every row is that of the journal, every sum that of its visits.\n");
        return 0;
    }
    std::cerr << "okno: " << differences.size()
              << " figures differ; please make the statistics anew: okno statistics rebuild\n";
    return 1;
}

}  // namespace

void add_statistics_command(CLI::App& okno, StatisticsFlags& flags, Action& chosen) {
    CLI::App* statistics = okno.add_subcommand("statistics", "What the journal amounts to, in tables");
    statistics->require_subcommand(1);
    CLI::App* command = statistics->add_subcommand(
        "rebuild",
        "Make the statistics anew from the journal; the console must not be running, the dispatcher may");
    command->add_option("file", flags.file, "The console's statistics (SQLite)")->required();
    command->add_option("--journal", flags.journal, "The journal (SQLite)")
        ->required()
        ->check(CLI::ExistingFile);
    command->callback([&flags, &chosen] { chosen = [&flags] { return rebuild(flags); }; });

    CLI::App* estimates = statistics->add_subcommand(
        "estimates",
        "Work out from the journal what visitors were told about their wait; the console may be running");
    estimates->add_option("file", flags.file, "The console's statistics (SQLite)")
        ->required()
        ->check(CLI::ExistingFile);
    estimates->add_option("--journal", flags.journal, "The journal (SQLite)")
        ->required()
        ->check(CLI::ExistingFile);
    estimates->add_option("--each", flags.each, "Each so many-th ticket (10)")->check(CLI::Range(1, 100'000));
    estimates->callback([&flags, &chosen] { chosen = [&flags] { return work_out_estimates(flags); }; });

    CLI::App* again = statistics->add_subcommand(
        "recount",
        "Count the statistics once more, from the journal or from their visits alone; the console may be "
        "running");
    again->add_option("file", flags.file, "The console's statistics (SQLite)")
        ->required()
        ->check(CLI::ExistingFile);
    again
        ->add_option("--journal", flags.journal,
                     "The journal (SQLite), with which every row is compared; without it: sums with visits")
        ->check(CLI::ExistingFile);
    again->add_option("--from", flags.first, "The first day, as 2026-03-02; without it: of all");
    again->add_option("--to", flags.last, "The last day; without it: of all");
    again->callback([&flags, &chosen] { chosen = [&flags] { return recount(flags); }; });
}

}  // namespace okno::tools
