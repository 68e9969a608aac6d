// ZeroMQ sockets with the settings every Okno process uses: CURVE, heartbeats 500/1500 ms, a bounded linger,
// a bounded message size, IMMEDIATE. The only place that sets socket options.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "platform/keys.hpp"

namespace okno::platform {

inline constexpr std::int64_t message_bytes_at_most = 16 * 1024 * 1024;  // a snapshot of a full hall
inline constexpr std::chrono::milliseconds heartbeat_interval{500};
inline constexpr std::chrono::milliseconds heartbeat_timeout{1500};

// Client ends. They connect at once and go on reconnecting by themselves (50 ms, at most 500 ms apart).
zmq::socket_t connect_dealer(zmq::context_t& context, const std::string& endpoint, const Identity& identity);
zmq::socket_t connect_subscriber(zmq::context_t& context, const std::string& endpoint,
                                 const Identity& identity);

// Server ends. `zap_domain` reaches the ZAP handler, which must be bound before (or nobody gets in).
zmq::socket_t bind_router(zmq::context_t& context, const std::string& endpoint, const KeyPair& keys,
                          const std::string& zap_domain);
zmq::socket_t bind_publisher(zmq::context_t& context, const std::string& endpoint, const KeyPair& keys,
                             const std::string& zap_domain);

using Frames = std::vector<std::string>;

// Whole multipart messages, never blocking. receive: empty when nothing has come. send: false when the
// message could not be queued (peer gone, queue full); nothing is half sent.
std::optional<Frames> receive(zmq::socket_t& socket);

// As `receive`, on a server socket: with the User-Id that the doorman gave the sender ("" when there is
// none).
struct Signed {
    Frames frames;
    std::string user;
};
std::optional<Signed> receive_signed(zmq::socket_t& socket);

bool send(zmq::socket_t& socket, std::span<const std::string> frames);

// Waits until an item is ready or the time is over; an interrupting signal counts as ready.
void wait(std::vector<zmq::pollitem_t>& items, std::chrono::milliseconds timeout);

}  // namespace okno::platform
