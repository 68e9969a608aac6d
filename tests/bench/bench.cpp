// okno-bench: how the dispatcher stands against its floor on this machine, now. Prints a table, or JSON.
#include <sys/types.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/backup.hpp"
#include "tests/bench/floor.hpp"
#include "tests/bench/history.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/rules.hpp"
#include "tests/bench/tables.hpp"
#include "tests/fakes/running_dispatcher.hpp"

namespace {

using namespace okno::bench;
using nlohmann::json;

constexpr int turns = 3;
constexpr const char* take = R"({"service":"meter-reading","language":"ru"})";

json figures(const Measured& measured) {
    return {{"per_second", measured.per_second},
            {"p50_ms", measured.p50_ms},
            {"p99_ms", measured.p99_ms},
            {"requests", measured.requests},
            {"refused", measured.refused}};
}

// Both servers in turn for each number of clients, so that a slow moment of the machine meets both.
json take_ticket(std::chrono::milliseconds lasts) {
    json rows = json::array();
    for (const int clients : {1, 8, 64}) {
        Load load;
        load.clients = clients;
        load.lasts = lasts;
        load.kind = "take_ticket";
        load.body = take;
        okno::fakes::RunningDispatcher dispatcher;
        json row{{"clients", clients}};
        {
            const Floor floor(dispatcher.commands);
            load.endpoint = dispatcher.commands;
            load.identity = floor.identity();
            row["floor"] = figures(measure(load));
        }
        load.identity = dispatcher.authorize("bench", "administrator");
        dispatcher.start();
        row["okno"] = figures(measure(load));
        row["rate_to_floor"] =
            row["okno"]["per_second"].get<double>() / row["floor"]["per_second"].get<double>();
        row["p50_to_floor"] = row["okno"]["p50_ms"].get<double>() / row["floor"]["p50_ms"].get<double>();
        row["p99_to_floor"] = row["okno"]["p99_ms"].get<double>() / row["floor"]["p99_ms"].get<double>();
        rows.push_back(std::move(row));
    }
    return rows;
}

// One window calls, serves and lets go; each round a new visitor comes, so that as many go on waiting.
Measured call_next(std::size_t waiting, std::size_t rounds) {
    okno::fakes::RunningDispatcher dispatcher;
    const auto identity = dispatcher.authorize("bench", "administrator");
    dispatcher.start();
    measure_first(dispatcher.commands, identity, {{"open_window", R"({"window":1})"}}, 1);
    measure_first(dispatcher.commands, identity, {{"take_ticket", take}}, waiting);
    return measure_first(dispatcher.commands, identity,
                         {{"call_next", R"({"window":1})"},
                          {"finish_service", R"({"window":1,"outcome":"consultation"})"},
                          {"take_ticket", take}},
                         rounds);
}

json call_next_rows() {
    constexpr std::size_t rounds = 2000;
    const Measured few = call_next(10, rounds);
    const Measured many = call_next(10'000, rounds);
    return {{"waiting_10", figures(few)},
            {"waiting_10000", figures(many)},
            {"p50_ratio", many.p50_ms / few.p50_ms}};
}

// VmRSS of a process, in megabytes.
double resident_mb(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    throw std::runtime_error("the dispatcher is not there any more");
}

// A dispatcher that was started, asked for one ticket, and then loaded again and again.
class Hall {
  public:
    explicit Hall(std::size_t tickets) {
        load_.identity = dispatcher_.authorize("bench", "administrator");
        load_.endpoint = dispatcher_.commands;
        load_.clients = 64;
        load_.kind = "take_ticket";
        load_.body = take;
        if (tickets > 0)
            history_ = write_history(dispatcher_.plan(), dispatcher_.keys(), dispatcher_.journal(), tickets);
        const auto begun = std::chrono::steady_clock::now();
        dispatcher_.start();
        measure_first(load_.endpoint, load_.identity, {{load_.kind, load_.body}}, 1);
        start_s_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        resident_mb_ = resident_mb(dispatcher_.process());
    }

    double rate(std::chrono::milliseconds lasts) {
        load_.lasts = lasts;
        return measure(load_).per_second;
    }
    double start_s() const { return start_s_; }
    double resident_at_start_mb() const { return resident_mb_; }
    double resident_now_mb() const { return resident_mb(dispatcher_.process()); }
    const History& history() const { return history_; }
    double journal_mb() const {
        return static_cast<double>(std::filesystem::file_size(dispatcher_.journal())) / 1e6;
    }

  private:
    okno::fakes::RunningDispatcher dispatcher_;
    Load load_;
    History history_;
    double start_s_ = 0;
    double resident_mb_ = 0;
};

// The same load meets an empty hall and one with years behind it in turn, so that a slow moment meets both.
json history_rows(std::size_t tickets, std::chrono::milliseconds lasts) {
    std::fprintf(stderr, "okno-bench: writing a history of %zu tickets...\n", tickets);
    Hall old(tickets);
    json row{{"tickets", old.history().tickets},
             {"events", old.history().events},
             {"journal_mb", old.journal_mb()},
             {"start_s", old.start_s()},
             {"resident_mb", old.resident_at_start_mb()}};
    Hall empty(0);
    std::vector<double> ratios;
    for (int turn = 0; turn < turns; ++turn) {
        row["empty_per_second"] = empty.rate(lasts);
        row["per_second"] = old.rate(lasts);
        ratios.push_back(row["per_second"].get<double>() / row["empty_per_second"].get<double>());
    }
    std::sort(ratios.begin(), ratios.end());
    row["rate_to_empty"] = {
        {"least", ratios.front()}, {"median", ratios[turns / 2]}, {"most", ratios.back()}};
    row["empty_start_s"] = empty.start_s();
    row["empty_resident_mb"] = empty.resident_at_start_mb();
    row["empty_resident_loaded_mb"] = empty.resident_now_mb();
    row["resident_loaded_mb"] = old.resident_now_mb();
    return row;
}

json backup_row(std::size_t tickets, std::chrono::milliseconds lasts) {
    std::fprintf(stderr, "okno-bench: writing a history of %zu tickets to back up...\n", tickets);
    const BesideBackup measured = measure_beside_backup(tickets, lasts);
    return {{"journal_mb", measured.journal_mb},
            {"backup_s", measured.backup_s},
            {"quiet", figures(measured.quiet)},
            {"beside", figures(measured.beside)},
            {"p50_ratio", measured.beside.p50_ms / measured.quiet.p50_ms},
            {"p99_ratio", measured.beside.p99_ms / measured.quiet.p99_ms}};
}

json rules_rows() {
    json rows = json::array();
    for (const auto& [name, policy] :
         {std::pair{"arrival", okno::hall::Policy::arrival}, {"norm", okno::hall::Policy::norm}}) {
        const Played played = play_days(OKNO_EXAMPLE_PLAN, policy, 365);
        rows.push_back({{"policy", name},
                        {"forecast_ms", forecast_ms(OKNO_EXAMPLE_PLAN, policy, 200)},
                        {"days", played.days},
                        {"tickets_a_day", 1.0 * played.tickets / played.days},
                        {"ms_a_day", 1000 * played.seconds / played.days},
                        {"seconds", played.seconds}});
    }
    return rows;
}

bool anything_refused(const json& result) {
    if (!result.contains("take_ticket")) return false;
    for (const json& row : result["take_ticket"])
        if (row["okno"]["refused"] != 0 || row["okno"]["requests"] == 0) return true;
    const json& call = result["call_next"];
    return call["waiting_10"]["refused"] != 0 || call["waiting_10000"]["refused"] != 0;
}

struct Flags {
    bool as_json = false;
    int seconds = 3;
    std::size_t tickets = 1'000'000;
    std::vector<std::string> parts{"dispatcher", "history", "backup", "rules"};
};

json measure_all(const Flags& flags) {
    const auto wanted = [&](const char* part) {
        return std::find(flags.parts.begin(), flags.parts.end(), part) != flags.parts.end();
    };
    const std::chrono::seconds lasts{flags.seconds};
    json result = json::object();
    if (wanted("dispatcher")) {
        result["take_ticket"] = take_ticket(lasts);
        result["call_next"] = call_next_rows();
    }
    if (wanted("history")) result["history"] = history_rows(flags.tickets, lasts);
    if (wanted("backup")) result["backup"] = backup_row(flags.tickets, lasts);
    if (wanted("rules")) result["rules"] = rules_rows();
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"okno-bench: the dispatcher against the floor of a bare CURVE ROUTER, in the same run"};
    Flags flags;
    app.add_flag("--json", flags.as_json, "Print JSON instead of tables");
    app.add_option("--seconds", flags.seconds, "How long each load lasts")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    app.add_option("--tickets", flags.tickets, "How many tickets the history holds")
        ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}))
        ->capture_default_str();
    app.add_option("--part", flags.parts, "Only these parts")
        ->check(CLI::IsMember({"dispatcher", "history", "backup", "rules"}));
    CLI11_PARSE(app, argc, argv);
    try {
        const json result = measure_all(flags);
        if (flags.as_json)
            std::printf("%s\n", result.dump(2).c_str());
        else
            print_tables(result);
        if (!anything_refused(result)) return 0;
        std::fprintf(stderr,
                     "okno-bench: requests were refused or none was made: these figures measure nothing\n");
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "okno-bench: %s\n", error.what());
        return 1;
    }
}
