#include "protocol/messages.hpp"

#include <sodium.h>

#include <algorithm>

#include "protocol/sentences.hpp"

namespace okno::protocol {

namespace {

constexpr std::size_t clock_bytes = 6;

std::string raw(const RequestId& id) {
    return {id.bytes.begin(), id.bytes.end()};
}

std::optional<RequestId> request_id(const std::string& frame) {
    RequestId id;
    if (frame.size() != id.bytes.size()) return std::nullopt;
    std::copy(frame.begin(), frame.end(), id.bytes.begin());
    return id;
}

std::string big_endian(Sequence number) {
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>((number >> (56 - 8 * i)) & 0xff);
    return bytes;
}

Sequence from_big_endian(const std::string& bytes) {
    Sequence number = 0;
    for (const char byte : bytes) number = (number << 8) | static_cast<unsigned char>(byte);
    return number;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

RequestId make_request_id(hall::Timestamp now) {
    RequestId id;
    const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 0; i < clock_bytes; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (clock_bytes - 1 - i)));
    randombytes_buf(id.bytes.data() + clock_bytes, id.bytes.size() - clock_bytes);
    return id;
}

std::string to_hex(const RequestId& id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : id.bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<RequestId> request_id_from_hex(std::string_view text) {
    RequestId id;
    if (text.size() != 2 * id.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = hex_digit(text[2 * i]);
        const int low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

Frames encode(const Request& request) {
    return {std::string(wire_version), raw(request.id), request.kind, request.body};
}

Frames encode(const Reply& reply) {
    return {std::string(wire_version), raw(reply.id), reply.accepted ? "accepted" : "refused", reply.body};
}

tl::expected<Request, Refusal> decode_request(const Frames& frames) {
    if (frames.size() != 4)
        return tl::make_unexpected(
            refusal("malformed", "4 frames are expected: version, request id, kind, body"));
    if (frames[0] != wire_version) return tl::make_unexpected(refusal("unknown_version", wire_version));
    const auto id = request_id(frames[1]);
    if (!id) return tl::make_unexpected(refusal("malformed", "a request id has 16 bytes"));
    if (frames[2].size() + frames[3].size() > request_bytes_at_most)
        return tl::make_unexpected(refusal("too_long"));
    return Request{*id, frames[2], frames[3]};
}

tl::expected<Reply, Refusal> decode_reply(const Frames& frames) {
    if (frames.size() != 4 || frames[0] != wire_version) return tl::make_unexpected(refusal("malformed"));
    const auto id = request_id(frames[1]);
    if (!id || (frames[2] != "accepted" && frames[2] != "refused"))
        return tl::make_unexpected(refusal("malformed"));
    return Reply{*id, frames[2] == "accepted", frames[3]};
}

Frames encode_entry(Sequence number, std::string body) {
    return {"e", big_endian(number), std::move(body)};
}

Frames encode_beat(Sequence head) {
    return {"b", big_endian(head)};
}

Frames encode_forecast(Sequence number, std::string body) {
    return {"w", big_endian(number), std::move(body)};
}

std::optional<FeedMessage> decode_feed(const Frames& frames) {
    using Kind = FeedMessage::Kind;
    if (frames.size() < 2 || frames[1].size() != 8) return std::nullopt;
    const Sequence number = from_big_endian(frames[1]);
    if (frames.size() == 2 && frames[0] == "b") return FeedMessage{Kind::beat, number, {}};
    if (frames.size() == 3 && frames[0] == "e") return FeedMessage{Kind::entry, number, frames[2]};
    if (frames.size() == 3 && frames[0] == "w") return FeedMessage{Kind::forecast, number, frames[2]};
    return std::nullopt;
}

}  // namespace okno::protocol
