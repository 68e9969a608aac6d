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
    // The name to admit a key under in a domain; empty: refuse.
    using Admit =
        std::function<std::optional<std::string>(const std::string& domain, const std::string& public_key)>;

    explicit Doorman(zmq::context_t& context);

    zmq::socket_t& socket() { return socket_; }
    void answer(const Admit& admit);  // everything that waits; never blocks

  private:
    zmq::socket_t socket_;
};

}  // namespace okno::platform
