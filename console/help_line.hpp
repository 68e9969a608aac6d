// The console's own line to a bridge, for calls for help alone: with the dispatcher dead they reach the guard
// company all the same (firmware-bridge/page_calls.hpp). A bridge that is away or says nothing in time gives
// a call back, and it takes the way through the dispatcher. The loop's thread; never blocks.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "hall/commands.hpp"
#include "platform/clock.hpp"
#include "platform/keys.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

class HelpLine {
  public:
    static constexpr std::chrono::milliseconds patience{1000};

    HelpLine(zmq::context_t& context, const std::string& endpoint, const platform::Identity& identity);

    // False: the bridge is not there; the call has not gone out.
    bool call(const protocol::RequestId& id, const hall::RaisePanic& wish, const hall::OperatorId& person,
              platform::SteadyTime now);

    struct News {
        std::vector<protocol::RequestId> arrived;
        std::vector<protocol::RequestId> given_back;  // no answer in time, or a refusal
    };
    News work(platform::SteadyTime now);
    std::chrono::milliseconds time_left(platform::SteadyTime now) const;
    zmq::pollitem_t poll_item() { return {socket_.handle(), 0, ZMQ_POLLIN, 0}; }

  private:
    zmq::socket_t socket_;
    std::map<protocol::RequestId, platform::SteadyTime> waiting_;  // until then
};

}  // namespace okno::console
