// okno-bench: how the dispatcher stands against its floor on this machine, now. Prints a table, or JSON.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>

#include "tests/bench/floor.hpp"
#include "tests/bench/load.hpp"
#include "tests/fakes/running_dispatcher.hpp"

namespace {

using namespace okno::bench;
using nlohmann::json;

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

void print_table(const json& result) {
    std::printf("take ticket, durable, acknowledged, CURVE\n%8s %12s %12s %8s %18s %18s\n", "clients",
                "floor /s", "okno /s", "ratio", "p50 floor/okno ms", "p99 floor/okno ms");
    for (const json& row : result["take_ticket"])
        std::printf("%8d %12.0f %12.0f %8.2f %9.2f/%8.2f %9.2f/%8.2f\n", row["clients"].get<int>(),
                    row["floor"]["per_second"].get<double>(), row["okno"]["per_second"].get<double>(),
                    row["rate_to_floor"].get<double>(), row["floor"]["p50_ms"].get<double>(),
                    row["okno"]["p50_ms"].get<double>(), row["floor"]["p99_ms"].get<double>(),
                    row["okno"]["p99_ms"].get<double>());
    const json& call = result["call_next"];
    std::printf("call next, one window: p50 %.2f ms with 10 waiting, %.2f ms with 10,000 (ratio %.2f)\n",
                call["waiting_10"]["p50_ms"].get<double>(), call["waiting_10000"]["p50_ms"].get<double>(),
                call["p50_ratio"].get<double>());
}

bool anything_refused(const json& result) {
    for (const json& row : result["take_ticket"])
        if (row["okno"]["refused"] != 0 || row["okno"]["requests"] == 0) return true;
    const json& call = result["call_next"];
    return call["waiting_10"]["refused"] != 0 || call["waiting_10000"]["refused"] != 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"okno-bench: the dispatcher against the floor of a bare CURVE ROUTER, in the same run"};
    bool as_json = false;
    int seconds = 3;
    app.add_flag("--json", as_json, "Print JSON instead of a table");
    app.add_option("--seconds", seconds, "How long each load lasts")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        const json result{{"take_ticket", take_ticket(std::chrono::seconds{seconds})},
                          {"call_next", call_next_rows()}};
        if (as_json)
            std::printf("%s\n", result.dump(2).c_str());
        else
            print_table(result);
        if (anything_refused(result)) {
            std::fprintf(
                stderr,
                "okno-bench: requests were refused or none was made: these figures measure nothing\n");
            return 1;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "okno-bench: %s\n", error.what());
        return 1;
    }
}
