// The way to one receiver: one TCP connection or one UDP socket, opened when something is to be sent and
// kept. Never blocks. Carries frames of DC-09 and knows nothing of what they mean; the newest one is the only
// one it still wants to send. Owns the socket. Thread-bound to the loop that polls it.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "alarm/dc09.hpp"
#include "alarm/receiver.hpp"
#include "platform/clock.hpp"
#include "platform/descriptor.hpp"

namespace okno::alarm {

struct Watched {
    int descriptor = -1;
    bool to_write = false;  // besides reading
};

struct Heard {
    std::string frame;
};
// What was sent last will not be answered over this way.
struct Broken {
    std::string why;
};
using LinkNews = std::variant<Heard, Broken>;

class ReceiverLink {
  public:
    // Throws std::runtime_error when the host is no address.
    explicit ReceiverLink(const Receiver& receiver);

    void send(std::string frame, bool afresh);  // afresh: over a new connection
    std::vector<LinkNews> work();
    std::optional<Watched> watched() const;        // empty: there is nothing to wait for
    bool broken() const { return !why_.empty(); }  // `work` has news already

  private:
    enum class Wire { closed, connecting, open };

    void open();
    void finish_connecting();
    void write();
    void read();
    void close(const std::string& why);

    Transport transport_;
    sockaddr_storage address_{};
    socklen_t address_size_ = 0;
    platform::Descriptor socket_;
    Wire wire_ = Wire::closed;
    std::string outgoing_;
    std::size_t written_ = 0;  // of `outgoing_`
    bool waiting_ = false;     // for an answer
    dc09::FrameCutter cutter_;
    std::vector<std::string> frames_;
    std::string why_;  // it broke; not told yet
};

}  // namespace okno::alarm
