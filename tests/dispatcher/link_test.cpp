// protocol::Link against the real dispatcher, over real CURVE sockets.
#include "protocol/link.hpp"
#include "hall/public_view.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "platform/sockets.hpp"
#include "tests/fakes/running_dispatcher.hpp"

using namespace okno;
using namespace std::chrono_literals;
using protocol::Link;
using protocol::News;

namespace {

// Runs a link's loop until something is true; false when it takes longer than a test may wait.
bool until(Link& link, std::vector<News>& heard, const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 15s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        auto items = link.poll_items();
        platform::wait(items,
                       std::min<std::chrono::milliseconds>(link.time_left(platform::read_clock()), 50ms));
        for (News& news : link.work(platform::read_clock())) heard.push_back(std::move(news));
    }
    return true;
}

template <class Kind>
std::size_t count(const std::vector<News>& heard) {
    return static_cast<std::size_t>(std::count_if(
        heard.begin(), heard.end(), [](const News& news) { return std::holds_alternative<Kind>(news); }));
}

const protocol::Answered* answer_to(const std::vector<News>& heard, const protocol::RequestId& id) {
    for (const News& news : heard)
        if (const auto* answered = std::get_if<protocol::Answered>(&news); answered && answered->id == id)
            return answered;
    return nullptr;
}

// A device with its link and all the news it has heard.
struct Device {
    Device(fakes::RunningDispatcher& dispatcher, const std::string& name, const std::string& role, bool staff)
        : link(context, dispatcher.commands, staff ? dispatcher.staff_feed : dispatcher.public_feed,
               dispatcher.authorize(name, role)) {}

    bool wait(const std::function<bool()>& holds) { return until(link, heard, holds); }
    const protocol::Answered& ask(const hall::Wish& wish) {
        const auto id = link.send(wish, platform::read_clock());
        REQUIRE(wait([&] { return answer_to(heard, id); }));
        return *answer_to(heard, id);
    }

    zmq::context_t context;
    Link link;
    std::vector<News> heard;
};

const hall::Wish take = hall::TakeTicket{{"meter-reading"}, {"ru"}};

}  // namespace

TEST_CASE("a command is answered and everybody who follows hears of it") {
    fakes::RunningDispatcher dispatcher;
    Device kiosk(dispatcher, "kiosk-1", "kiosk", false);
    Device console(dispatcher, "console", "console", true);
    dispatcher.start();
    kiosk.link.follow();
    console.link.follow();
    REQUIRE(kiosk.wait([&] { return kiosk.link.synchronised(); }));
    REQUIRE(console.wait([&] { return console.link.synchronised(); }));
    REQUIRE(kiosk.ask(take).result.has_value());
    REQUIRE(kiosk.wait([&] { return kiosk.link.state().tickets.size() == 1; }));
    REQUIRE(console.wait([&] { return console.link.state().tickets.size() == 1; }));
    CHECK(kiosk.link.state() == hall::public_state(console.link.state()));
    CHECK(dispatcher.stop() == 0);
}

TEST_CASE("a command sent before the dispatcher is there is carried out once it is") {
    fakes::RunningDispatcher dispatcher;
    Device kiosk(dispatcher, "kiosk-1", "kiosk", false);
    const auto id = kiosk.link.send(take, platform::read_clock());
    dispatcher.start();
    REQUIRE(kiosk.wait([&] { return answer_to(kiosk.heard, id); }));
    CHECK(answer_to(kiosk.heard, id)->result.has_value());
}

TEST_CASE("a request id kept through a killed dispatcher still makes one ticket") {
    fakes::RunningDispatcher dispatcher;
    Device kiosk(dispatcher, "kiosk-1", "kiosk", false);
    dispatcher.start();
    kiosk.link.follow();
    const auto id = protocol::make_request_id(platform::read_clock().wall);
    kiosk.link.send(id, take, platform::read_clock());
    REQUIRE(kiosk.wait([&] { return answer_to(kiosk.heard, id); }));
    const auto first = answer_to(kiosk.heard, id)->result;
    dispatcher.kill();
    kiosk.heard.clear();
    kiosk.link.send(id, take, platform::read_clock());
    dispatcher.start();
    REQUIRE(kiosk.wait([&] { return answer_to(kiosk.heard, id); }));
    CHECK(answer_to(kiosk.heard, id)->result == first);
    REQUIRE(kiosk.wait([&] { return kiosk.link.synchronised(); }));
    CHECK(kiosk.link.state().tickets.size() == 1);
}

TEST_CASE("a link that falls silent is lost, and equal again soon after it heals") {
    fakes::RunningDispatcher dispatcher;
    Device board(dispatcher, "display-1", "display", false);
    Device kiosk(dispatcher, "kiosk-1", "kiosk", false);
    dispatcher.start();
    board.link.follow();
    REQUIRE(board.wait([&] { return board.link.synchronised() && board.link.connected(); }));
    dispatcher.pause();
    REQUIRE(board.wait([&] { return count<protocol::LinkLost>(board.heard) == 1; }));
    CHECK_FALSE(board.link.connected());
    dispatcher.go_on();
    REQUIRE(kiosk.ask(take).result.has_value());
    REQUIRE(board.wait([&] { return board.link.state().tickets.size() == 1; }));
    CHECK(count<protocol::LinkRestored>(board.heard) == 1);
}

TEST_CASE("a follower that missed a killed dispatcher's last words catches up with the next one") {
    fakes::RunningDispatcher dispatcher;
    Device board(dispatcher, "display-1", "display", false);
    Device kiosk(dispatcher, "kiosk-1", "kiosk", false);
    dispatcher.start();
    board.link.follow();
    REQUIRE(board.wait([&] { return board.link.synchronised(); }));
    for (int i = 0; i < 5; ++i) REQUIRE(kiosk.ask(take).result.has_value());  // the board does not listen now
    dispatcher.kill();
    dispatcher.start();
    REQUIRE(board.wait([&] { return board.link.state().tickets.size() == 5 && board.link.synchronised(); }));
}

TEST_CASE("events can be fetched from any number on") {
    fakes::RunningDispatcher dispatcher;
    Device console(dispatcher, "console", "console", true);
    dispatcher.start();
    for (int i = 0; i < 3; ++i) REQUIRE(console.ask(take).result.has_value());
    console.link.fetch_events(3, 2, platform::read_clock());
    REQUIRE(console.wait([&] { return count<protocol::Fetched>(console.heard) == 1; }));
    for (const News& news : console.heard)
        if (const auto* fetched = std::get_if<protocol::Fetched>(&news)) {
            CHECK(fetched->head == 5);
            REQUIRE(fetched->entries.size() == 2);
            CHECK(fetched->entries.front().number == 3);
            CHECK(std::holds_alternative<hall::TicketTaken>(fetched->entries.front().event->fact));
        }
}

TEST_CASE("a kiosk's key opens neither the staff feed nor another role's command") {
    fakes::RunningDispatcher dispatcher;
    Device kiosk(dispatcher, "kiosk-1", "kiosk", true);  // subscribes to the staff feed
    dispatcher.start();
    kiosk.link.follow();
    const auto refused = kiosk.ask(hall::CallNext{{1}}).result;
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == "not_allowed");
    REQUIRE(kiosk.wait([&] { return kiosk.link.synchronised(); }));
    // Beats come twice a second: after three refused tickets' time none has come.
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(kiosk.wait([&] { return std::chrono::steady_clock::now() - start > 1500ms; }));
    CHECK_FALSE(kiosk.link.connected());
}
