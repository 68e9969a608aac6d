// protocol::Link against a dispatcher that says what the test wants: what happens when the world is odd.
// What happens when it is not is tested against the real one, in tests/dispatcher and tests/e2e.
#include "protocol/link.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "platform/sockets.hpp"
#include "platform/zap.hpp"
#include "protocol/sentences.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace std::chrono_literals;
using protocol::Link;
using protocol::News;

namespace {

// Lets everybody in, answers snapshots from `state` and `head`, remembers what it was asked.
struct OddDispatcher {
    zmq::context_t context;
    platform::KeyPair keys = platform::make_key_pair();
    platform::Doorman doorman{context};
    zmq::socket_t router = platform::bind_router(context, "tcp://127.0.0.1:*", keys, "commands");
    zmq::socket_t feed = platform::bind_publisher(context, "tcp://127.0.0.1:*", keys, "public");
    hall::State state;
    protocol::Sequence head = 0;
    bool refuses = false;
    std::vector<protocol::Request> asked;

    Link link{context, router.get(zmq::sockopt::last_endpoint), feed.get(zmq::sockopt::last_endpoint),
              platform::Identity{platform::make_key_pair(), keys.public_key}};
    std::vector<News> heard;

    void answer(const platform::Frames& message) {
        const auto request = protocol::decode_request({message.begin() + 1, message.end()});
        REQUIRE(request.has_value());
        asked.push_back(*request);
        const protocol::Json body{{"number", head}, {"state", protocol::to_json(state)}};
        protocol::Frames frames =
            protocol::encode(refuses ? protocol::refused(request->id, protocol::refusal("not_allowed"))
                                     : protocol::Reply{request->id, true, body.dump()});
        frames.insert(frames.begin(), message.front());
        platform::send(router, frames);
    }
    // A ticket in the journal under `number`, whoever wrote it.
    void publish(protocol::Sequence number, const std::string& letter) {
        const hall::Event event{fakes::nine_o_clock,
                                {{"kiosk-1"}, {}},
                                hall::TicketTaken{{number}, {letter, 1}, {"contract"}, {"ru"}}};
        platform::send(feed, protocol::encode_entry(number, protocol::to_json(event).dump()));
    }
    void publish_hidden(protocol::Sequence number) {
        platform::send(feed, protocol::encode_entry(number, ""));
    }
    void beat() { platform::send(feed, protocol::encode_beat(head)); }

    void turn() {
        auto items = link.poll_items();
        items.push_back({router.handle(), 0, ZMQ_POLLIN, 0});
        items.push_back({doorman.socket().handle(), 0, ZMQ_POLLIN, 0});
        platform::wait(items, 10ms);
        doorman.answer([](const auto& knock) { return std::optional(knock.public_key); });
        while (auto message = platform::receive(router)) answer(*message);
        for (News& news : link.work(platform::read_clock())) heard.push_back(std::move(news));
    }
    bool until(const std::function<bool()>& holds, std::chrono::milliseconds patience = 10s) {
        const auto deadline = platform::read_clock().steady + patience;
        while (!holds() && platform::read_clock().steady < deadline) turn();
        return holds();
    }
    // A subscription takes a moment, and what is published before is not heard: beats until one is.
    void connect() {
        link.follow();
        REQUIRE(until([&] {
            beat();
            return link.connected() && link.synchronised();
        }));
    }
};

std::size_t snapshots(const OddDispatcher& dispatcher) {
    return static_cast<std::size_t>(
        std::count_if(dispatcher.asked.begin(), dispatcher.asked.end(),
                      [](const auto& request) { return request.kind == "snapshot"; }));
}

}  // namespace

TEST_CASE("a hidden entry counts, so that it is no gap") {
    OddDispatcher dispatcher;
    dispatcher.connect();
    const auto asked = snapshots(dispatcher);
    dispatcher.publish(1, "A");
    dispatcher.publish_hidden(2);
    dispatcher.publish(3, "B");
    dispatcher.head = 3;
    dispatcher.beat();
    REQUIRE(dispatcher.until([&] { return dispatcher.link.number() == 3; }));
    CHECK(dispatcher.link.state().tickets.size() == 2);
    CHECK(snapshots(dispatcher) == asked);
}

TEST_CASE("a gap asks for a snapshot") {
    OddDispatcher dispatcher;
    dispatcher.connect();
    dispatcher.publish(2, "A");  // 1 was lost
    dispatcher.head = 2;
    REQUIRE(
        dispatcher.until([&] { return dispatcher.link.number() == 2 && dispatcher.link.synchronised(); }));
}

TEST_CASE("entries of a journal that is no more are not mixed into the one that took its place") {
    OddDispatcher dispatcher;
    dispatcher.connect();
    dispatcher.publish(5, "X");  // a gap before it: kept until a snapshot explains it
    REQUIRE(dispatcher.until([&] { return !dispatcher.link.synchronised(); }));
    // The dispatcher comes back with a journal from the backup, which is shorter and goes on differently.
    dispatcher.head = 3;
    dispatcher.beat();
    REQUIRE(
        dispatcher.until([&] { return dispatcher.link.synchronised() && dispatcher.link.number() == 3; }));
    dispatcher.publish(4, "A");
    dispatcher.publish(5, "B");
    REQUIRE(dispatcher.until([&] { return dispatcher.link.number() == 5; }));
    CHECK(dispatcher.link.state().by_number.contains({"B", 1}));
    CHECK_FALSE(dispatcher.link.state().by_number.contains({"X", 1}));
}

TEST_CASE("a device that is refused its snapshot asks again, but not without pause") {
    OddDispatcher dispatcher;
    dispatcher.refuses = true;
    dispatcher.link.follow();
    REQUIRE(dispatcher.until([&] { return snapshots(dispatcher) > 0; }));
    const auto start = platform::read_clock().steady;
    REQUIRE(dispatcher.until([&] { return platform::read_clock().steady - start > 1200ms; }));
    CHECK(snapshots(dispatcher) <= 4);
    dispatcher.refuses = false;
    CHECK(dispatcher.until([&] { return dispatcher.link.synchronised(); }));
}
