// The doorman of every CURVE server socket (ZeroMQ RFC 27, ZAP 1.0). It must be bound before the sockets it
// guards, answers in the owner's loop, and fails closed: unless the key is known, the peer stays outside.
// The name of an admitted key becomes the "User-Id" of each message that peer sends.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace okno::platform {

class Doorman {
  public:
    struct Knock {
        std::string domain;
        std::string public_key;
        std::string address;  // of the peer, as libzmq tells it: "10.0.0.7"
    };
    // The name to admit a key under in a domain; empty: refuse.
    using Admit = std::function<std::optional<std::string>(const Knock&)>;

    explicit Doorman(zmq::context_t& context);

    zmq::socket_t& socket() { return socket_; }
    void answer(const Admit& admit);  // everything that waits; never blocks

  private:
    zmq::socket_t socket_;
};

}  // namespace okno::platform
