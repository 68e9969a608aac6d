// The two feeds: every journal entry to the public one (cut down) and to the staff one (whole), and a beat
// with the journal's last number each 500 ms, by which followers notice what they have missed.
#pragma once

#include <string>
#include <zmq.hpp>

#include "dispatcher/recorded.hpp"
#include "platform/clock.hpp"
#include "platform/keys.hpp"

namespace okno::dispatcher {

inline constexpr const char* public_domain = "public";
inline constexpr const char* staff_domain = "staff";

class Broadcast {
  public:
    Broadcast(zmq::context_t& context, std::string public_endpoint, std::string staff_endpoint,
              platform::KeyPair keys);

    void publish(const Recorded& event);
    void publish_forecast(protocol::Sequence number, const std::string& for_public,
                          const std::string& for_staff);
    void beat_when_due(protocol::Sequence head, platform::Instant now);
    platform::SteadyTime next_beat() const { return next_beat_; }

    // Ends every subscription and listens anew, so that the doorman sees everybody again: ZeroMQ cannot send
    // a single subscriber away. Followers reconnect and ask for what they missed.
    void readmit_everybody();

  private:
    void listen();

    zmq::context_t& context_;
    std::string public_endpoint_;
    std::string staff_endpoint_;
    platform::KeyPair keys_;
    zmq::socket_t public_;
    zmq::socket_t staff_;
    platform::SteadyTime next_beat_{};
};

}  // namespace okno::dispatcher
