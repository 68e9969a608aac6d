#include "tests/bench/load.hpp"

#include <algorithm>
#include <stdexcept>
#include <zmq.hpp>

#include "platform/clock.hpp"
#include "platform/sockets.hpp"
#include "protocol/messages.hpp"

namespace okno::bench {

namespace {

using Clock = std::chrono::steady_clock;

struct Client {
    zmq::socket_t socket;
    Clock::time_point sent;
};

void send(Client& client, const std::string& kind, const std::string& body) {
    const auto id = protocol::make_request_id(platform::read_clock().wall);
    client.sent = Clock::now();
    if (!platform::send(client.socket, protocol::encode(protocol::Request{id, kind, body})))
        throw std::runtime_error("the server cannot be reached");
}

Measured summary(std::vector<double> milliseconds, double seconds, std::size_t refused) {
    Measured measured;
    measured.requests = milliseconds.size();
    measured.refused = refused;
    if (milliseconds.empty()) return measured;
    std::sort(milliseconds.begin(), milliseconds.end());
    measured.per_second = static_cast<double>(milliseconds.size()) / seconds;
    measured.p50_ms = milliseconds[milliseconds.size() / 2];
    measured.p99_ms = milliseconds[milliseconds.size() * 99 / 100];
    return measured;
}

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

bool is_refused(const platform::Frames& reply) {
    return reply.size() < 3 || reply[2] != "accepted";
}

void wait_for_any(std::vector<Client>& clients) {
    std::vector<zmq::pollitem_t> items;
    for (Client& client : clients) items.push_back({client.socket.handle(), 0, ZMQ_POLLIN, 0});
    platform::wait(items, std::chrono::milliseconds{1000});
}

// A connection takes a handshake, and IMMEDIATE refuses to queue before it is done.
void send_when_connected(Client& client, const std::string& kind, const std::string& body) {
    const auto deadline = Clock::now() + std::chrono::seconds{10};
    std::vector<zmq::pollitem_t> items{{client.socket.handle(), 0, ZMQ_POLLOUT, 0}};
    while (!(items[0].revents & ZMQ_POLLOUT) && Clock::now() < deadline)
        platform::wait(items, std::chrono::milliseconds{100});
    send(client, kind, body);
}

platform::Frames receive_one(Client& client) {
    const auto deadline = Clock::now() + std::chrono::seconds{10};
    while (Clock::now() < deadline) {
        if (auto reply = platform::receive(client.socket)) return *reply;
        std::vector<zmq::pollitem_t> items{{client.socket.handle(), 0, ZMQ_POLLIN, 0}};
        platform::wait(items, std::chrono::milliseconds{1000});
    }
    throw std::runtime_error("no answer came for ten seconds");
}

}  // namespace

Measured measure(const Load& load) {
    zmq::context_t context;
    std::vector<Client> clients;
    for (int i = 0; i < load.clients; ++i)
        clients.push_back({platform::connect_dealer(context, load.endpoint, load.identity), {}});
    for (Client& client : clients) send_when_connected(client, load.kind, load.body);

    const auto begins = Clock::now() + load.warm_up;
    const auto ends = begins + load.lasts;
    std::vector<double> milliseconds;
    std::size_t refused = 0;
    while (Clock::now() < ends) {
        bool any = false;
        for (Client& client : clients) {
            const auto reply = platform::receive(client.socket);
            if (!reply) continue;
            any = true;
            if (Clock::now() >= begins) milliseconds.push_back(milliseconds_since(client.sent));
            if (is_refused(*reply)) ++refused;
            send(client, load.kind, load.body);
        }
        if (!any) wait_for_any(clients);
    }
    return summary(std::move(milliseconds), std::chrono::duration<double>(load.lasts).count(), refused);
}

Measured measure_first(const std::string& endpoint, const platform::Identity& identity,
                       const std::vector<Step>& steps, std::size_t rounds) {
    zmq::context_t context;
    Client client{platform::connect_dealer(context, endpoint, identity), {}};
    std::vector<double> milliseconds;
    std::size_t refused = 0;
    const auto start = Clock::now();
    for (std::size_t round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < steps.size(); ++i) {
            send_when_connected(client, steps[i].kind, steps[i].body);
            const auto reply = receive_one(client);
            if (i == 0) milliseconds.push_back(milliseconds_since(client.sent));
            if (is_refused(reply)) ++refused;
        }
    return summary(std::move(milliseconds), std::chrono::duration<double>(Clock::now() - start).count(),
                   refused);
}

std::string answer_to(const std::string& endpoint, const platform::Identity& identity, const Step& step) {
    zmq::context_t context;
    Client client{platform::connect_dealer(context, endpoint, identity), {}};
    send_when_connected(client, step.kind, step.body);
    const platform::Frames reply = receive_one(client);
    if (is_refused(reply)) throw std::runtime_error(step.kind + " was refused");
    return reply.back();
}

}  // namespace okno::bench
