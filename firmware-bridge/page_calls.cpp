#include "firmware-bridge/page_calls.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "platform/keys.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"
#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

namespace okno::bridge {

namespace {

constexpr const char* domain = "page-calls";
constexpr std::size_t requests_remembered = 1000;
constexpr std::size_t read_per_turn = 100;

// Empty: it asks for something else, or is no command at all.
std::optional<PageCall> read(std::string peer, const protocol::Request& request) {
    try {
        const protocol::Json body = protocol::parse(request.body);
        const hall::Wish wish = protocol::wish_from_json(request.kind, body);
        if (const auto* raise = std::get_if<hall::RaisePanic>(&wish))
            return PageCall{std::move(peer), request.id, raise->zone.value, protocol::person_from_json(body)};
    } catch (const protocol::CodecError& error) {
        spdlog::warn("A console asks for something that cannot be read: {}", error.what());
    }
    return std::nullopt;
}

}  // namespace

PageCalls::PageCalls(zmq::context_t& context, const std::string& endpoint, const std::filesystem::path& keys,
                     const std::string& name)
    : authorized_keys_(keys / "authorized_keys"),
      doorman_(context),
      router_(platform::bind_router(context, endpoint, platform::read_key_pair(keys, name), domain)) {}

bool PageCalls::may_call(const std::string& public_key) const {
    try {
        const auto known = platform::read_authorized_keys(authorized_keys_);
        return std::any_of(known.begin(), known.end(), [&](const platform::AuthorizedKey& key) {
            return key.public_key == public_key && (key.role == "console" || key.role == "administrator");
        });
    } catch (const platform::KeyError& error) {
        spdlog::error("Nobody can be let in: {}", error.what());
        return false;
    }
}

std::vector<PageCall> PageCalls::work() {
    doorman_.answer([this](const platform::Doorman::Knock& knock) {
        return may_call(knock.public_key) ? std::optional{knock.public_key} : std::nullopt;
    });
    std::vector<PageCall> calls;
    for (std::size_t i = 0; i < read_per_turn; ++i) {
        auto received = platform::receive_signed(router_);
        if (!received) break;
        std::string peer = std::move(received->frames.front());
        received->frames.erase(received->frames.begin());
        const auto request = protocol::decode_request(received->frames);
        if (!request) {
            answer(peer, protocol::refused({}, request.error()));
        } else if (taken_.contains(request->id)) {
            answer(peer, {request->id, true, R"({"events":[]})"});
        } else if (std::any_of(calls.begin(), calls.end(),
                               [&](const PageCall& call) { return call.id == request->id; })) {
            continue;  // twice in one turn: the answer to the first is enough
        } else if (auto call = read(peer, *request)) {
            calls.push_back(std::move(*call));
        } else {
            answer(peer, protocol::refused(request->id, protocol::refusal("not_allowed")));
        }
    }
    return calls;
}

void PageCalls::accept(const PageCall& call) {
    if (taken_.insert(call.id).second) in_order_.push_back(call.id);
    if (in_order_.size() > requests_remembered) {
        taken_.erase(in_order_.front());
        in_order_.pop_front();
    }
    answer(call.peer, {call.id, true, R"({"events":[]})"});
}

void PageCalls::answer(const std::string& peer, const protocol::Reply& reply) {
    protocol::Frames frames = protocol::encode(reply);
    frames.insert(frames.begin(), peer);
    platform::send(router_, frames);
}

std::vector<zmq::pollitem_t> PageCalls::poll_items() {
    return {{router_.handle(), 0, ZMQ_POLLIN, 0}, {doorman_.socket().handle(), 0, ZMQ_POLLIN, 0}};
}

}  // namespace okno::bridge
