// Calls for help from the pages of the windows, straight from a console: so they too reach the guard company
// with the dispatcher dead. A CURVE ROUTER that consoles alone may reach (by authorized_keys, read anew for
// each that knocks); it takes `raise_panic` as the dispatcher does (protocol/SPEC.md) and nothing else. The
// loop's thread; never blocks.
//
// A call is answered when it has been recorded, so the loop says `accept` after that. A repeat of a request
// is answered again and is no new call.
#pragma once

#include <deque>
#include <filesystem>
#include <set>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "hall/commands.hpp"
#include "platform/zap.hpp"
#include "protocol/messages.hpp"

namespace okno::bridge {

struct PageCall {
    std::string peer;
    protocol::RequestId id;
    int zone = 0;
    hall::OperatorId person;
};

class PageCalls {
  public:
    // `name`: of the bridge's own key in the folder. Throws platform::KeyError, and zmq::error_t for an
    // endpoint that is taken or is none.
    PageCalls(zmq::context_t& context, const std::string& endpoint, const std::filesystem::path& keys,
              const std::string& name);

    std::vector<PageCall> work();  // the new ones
    void accept(const PageCall& call);
    std::vector<zmq::pollitem_t> poll_items();

  private:
    void answer(const std::string& peer, const protocol::Reply& reply);
    bool may_call(const std::string& public_key) const;

    std::filesystem::path authorized_keys_;
    platform::Doorman doorman_;
    zmq::socket_t router_;
    std::set<protocol::RequestId> taken_;
    std::deque<protocol::RequestId> in_order_;  // of the same, oldest first: only so many are remembered
};

}  // namespace okno::bridge
