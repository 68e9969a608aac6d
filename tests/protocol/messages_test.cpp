#include <doctest/doctest.h>

#include <set>

#include "protocol/messages.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::protocol;

TEST_CASE("a request and its reply survive their frames") {
    const RequestId id = make_request_id(fakes::nine_o_clock);
    const auto request = decode_request(encode(Request{id, "call_next", R"({"window":3})"}));
    REQUIRE(request.has_value());
    CHECK(request->id == id);
    CHECK(request->kind == "call_next");
    CHECK(request->body == R"({"window":3})");
    const auto reply = decode_reply(encode(Reply{id, true, "{}"}));
    REQUIRE(reply.has_value());
    CHECK((reply->id == id && reply->accepted && reply->body == "{}"));
}

TEST_CASE("a request id begins with the clock of its maker and is never the same twice") {
    const RequestId id = make_request_id(fakes::nine_o_clock);
    std::uint64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | id.bytes[i];
    CHECK(milliseconds == 1'795'500'000'000);
    std::set<RequestId> seen;
    for (int i = 0; i < 10'000; ++i) CHECK(seen.insert(make_request_id(fakes::nine_o_clock)).second);
    CHECK(request_id_from_hex(to_hex(id)) == id);
    CHECK_FALSE(request_id_from_hex("zz"));
    CHECK_FALSE(request_id_from_hex(std::string(32, 'G')));
}

TEST_CASE("frames of another shape are refused with what was expected") {
    const Frames good = encode(Request{make_request_id(fakes::nine_o_clock), "call_next", "{}"});
    const auto code = [](const Frames& frames) {
        const auto request = decode_request(frames);
        return request ? std::string("accepted") : request.error().code;
    };
    CHECK(code(good) == "accepted");
    CHECK(code({}) == "malformed");
    CHECK(code({good[0], good[1], good[2]}) == "malformed");
    CHECK(code({good[0], good[1], good[2], good[3], "more"}) == "malformed");
    CHECK(code({"okno/2", good[1], good[2], good[3]}) == "unknown_version");
    CHECK(code({good[0], "short", good[2], good[3]}) == "malformed");
    CHECK(code({good[0], good[1], good[2], std::string(request_bytes_at_most + 1, ' ')}) == "too_long");
}

TEST_CASE("the feed's entries and beats survive their frames, and nothing else passes for one") {
    const auto entry = decode_feed(encode_entry(0x0102030405060708, "{}"));
    REQUIRE(entry.has_value());
    CHECK((entry->kind == FeedMessage::Kind::entry && entry->number == 0x0102030405060708 &&
           entry->body == "{}"));
    const auto beat = decode_feed(encode_beat(7));
    REQUIRE(beat.has_value());
    CHECK((beat->kind == FeedMessage::Kind::beat && beat->number == 7));
    CHECK_FALSE(decode_feed({"e", "short", "{}"}));
    CHECK_FALSE(decode_feed({"x", std::string(8, '\0'), "{}"}));
    CHECK_FALSE(decode_feed({"b"}));
    CHECK_FALSE(decode_feed({}));
}
