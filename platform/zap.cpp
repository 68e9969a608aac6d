#include "platform/zap.hpp"

#include <zmq.h>
#include <array>

#include "platform/sockets.hpp"

namespace okno::platform {

namespace {

// version, request id, domain, address, identity, mechanism, credentials
constexpr std::size_t request_frames = 7;
constexpr std::size_t public_key_bytes = 32;

std::optional<std::string> z85(const std::string& bytes) {
    if (bytes.size() != public_key_bytes) return std::nullopt;
    std::array<char, 41> text{};
    zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return text.data();
}

}  // namespace

Doorman::Doorman(zmq::context_t& context) : socket_(context, zmq::socket_type::router) {
    socket_.set(zmq::sockopt::linger, 0);
    socket_.bind("inproc://zeromq.zap.01");
}

void Doorman::answer(const Admit& admit) {
    while (auto message = receive(socket_)) {
        // A ROUTER puts the asking socket's id and an empty frame in front.
        if (message->size() < 2 + request_frames) continue;
        const std::string& mechanism = (*message)[7];
        const auto key = mechanism == "CURVE" && message->size() == 9 ? z85((*message)[8]) : std::nullopt;
        const auto name = key ? admit({(*message)[4], *key, (*message)[5]}) : std::nullopt;
        // 300, "try again later": after a 400 the stranger's socket would never connect again, not even once
        // its key has been authorized.
        const Frames reply{
            (*message)[0],     "", "1.0", (*message)[3], name ? "200" : "300", name ? "OK" : "unknown key",
            name.value_or(""), ""};
        send(socket_, reply);
    }
}

}  // namespace okno::platform
