#include "tests/bench/backup.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "tests/bench/history.hpp"
#include "tests/fakes/running_dispatcher.hpp"

namespace okno::bench {

namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::chrono::minutes patience{30};

json ask(const Load& load, const char* kind, const char* body) {
    return json::parse(answer_to(load.endpoint, load.identity, {kind, body}));
}

// Until no backup is under way, and so many are there.
void until_done(const Load& load, std::size_t made) {
    const auto deadline = Clock::now() + patience;
    while (Clock::now() < deadline) {
        const json told = ask(load, "backups", "{}");
        if (!told.at("failure").is_null())
            throw std::runtime_error("no backup was made: " + told.at("failure").dump());
        const bool known = told.at("known").get<bool>() && !told.at("busy").get<bool>();
        if (known && told.at("backups").size() >= made) return;
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    throw std::runtime_error("the backup has no end");
}

}  // namespace

BesideBackup measure_beside_backup(std::size_t tickets, std::chrono::milliseconds lasts) {
    fakes::RunningDispatcher dispatcher;
    Load load;
    load.identity = dispatcher.authorize("bench", "administrator");
    load.endpoint = dispatcher.commands;
    load.kind = "take_ticket";
    load.body = R"({"service":"meter-reading","language":"ru"})";
    load.lasts = lasts;
    write_history(dispatcher.plan(), dispatcher.keys(), dispatcher.journal(), tickets);
    dispatcher.start({"--backups", dispatcher.keys() + "/backups"});
    measure_first(load.endpoint, load.identity, {{load.kind, load.body}}, 1);

    until_done(load, 0);

    BesideBackup result;
    result.journal_mb = static_cast<double>(std::filesystem::file_size(dispatcher.journal())) / 1e6;
    result.quiet = measure(load);
    const auto wished = Clock::now();
    ask(load, "make_backup", R"({"person":"bench"})");
    result.beside = measure(load);
    if (!ask(load, "backups", "{}").at("busy").get<bool>())
        throw std::runtime_error("the backup was done before the load: ask for more --tickets");
    until_done(load, 1);
    result.backup_s = std::chrono::duration<double>(Clock::now() - wished).count();
    return result;
}

}  // namespace okno::bench
