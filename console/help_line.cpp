#include "console/help_line.hpp"

#include <algorithm>

#include "platform/log.hpp"
#include "platform/sockets.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

HelpLine::HelpLine(zmq::context_t& context, const std::string& endpoint, const platform::Identity& identity)
    : socket_(platform::connect_dealer(context, endpoint, identity)) {}

bool HelpLine::call(const protocol::RequestId& id, const hall::RaisePanic& wish,
                    const hall::OperatorId& person, platform::SteadyTime now) {
    protocol::Json body = protocol::to_json(hall::Wish{wish});
    body["person"] = person.value;
    const protocol::Request request{id, std::string(protocol::kind_of(hall::Wish{wish})), body.dump()};
    if (!platform::send(socket_, protocol::encode(request))) return false;
    waiting_[id] = now + patience;
    return true;
}

HelpLine::News HelpLine::work(platform::SteadyTime now) {
    News news;
    while (const auto frames = platform::receive(socket_)) {
        const auto reply = protocol::decode_reply(*frames);
        if (!reply || waiting_.erase(reply->id) == 0) continue;
        (reply->accepted ? news.arrived : news.given_back).push_back(reply->id);
    }
    std::erase_if(waiting_, [&](const auto& entry) {
        if (now < entry.second) return false;
        spdlog::error("The bridge does not answer a call for help; it goes through the dispatcher.");
        news.given_back.push_back(entry.first);
        return true;
    });
    return news;
}

std::chrono::milliseconds HelpLine::time_left(platform::SteadyTime now) const {
    auto left = patience;
    for (const auto& [id, until] : waiting_)
        left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(until - now));
    return std::max(left, std::chrono::milliseconds{0});
}

}  // namespace okno::console
