#include "tools/report_command.hpp"

#include <array>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <utility>

#include "dispatcher/journal_reader.hpp"
#include "plan/plan_file.hpp"
#include "platform/clock.hpp"
#include "platform/new_file.hpp"
#include "statistics/csv.hpp"
#include "statistics/make_report.hpp"
#include "statistics/report_sheets.hpp"
#include "statistics/xlsx.hpp"

namespace okno::tools {

namespace {

using statistics::PeriodKind;

constexpr std::int64_t due_at_most = 100'000;  // no hall has so many open; a table of that length still opens
constexpr mode_t rights_of_a_report = 0640;    // it names the staff

struct Wanted {
    const std::string* text;
    PeriodKind kind;
    const char* flag;
    const char* example;
};

statistics::Period read_period(const std::string& text, const Wanted& wanted) {
    const auto period = statistics::period_from(text);
    if (period && period->kind == wanted.kind) return *period;
    throw std::runtime_error('"' + text + "\" is no period for " + wanted.flag + "; please write it as " +
                             wanted.example);
}

// One of the flags that name a period, at most.
std::optional<statistics::Period> period_given(const ReportFlags& flags) {
    const std::array<Wanted, 5> all{{{&flags.day, PeriodKind::day, "--day", "2026-03-02"},
                                     {&flags.month, PeriodKind::month, "--month", "2026-03"},
                                     {&flags.quarter, PeriodKind::quarter, "--quarter", "2026-Q1"},
                                     {&flags.year, PeriodKind::year, "--year", "2026"},
                                     {&flags.days, PeriodKind::days, "--days", "2026-03-02..2026-03-08"}}};
    std::optional<statistics::Period> period;
    for (const Wanted& wanted : all) {
        if (wanted.text->empty()) continue;
        if (period) throw std::runtime_error("please give one period only");
        period = read_period(*wanted.text, wanted);
    }
    return period;
}

statistics::Period period_of(const ReportFlags& flags) {
    if (const auto period = period_given(flags)) return *period;
    throw std::runtime_error(
        "which period? Please give one of --day 2026-03-02, --month 2026-03, --quarter 2026-Q1, --year "
        "2026, --days 2026-03-02..2026-03-08");
}

hall::Plan plan_of(const std::string& file) {
    if (file.empty()) return {};
    auto plan = plan::read_plan(file);
    if (plan) return *std::move(plan);
    for (const plan::Complaint& complaint : plan.error()) std::cerr << to_string(complaint) << '\n';
    throw std::runtime_error(file +
                             " is no plan that can be read; without --plan the report has ids for names");
}

std::unique_ptr<statistics::Statistics> open(const std::string& where) {
    if (where.find('=') != std::string::npos)
        return std::make_unique<statistics::Statistics>(statistics::PostgresConnection{where});
    if (!std::filesystem::is_regular_file(where))
        throw std::runtime_error(where + ": there is no such file; please give the console's statistics");
    return std::make_unique<statistics::Statistics>(std::filesystem::path(where));
}

statistics::ReportLanguage language_of(const ReportFlags& flags) {
    return flags.language == "ru" ? statistics::ReportLanguage::ru : statistics::ReportLanguage::en;
}

void put(const ReportFlags& flags, const std::string& name, const std::string& bytes) {
    const std::filesystem::path folder = flags.folder;
    if (!std::filesystem::is_directory(folder))
        throw std::runtime_error(flags.folder + " is no folder; please make it first");
    const auto file = folder / (name + '.' + flags.format);
    if (!platform::make_new_file(file, bytes, rights_of_a_report))
        throw std::runtime_error(
            file.string() +
            " is there already and was left as it is; please move it away, or choose another folder");
    std::cout << file.string() << '\n';
}

int report(const ReportFlags& flags) {
    const auto period = period_of(flags);
    hall::Plan plan = plan_of(flags.plan);
    const auto known = open(flags.statistics);
    auto made =
        statistics::make_report(*known, period, std::move(plan), "okno report", platform::read_clock().wall);
    if (!flags.journal.empty()) {
        dispatcher::JournalReader journal(flags.journal);
        const auto link = journal.chain_at(made.figures.number);
        if (!link)
            throw std::runtime_error(
                flags.journal + ": event " + std::to_string(made.figures.number) +
                ", up to which the statistics are, is not there; they are of another journal");
        made.chain = dispatcher::to_hex(*link);
    }
    if (made.figures.summary.issued == 0)
        std::cerr << "okno: no ticket was issued in " << to_text(period) << "; the report says so.\n";
    const auto book = workbook_of(made, language_of(flags));
    put(flags, book.file_name, flags.format == "xlsx" ? xlsx_of(book) : csv_of(book));
    return 0;
}

// With a period those accepted in it; without one those whose answer is not overdue, as on the page of
// reports.
int forwarded(const ReportFlags& flags) {
    if (!flags.journal.empty())
        throw std::runtime_error(
            "forwarded applications carry no head of the chain; please leave --journal out");
    const auto period = period_given(flags);
    hall::Plan plan = plan_of(flags.plan);
    const auto known = open(flags.statistics);
    if (plan.zone.offsets.empty()) plan.zone = known->zone();
    const auto today = hall::local_day(plan.zone, platform::read_clock().wall);
    const auto applications =
        period ? known->forwarded(period->days) : known->answers_due(today, due_at_most);
    if (applications.empty())
        std::cerr << "okno: no application was forwarded"
                  << (period ? " in " + to_text(*period) : std::string(" whose answer is not overdue"))
                  << "; the file says so.\n";
    const auto book = forwarded_workbook(applications, plan, language_of(flags));
    // Asked for each morning, it is another file each day.
    const auto name = book.file_name + (period ? '-' + to_text(*period)
                                               : "-due-" + short_day(today, statistics::ReportLanguage::en));
    put(flags, name, flags.format == "xlsx" ? xlsx_of(book) : csv_of(book.sheets.front(), book.language));
    return 0;
}

}  // namespace

void add_report_command(CLI::App& okno, ReportFlags& flags, Action& chosen) {
    CLI::App* command = okno.add_subcommand(
        "report", "Write the report on a day, a month, a quarter, a year or any days into a folder");
    command
        ->add_option("--statistics", flags.statistics,
                     "The console's statistics: a file, or PostgreSQL as \"host=... dbname=...\"")
        ->required();
    command->add_option("--plan", flags.plan, "The plan, for the names of services and windows");
    command->add_option(
        "--journal", flags.journal,
        "The journal (SQLite): the report then carries the head of its chain; the dispatcher may run");
    command->add_flag("--forwarded", flags.forwarded,
                      "Forwarded applications alone, with their deadlines: those accepted in the period, or "
                      "without one those whose answer is not overdue");
    command->add_option("--day", flags.day, "A day: 2026-03-02");
    command->add_option("--month", flags.month, "A month: 2026-03");
    command->add_option("--quarter", flags.quarter, "A quarter: 2026-Q1");
    command->add_option("--year", flags.year, "A year: 2026");
    command->add_option("--days", flags.days, "Any days: 2026-03-02..2026-03-08");
    command->add_option("--language", flags.language, "ru or en")
        ->capture_default_str()
        ->check(CLI::IsMember({"ru", "en"}));
    command->add_option("--format", flags.format, "xlsx or csv")
        ->capture_default_str()
        ->check(CLI::IsMember({"xlsx", "csv"}));
    command->add_option("--to", flags.folder, "The folder; a file that is there is never overwritten")
        ->required();
    command->callback([&flags, &chosen] {
        chosen = [&flags] { return flags.forwarded ? forwarded(flags) : report(flags); };
    });
}

}  // namespace okno::tools
