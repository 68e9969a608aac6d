// The frames of Okno's wire, version 1, as SPEC.md has them. Encoding and decoding of whole messages; what
// the JSON bodies mean is the codec's business. Every byte that comes in is hostile: decoding never throws on
// content, it says what is wrong.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "hall/events.hpp"
#include "hall/ids.hpp"

namespace okno::protocol {

inline constexpr std::string_view wire_version = "okno/1";
inline constexpr std::size_t request_bytes_at_most = 256 * 1024;

using Sequence = std::uint64_t;  // the number of an event in the journal, from 1

// 128 bits: 48 bits of the maker's wall clock in milliseconds, big-endian, then 80 random bits. Made once per
// touch and kept through every retry. The time in front keeps the journal's index of ids append-only; it is
// never trusted as a time.
struct RequestId {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const RequestId&) const = default;
};
RequestId make_request_id(hall::Timestamp now);
std::string to_hex(const RequestId& id);
std::optional<RequestId> request_id_from_hex(std::string_view text);

// "code" is stable and for programs; the sentence tells a person what to do next, in each language.
struct Refusal {
    std::string code;
    hall::Text sentence;
    bool operator==(const Refusal&) const = default;
};

struct Request {
    RequestId id;
    std::string kind;
    std::string body;  // JSON
};

struct Reply {
    RequestId id;
    bool accepted = false;
    std::string body;  // JSON: a result, or {code, sentence}
};

// An entry of the journal on its way to followers; no event: hidden from this feed, only the number counts.
struct Entry {
    Sequence number = 0;
    std::optional<hall::Event> event;
    bool operator==(const Entry&) const = default;
};

using Frames = std::vector<std::string>;

Frames encode(const Request& request);
Frames encode(const Reply& reply);
tl::expected<Request, Refusal> decode_request(const Frames& frames);
tl::expected<Reply, Refusal> decode_reply(const Frames& frames);

// The feed: an entry {"e", number, JSON or empty}, a beat {"b", head} each 500 ms, or a forecast of the waits
// {"w", the number of the state it is made for, JSON}.
struct FeedMessage {
    enum class Kind { entry, beat, forecast };
    Kind kind = Kind::entry;
    Sequence number = 0;
    std::string body;
};
Frames encode_entry(Sequence number, std::string body);
Frames encode_beat(Sequence head);
Frames encode_forecast(Sequence number, std::string body);
std::optional<FeedMessage> decode_feed(const Frames& frames);

}  // namespace okno::protocol
