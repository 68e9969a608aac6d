#include "platform/sockets.hpp"

#include <doctest/doctest.h>

#include "platform/clock.hpp"
#include "platform/zap.hpp"

using namespace okno::platform;
using namespace std::chrono_literals;

namespace {

// A CURVE server whose doorman knows one key.
struct Server {
    zmq::context_t context;
    KeyPair keys = make_key_pair();
    KeyPair known = make_key_pair();
    Doorman doorman{context};
    zmq::socket_t router{bind_router(context, "tcp://127.0.0.1:*", keys, "test")};
    int asked = 0;

    std::string endpoint() const { return router.get(zmq::sockopt::last_endpoint); }
    Identity identity(const KeyPair& own) const { return {own, keys.public_key}; }

    // One turn of a server's loop.
    std::optional<Signed> turn() {
        std::vector<zmq::pollitem_t> items{{router.handle(), 0, ZMQ_POLLIN, 0},
                                           {doorman.socket().handle(), 0, ZMQ_POLLIN, 0}};
        wait(items, 20ms);
        doorman.answer([this](const Doorman::Knock& knock) -> std::optional<std::string> {
            ++asked;
            return knock.public_key == known.public_key ? std::optional<std::string>("anna") : std::nullopt;
        });
        return receive_signed(router);
    }
};

// Sends as soon as the connection stands; what the server received of it, if anything within the time.
std::optional<Signed> deliver(Server& server, const KeyPair& own, std::chrono::milliseconds patience) {
    zmq::context_t context;
    zmq::socket_t client = connect_dealer(context, server.endpoint(), server.identity(own));
    const Frames hello{"hello", ""};
    const auto deadline = read_clock().steady + patience;
    bool sent = false;
    while (read_clock().steady < deadline) {
        sent = sent || send(client, hello);
        if (auto received = server.turn()) return received;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("a known key comes in and its messages are signed") {
    Server server;
    const auto received = deliver(server, server.known, 10s);
    REQUIRE(received.has_value());
    CHECK(received->user == "anna");
    REQUIRE(received->frames.size() == 3);  // the peer's name first
    CHECK(received->frames[1] == "hello");
    CHECK(received->frames[2].empty());
}

TEST_CASE("an unknown key stays outside") {
    Server server;
    CHECK_FALSE(deliver(server, make_key_pair(), 1s).has_value());
    CHECK(server.asked > 0);
}

TEST_CASE("a peer without CURVE stays outside") {
    Server server;
    zmq::context_t context;
    zmq::socket_t plain(context, zmq::socket_type::dealer);
    plain.set(zmq::sockopt::linger, 0);
    plain.connect(server.endpoint());
    plain.send(zmq::str_buffer("hello"), zmq::send_flags::dontwait);
    const auto deadline = read_clock().steady + 1s;
    while (read_clock().steady < deadline) CHECK_FALSE(server.turn().has_value());
    CHECK(server.asked == 0);
}

TEST_CASE("a port that is taken is refused with its name") {
    Server server;
    CHECK_THROWS_WITH_AS(bind_router(server.context, server.endpoint(), server.keys, "test"),
                         doctest::Contains(server.endpoint().c_str()), std::runtime_error);
}

TEST_CASE("an answer to somebody who has gone is dropped, not fatal") {
    Server server;
    CHECK_FALSE(send(server.router, Frames{"nobody", "hello"}));
}
