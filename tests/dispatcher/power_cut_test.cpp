// The power is cut after every commit of a random history, many times over: whatever was acknowledged is
// there.
#include <doctest/doctest.h>

#include <random>

#include "dispatcher/desk.hpp"
#include "dispatcher/journal.hpp"
#include "protocol/codec.hpp"
#include "tests/dispatcher/power_cut_disk.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::dispatcher;

namespace {

const Guest kiosk{"kiosk-1", "kiosk"};

struct Outcome {
    int cuts = 0;
    int lost = 0;        // acknowledged requests without their answer
    int unreadable = 0;  // journals that could not be replayed
};

// Tickets in groups of 1 to 20, a commit after each; the power fails somewhere before, within or after.
Outcome run(unsigned seed, bool honest_disk) {
    std::mt19937 random(seed);
    fakes::TemporaryFolder folder;
    fakes::PowerCutDisk disk;
    Journal journal(folder / "journal.db", JournalKey{});
    Desk desk(journal);
    REQUIRE(desk.act(hall::AdoptPlan{fakes::small_plan()}, fakes::nine_o_clock).has_value());
    journal.commit();
    disk.honest(honest_disk);

    Outcome outcome;
    std::vector<std::pair<protocol::RequestId, std::string>> acknowledged;
    for (int turn = 0; turn < 60; ++turn) {
        std::vector<std::pair<protocol::RequestId, std::string>> answers;
        for (unsigned i = 0; i < 1 + random() % 20; ++i) {
            const auto now = fakes::nine_o_clock + hall::Seconds{turn};
            const auto id = protocol::make_request_id(now);
            const auto reply =
                desk.answer(kiosk, {id, "take_ticket", R"({"service":"contract","language":"ru"})"}, now);
            answers.emplace_back(id, reply.body);
        }
        if (random() % 10 == 0) journal.store_snapshot(desk.state());
        const bool before_commit = random() % 4 == 0;
        if (!before_commit) {
            journal.commit();
            acknowledged.insert(acknowledged.end(), answers.begin(), answers.end());
        }
        ++outcome.cuts;
        disk.cut(folder / "found", random);
        try {
            Journal found(folder / "found" / "journal.db", JournalKey{});
            const hall::State state = found.replay();
            CHECK(found.verify() == found.head());
            for (const auto& [id, body] : acknowledged) {
                const auto reply = found.find_reply(id);
                if (!reply || reply->first + reply->count - 1 > found.head()) ++outcome.lost;
            }
            CHECK(state.last_ordinal.count("A") == (state.tickets.empty() ? 0 : 1));
        } catch (const JournalError&) {
            ++outcome.unreadable;
        }
        if (before_commit) {
            journal.commit();
            acknowledged.insert(acknowledged.end(), answers.begin(), answers.end());
        }
    }
    return outcome;
}

}  // namespace

TEST_CASE("a power cut at any moment loses nothing that was acknowledged") {
    int cuts = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Outcome outcome = run(seed, true);
        cuts += outcome.cuts;
        CHECK(outcome.lost == 0);
        CHECK(outcome.unreadable == 0);
    }
    CHECK(cuts == 1200);
}

TEST_CASE("the power-cut test would notice a journal that does not flush") {
    const Outcome outcome = run(1, false);
    CHECK(outcome.lost + outcome.unreadable > 0);
}
