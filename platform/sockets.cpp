#include "platform/sockets.hpp"

#include <cerrno>
#include <thread>
#include <utility>

namespace okno::platform {

namespace {

constexpr std::chrono::milliseconds linger{200};
constexpr int messages_queued = 20'000;
constexpr int requests_queued = 1'000;  // of one peer, more than a dispatcher answers in one turn
// What is too long is refused in words; what is absurdly long ends the connection before it fills the memory.
constexpr std::int64_t request_bytes_before_hanging_up = 1024 * 1024;

// ZeroMQ lets go of a closed socket's port in the background, a moment after `close` has returned; who closes
// and binds again in one breath (Broadcast::readmit_everybody) has to try more than once.
constexpr std::chrono::milliseconds between_binding_tries{2};
constexpr int binding_tries = 500;

void set_common(zmq::socket_t& socket) {
    socket.set(zmq::sockopt::linger, static_cast<int>(linger.count()));
    socket.set(zmq::sockopt::maxmsgsize, message_bytes_at_most);
    socket.set(zmq::sockopt::immediate, true);
    socket.set(zmq::sockopt::sndhwm, messages_queued);
}

void set_client(zmq::socket_t& socket, const Identity& identity) {
    set_common(socket);
    // No bound on what waits to be read: when a full queue has stopped the reading and the connection is lost
    // then, the next heartbeat aborts the process (libzmq 4.3.4, stream_engine_base.cpp:331).
    socket.set(zmq::sockopt::rcvhwm, 0);
    socket.set(zmq::sockopt::heartbeat_ivl, static_cast<int>(heartbeat_interval.count()));
    socket.set(zmq::sockopt::heartbeat_timeout, static_cast<int>(heartbeat_timeout.count()));
    socket.set(zmq::sockopt::heartbeat_ttl, static_cast<int>(heartbeat_timeout.count()));
    socket.set(zmq::sockopt::curve_serverkey, identity.server_public_key);
    socket.set(zmq::sockopt::curve_publickey, identity.own.public_key);
    socket.set(zmq::sockopt::curve_secretkey, identity.own.secret_key);
    socket.set(zmq::sockopt::reconnect_ivl, 50);
    socket.set(zmq::sockopt::reconnect_ivl_max, 500);
    socket.set(zmq::sockopt::connect_timeout, 1000);
}

// A server's queues are bounded, so for the reason above it sends no heartbeats of its own. It answers those
// of the clients, and their TTL tells it when one has gone.
void set_server(zmq::socket_t& socket, const KeyPair& keys, const std::string& zap_domain) {
    set_common(socket);
    socket.set(zmq::sockopt::curve_server, true);
    socket.set(zmq::sockopt::curve_secretkey, keys.secret_key);
    socket.set(zmq::sockopt::zap_domain, zap_domain);
    socket.set(zmq::sockopt::handshake_ivl, 3000);
}

void bind(zmq::socket_t& socket, const std::string& endpoint) {
    for (int tries_left = binding_tries;; --tries_left) {
        try {
            socket.bind(endpoint);
            return;
        } catch (const zmq::error_t& error) {
            if (error.num() != EADDRINUSE || tries_left == 0)
                throw std::runtime_error(endpoint + ": cannot listen here (" + error.what() +
                                         "); is another dispatcher running?");
        }
        std::this_thread::sleep_for(between_binding_tries);
    }
}

}  // namespace

zmq::socket_t connect_dealer(zmq::context_t& context, const std::string& endpoint, const Identity& identity) {
    zmq::socket_t socket(context, zmq::socket_type::dealer);
    set_client(socket, identity);
    socket.connect(endpoint);
    return socket;
}

zmq::socket_t connect_subscriber(zmq::context_t& context, const std::string& endpoint,
                                 const Identity& identity) {
    zmq::socket_t socket(context, zmq::socket_type::sub);
    set_client(socket, identity);
    // With IMMEDIATE a lost connection takes its unread messages along, and libzmq 4.3.4 aborts the process
    // ("!_more", fq.cpp) when that happens between two frames of a burst. A subscriber sends nothing that
    // could be queued for nobody, so it does not need the option.
    socket.set(zmq::sockopt::immediate, false);
    socket.set(zmq::sockopt::subscribe, "");
    socket.connect(endpoint);
    return socket;
}

zmq::socket_t bind_router(zmq::context_t& context, const std::string& endpoint, const KeyPair& keys,
                          const std::string& zap_domain) {
    zmq::socket_t socket(context, zmq::socket_type::router);
    set_server(socket, keys, zap_domain);
    socket.set(zmq::sockopt::router_mandatory, true);
    socket.set(zmq::sockopt::maxmsgsize, request_bytes_before_hanging_up);
    // Requests and replies are large at times: a peer that only asks, or never reads, must not fill the
    // memory. A reply that finds no room is dropped; who still wants it asks again.
    socket.set(zmq::sockopt::sndhwm, requests_queued);
    socket.set(zmq::sockopt::rcvhwm, requests_queued);
    bind(socket, endpoint);
    return socket;
}

zmq::socket_t bind_publisher(zmq::context_t& context, const std::string& endpoint, const KeyPair& keys,
                             const std::string& zap_domain) {
    zmq::socket_t socket(context, zmq::socket_type::pub);
    set_server(socket, keys, zap_domain);
    bind(socket, endpoint);
    return socket;
}

std::optional<Signed> receive_signed(zmq::socket_t& socket) {
    Signed received;
    zmq::message_t part;
    do {
        // The parts of one message arrive together: only the first can be missing.
        if (!socket.recv(part, zmq::recv_flags::dontwait)) return std::nullopt;
        received.frames.emplace_back(static_cast<const char*>(part.data()), part.size());
    } while (part.more());
    if (const char* user = zmq_msg_gets(part.handle(), "User-Id")) received.user = user;
    return received;
}

std::optional<Frames> receive(zmq::socket_t& socket) {
    auto received = receive_signed(socket);
    if (!received) return std::nullopt;
    return std::move(received->frames);
}

bool send(zmq::socket_t& socket, std::span<const std::string> frames) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto more = i + 1 < frames.size() ? zmq::send_flags::sndmore : zmq::send_flags::none;
        try {
            if (!socket.send(zmq::buffer(frames[i]), more | zmq::send_flags::dontwait)) return false;
        } catch (const zmq::error_t& error) {
            if (error.num() == EHOSTUNREACH) return false;  // the peer has gone: its retry will ask again
            throw;
        }
    }
    return true;
}

void wait(std::vector<zmq::pollitem_t>& items, std::chrono::milliseconds timeout) {
    try {
        zmq::poll(items, timeout);
    } catch (const zmq::error_t& error) {
        if (error.num() != EINTR) throw;
    }
}

}  // namespace okno::platform
