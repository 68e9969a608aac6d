#include "console/journal_pages.hpp"

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "console/dispatcher_query.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

constexpr std::size_t entries_of_a_page = 2000;
constexpr std::chrono::milliseconds between_pages{50};
constexpr std::chrono::seconds between_tries{1};
constexpr int tries = 60;

void pause(std::chrono::milliseconds length, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, length, [] { return false; });
    if (stop.stop_requested()) throw std::runtime_error("the console ends");
}

}  // namespace

std::vector<statistics::Entry> JournalPages::read(statistics::Sequence from, const std::stop_token& stop) {
    for (int i = 0; i < tries; ++i) {
        pause(i == 0 ? between_pages : between_tries, stop);
        const auto answer =
            ask_dispatcher(mailbox_, "events", {{"from", from}, {"at_most", entries_of_a_page}}, stop);
        if (!answer) continue;  // at the end of the program the pause says so
        std::vector<statistics::Entry> entries;
        for (const nlohmann::json& one : answer->at("events")) {
            protocol::Entry entry = protocol::entry_from_json(one);
            entries.push_back({entry.number, std::move(entry.event)});
        }
        return entries;
    }
    throw std::runtime_error("the dispatcher does not give the journal");
}

}  // namespace okno::console
