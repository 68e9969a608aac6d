#include "tests/bench/tables.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace okno::bench {

namespace {

using nlohmann::json;

double number(const json& row, const char* server, const char* figure) {
    return row.at(server).at(figure).get<double>();
}

void print_takes(const json& rows) {
    std::printf("take ticket, durable, acknowledged, CURVE\n%8s %12s %12s %8s %18s %18s\n", "clients",
                "floor /s", "okno /s", "ratio", "p50 floor/okno ms", "p99 floor/okno ms");
    for (const json& row : rows)
        std::printf("%8d %12.0f %12.0f %8.2f %9.2f/%8.2f %9.2f/%8.2f\n", row.at("clients").get<int>(),
                    number(row, "floor", "per_second"), number(row, "okno", "per_second"),
                    row.at("rate_to_floor").get<double>(), number(row, "floor", "p50_ms"),
                    number(row, "okno", "p50_ms"), number(row, "floor", "p99_ms"),
                    number(row, "okno", "p99_ms"));
}

void print_calls(const json& call) {
    std::printf("call next, one window: p50 %.2f ms with 10 waiting, %.2f ms with 10,000 (ratio %.2f)\n",
                number(call, "waiting_10", "p50_ms"), number(call, "waiting_10000", "p50_ms"),
                call.at("p50_ratio").get<double>());
}

void print_history(const json& history) {
    std::printf("history of %lld tickets, %lld events, a journal of %.0f MB\n",
                history.at("tickets").get<long long>(), history.at("events").get<long long>(),
                history.at("journal_mb").get<double>());
    std::printf("  start to the first ticket acknowledged: %.2f s (empty hall %.2f s)\n",
                history.at("start_s").get<double>(), history.at("empty_start_s").get<double>());
    std::printf("  resident: %.1f MB; with 64 clients after the load %.1f MB (empty hall %.1f and %.1f)\n",
                history.at("resident_mb").get<double>(), history.at("resident_loaded_mb").get<double>(),
                history.at("empty_resident_mb").get<double>(),
                history.at("empty_resident_loaded_mb").get<double>());
    std::printf(
        "  take ticket, 64 clients: %.0f/s against %.0f/s in the empty hall (ratio %.2f, %.2f to %.2f)\n",
        history.at("per_second").get<double>(), history.at("empty_per_second").get<double>(),
        history.at("rate_to_empty").at("median").get<double>(),
        history.at("rate_to_empty").at("least").get<double>(),
        history.at("rate_to_empty").at("most").get<double>());
}

void print_backup(const json& backup) {
    std::printf(
        "backup of a journal of %.0f MB, %.1f s; one client takes tickets: p50 %.2f ms, p99 %.2f ms; beside "
        "it "
        "%.2f and %.2f ms (ratios %.2f and %.2f)\n",
        backup.at("journal_mb").get<double>(), backup.at("backup_s").get<double>(),
        number(backup, "quiet", "p50_ms"), number(backup, "quiet", "p99_ms"),
        number(backup, "beside", "p50_ms"), number(backup, "beside", "p99_ms"),
        backup.at("p50_ratio").get<double>(), backup.at("p99_ratio").get<double>());
}

void print_rules(const json& rules) {
    for (const json& row : rules)
        std::printf(
            "policy %-8s forecast of all with 200 waiting %6.2f ms; a day of %.0f tickets %5.2f ms, "
            "%d days %.2f s\n",
            row.at("policy").get<std::string>().c_str(), row.at("forecast_ms").get<double>(),
            row.at("tickets_a_day").get<double>(), row.at("ms_a_day").get<double>(),
            row.at("days").get<int>(), row.at("seconds").get<double>());
}

}  // namespace

void print_tables(const json& result) {
    if (result.contains("take_ticket")) print_takes(result.at("take_ticket"));
    if (result.contains("call_next")) print_calls(result.at("call_next"));
    if (result.contains("history")) print_history(result.at("history"));
    if (result.contains("backup")) print_backup(result.at("backup"));
    if (result.contains("rules")) print_rules(result.at("rules"));
}

}  // namespace okno::bench
