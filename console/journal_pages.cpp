#include "console/journal_pages.hpp"

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "console/inquiries.hpp"
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

// As ask_dispatcher does it, but ended by `stop`: at the end of the program no loop answers any more.
std::optional<InquiryAnswer> ask(Mailbox& mailbox, const nlohmann::json& body, const std::stop_token& stop) {
    Inquiry inquiry{"events", body, {}};
    auto coming = inquiry.answer.get_future();
    mailbox.post(std::move(inquiry));
    const auto until =
        std::chrono::steady_clock::now() + Inquiries::patience + std::chrono::milliseconds{500};
    while (coming.wait_for(std::chrono::milliseconds{20}) != std::future_status::ready) {
        if (stop.stop_requested()) throw std::runtime_error("the console ends");
        if (std::chrono::steady_clock::now() > until) return std::nullopt;
    }
    return coming.get();
}

}  // namespace

std::vector<statistics::Entry> JournalPages::read(statistics::Sequence from, const std::stop_token& stop) {
    for (int i = 0; i < tries; ++i) {
        pause(i == 0 ? between_pages : between_tries, stop);
        const auto answer = ask(mailbox_, {{"from", from}, {"at_most", entries_of_a_page}}, stop);
        if (!answer || answer->refusal) continue;
        std::vector<statistics::Entry> entries;
        for (const nlohmann::json& one : answer->body.at("events")) {
            protocol::Entry entry = protocol::entry_from_json(one);
            entries.push_back({entry.number, std::move(entry.event)});
        }
        return entries;
    }
    throw std::runtime_error("the dispatcher does not give the journal");
}

}  // namespace okno::console
