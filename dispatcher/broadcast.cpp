#include "dispatcher/broadcast.hpp"

#include <utility>

#include "platform/sockets.hpp"

namespace okno::dispatcher {

namespace {

constexpr std::chrono::milliseconds between_beats{500};

}  // namespace

Broadcast::Broadcast(zmq::context_t& context, std::string public_endpoint, std::string staff_endpoint,
                     platform::KeyPair keys)
    : context_(context),
      public_endpoint_(std::move(public_endpoint)),
      staff_endpoint_(std::move(staff_endpoint)),
      keys_(std::move(keys)) {
    listen();
}

void Broadcast::listen() {
    public_ = platform::bind_publisher(context_, public_endpoint_, keys_, public_domain);
    staff_ = platform::bind_publisher(context_, staff_endpoint_, keys_, staff_domain);
}

void Broadcast::publish(const Recorded& event) {
    platform::send(public_, protocol::encode_entry(event.number, event.for_public.value_or("")));
    platform::send(staff_, protocol::encode_entry(event.number, event.for_staff));
}

void Broadcast::publish_forecast(protocol::Sequence number, const std::string& for_public,
                                 const std::string& for_staff) {
    platform::send(public_, protocol::encode_forecast(number, for_public));
    platform::send(staff_, protocol::encode_forecast(number, for_staff));
}

void Broadcast::beat_when_due(protocol::Sequence head, platform::Instant now) {
    if (now.steady < next_beat_) return;
    next_beat_ = now.steady + between_beats;
    const protocol::Frames beat = protocol::encode_beat(head);
    platform::send(public_, beat);
    platform::send(staff_, beat);
}

void Broadcast::readmit_everybody() {
    public_.unbind(public_endpoint_);
    staff_.unbind(staff_endpoint_);
    public_.close();
    staff_.close();
    listen();
}

}  // namespace okno::dispatcher
