// Frames of DC-09, byte for byte. tests/alarm/vectors_test.py compares the same code with an independent one.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "alarm/dc09.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

using namespace okno::alarm;
using namespace okno::alarm::dc09;
using namespace std::chrono_literals;

namespace {

constexpr Moment noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + 12h + 34min + 56s;
const Line line{"1", "2", "1234"};
const std::string pad(16, '0');

std::string framed(const std::string& body) {
    return fmt::format("\n{:04X}{:04X}{}\r", crc16(body), body.size(), body);
}

const Key& key() {
    static const Key key = *Key::from_hex("000102030405060708090a0b0c0d0e0f");
    return key;
}

// As a receiver would encrypt it: `content` begins behind the padding.
std::string encrypted(const std::string& head, const std::string& content) {
    const std::size_t missing = cipher_block - (content.size() + 1) % cipher_block;
    return framed(head + to_hex(key().encrypt(std::string(missing, 'x') + '|' + content)));
}

ReplyError error_of(const std::string& frame, const Key* with = nullptr) {
    const auto reply = parse_reply(frame, with);
    REQUIRE_FALSE(reply);
    return reply.error();
}

Event event(Signal signal, Turn turn, int zone) {
    return {17, signal, turn, zone, {}, false};
}

}  // namespace

TEST_CASE("the checksum is CRC-16/ARC: the published check value, and frames of devices in the field") {
    CHECK(crc16("123456789") == 0xBB3D);
    CHECK(crc16("") == 0);
    CHECK(framed("\"NULL\"0000L000#0809[]_21:00:01,02-20-2024").starts_with("\nB0970029"));
    CHECK(framed("\"ADM-CID\"0028L0#9757[#9757|1602 00 000]_20:59:45,02-20-2024").starts_with("\nF68B003B"));
    CHECK(framed("\"NULL\"0000L1#699F[]_23:50:57,02-20-2024").starts_with("\n59630027"));
}

TEST_CASE("an event in the clear is written as DC-09 says") {
    const Message message{Token::sia_dcs, 17, line, "Nri1/PA007", noon};
    CHECK(encode(message, nullptr, pad) ==
          framed("\"SIA-DCS\"0017R1L2#1234[#1234|Nri1/PA007]_12:34:56,11-28-2026"));
    const Message contact_id{Token::adm_cid, 9999, {"", "0", "ABCDEF"}, "1120 01 007", noon};
    CHECK(encode(contact_id, nullptr, pad) ==
          framed("\"ADM-CID\"9999L0#ABCDEF[#ABCDEF|1120 01 007]_12:34:56,11-28-2026"));
}

TEST_CASE("a link test has no data") {
    CHECK(encode({Token::null, 0, line, "", noon}, nullptr, pad) ==
          framed("\"NULL\"0000R1L2#1234[]_12:34:56,11-28-2026"));
}

TEST_CASE("each signal has its code in both languages") {
    const auto both = [](Signal signal, Turn turn, int zone) {
        return data_of(Token::sia_dcs, event(signal, turn, zone)) + "  " +
               data_of(Token::adm_cid, event(signal, turn, zone));
    };
    CHECK(both(Signal::panic, Turn::raised, 7) == "Nri1/PA007  1120 01 007");
    CHECK(both(Signal::panic, Turn::restored, 7) == "Nri1/PH007  3120 01 007");
    CHECK(both(Signal::hold_up, Turn::raised, 12) == "Nri1/HA012  1122 01 012");
    CHECK(both(Signal::hold_up, Turn::restored, 12) == "Nri1/HH012  3122 01 012");
    CHECK(both(Signal::tamper, Turn::raised, 999) == "Nri1/TA999  1137 01 999");
    CHECK(both(Signal::tamper, Turn::restored, 999) == "Nri1/TR999  3137 01 999");
    CHECK(both(Signal::test, Turn::raised, 0) == "Nri0/RP000  1602 00 000");
    CHECK(both(Signal::path, Turn::raised, 2) == "Nri0/YC002  1350 00 002");
    CHECK(both(Signal::path, Turn::restored, 2) == "Nri0/YK002  3350 00 002");
}

TEST_CASE(
    "an encrypted event shows neither data nor time, and its content is whole blocks behind a padding") {
    const std::string frame = encode({Token::sia_dcs, 17, line, "Nri1/PA007", noon}, &key(), pad);
    const std::string head = "\"*SIA-DCS\"0017R1L2#1234[";
    CHECK(frame.substr(9, head.size()) == head);
    const auto bytes = bytes_from_hex(frame.substr(9 + head.size(), frame.size() - 10 - head.size()));
    REQUIRE(bytes);
    REQUIRE(bytes->size() % 16 == 0);
    const auto content = key().decrypt(*bytes);
    CHECK(content->substr(content->find('|')) == "|#1234|Nri1/PA007]_12:34:56,11-28-2026");
    CHECK(content->find('|') >= 1);
    CHECK(content->find('|') <= 16);
}

TEST_CASE("answers in the clear are understood") {
    CHECK(parse_reply(framed("\"ACK\"0017R1L2#1234[]"), nullptr) ==
          Reply{Verdict::ack, 17, "1234", {}, false});
    CHECK(parse_reply(framed("\"ACK\"0017L2#1234[]_12:34:56,11-28-2026"), nullptr) ==
          Reply{Verdict::ack, 17, "1234", noon, false});
    CHECK(parse_reply(framed("\"DUH\"0017R1L2#1234[]"), nullptr) ==
          Reply{Verdict::duh, 17, "1234", {}, false});
    for (const std::string nak :
         {"\"NAK\"0000R0L0A0[]_12:34:56,11-28-2026", "\"NAK\"0000L0R0A0[]_12:34:56,11-28-2026"})
        CHECK(parse_reply(framed(nak), nullptr) == Reply{Verdict::nak, 0, "", noon, false});
}

TEST_CASE("encrypted answers are understood with the key and with no other") {
    const std::string frame = encrypted("\"*ACK\"0017R1L2#1234[", "]_12:34:56,11-28-2026");
    CHECK(parse_reply(frame, &key()) == Reply{Verdict::ack, 17, "1234", noon, true});
    CHECK(error_of(frame) == ReplyError::not_decipherable);
    const auto other = Key::from_hex("ff0102030405060708090a0b0c0d0e0f");
    CHECK(error_of(frame, &*other) == ReplyError::not_decipherable);
    CHECK(error_of(encrypted("\"*ACK\"0017R1L2#1234[", "]"), &key()) == ReplyError::not_decipherable);
}

TEST_CASE("with a key an answer in the clear counts for nothing, but for a NAK, which is never encrypted") {
    CHECK(error_of(framed("\"ACK\"0017R1L2#1234[]"), &key()) == ReplyError::not_encrypted);
    CHECK(error_of(framed("\"DUH\"0017R1L2#1234[]"), &key()) == ReplyError::not_encrypted);
    CHECK(parse_reply(framed("\"NAK\"0000R0L0A0[]_12:34:56,11-28-2026"), &key()));
}

TEST_CASE("what is no answer is refused with its reason") {
    std::string wrong = framed("\"ACK\"0017R1L2#1234[]");
    wrong[1] = wrong[1] == 'A' ? 'B' : 'A';
    CHECK(error_of(wrong) == ReplyError::wrong_crc);
    const std::string right = framed("\"ACK\"0017R1L2#1234[]");
    CHECK(error_of(right.substr(0, 9) + ' ' + right.substr(9)) == ReplyError::wrong_length);
    for (const std::string none : {"", "\n", "\n\r", "ACK", "\n0000"}) {
        CAPTURE(none);
        CHECK(error_of(none) == ReplyError::no_frame);
    }
    CHECK(error_of(framed("\"RSP\"0017R1L2#1234[]")) == ReplyError::unknown_token);
    CHECK(error_of(framed("\"ack\"0017R1L2#1234[]")) == ReplyError::unknown_token);
    for (const std::string bad :
         {"ACK", "\"ACK\"", "\"ACK\"17R1L2#1234[]", "\"ACK\"00171234[]", "\"ACK\"0017R1L2#1234",
          "\"ACK\"0017R1L2#1234[", "\"ACK\"0017R1L2#1234[]_12:34:56",
          "\"NAK\"0000R0L0A0[]_25:00:00,11-28-2026", "\"NAK\"0000R0L0A0[]_12:34:56,02-30-2026",
          "\"NAK\"0000R0L0A0[]_12:34:5x,11-28-2026"}) {
        CAPTURE(bad);
        CHECK(error_of(framed(bad)) == ReplyError::malformed);
    }
    CHECK(error_of(framed("\"*ACK\"0017R1L2#1234[ABC"), &key()) == ReplyError::malformed);
}

TEST_CASE("frames are cut out of a stream however it is divided") {
    const std::string first = framed("\"ACK\"0017R1L2#1234[]");
    const std::string second = framed("\"DUH\"0018R1L2#1234[]");
    const std::string stream = "noise\r" + first + "between" + second + "\nunfinished";
    CHECK(rc::check("divided anywhere", [&] {
        FrameCutter cutter;
        std::vector<std::string> frames;
        for (std::size_t at = 0; at < stream.size();) {
            const auto size = *rc::gen::inRange<std::size_t>(1, 9);
            for (std::string& frame : cutter.cut(std::string_view{stream}.substr(at, size)))
                frames.push_back(std::move(frame));
            at += size;
        }
        RC_ASSERT(frames == std::vector<std::string>({first, second}));
    }));
}

TEST_CASE("a frame without an end takes no more memory than a frame, and the next one is read") {
    FrameCutter cutter;
    CHECK(cutter.cut('\n' + std::string(1'000'000, 'x')).empty());
    const std::string next = framed("\"ACK\"0017R1L2#1234[]");
    CHECK(cutter.cut(next) == std::vector<std::string>{next});
}

TEST_CASE("whatever a network makes of an answer, it is understood as it was sent or refused") {
    const std::vector<std::string> whole{framed("\"ACK\"0017R1L2#1234[]"),
                                         framed("\"NAK\"0000R0L0A0[]_12:34:56,11-28-2026"),
                                         encrypted("\"*ACK\"0017R1L2#1234[", "]_12:34:56,11-28-2026")};
    CHECK(rc::check("damaged bytes", [&] {
        const std::string& frame = *rc::gen::elementOf(whole);
        const Key* with = *rc::gen::arbitrary<bool>() ? &key() : nullptr;
        std::string damaged = frame;
        // Two neighbours: a checksum of 16 bits finds every one of these, not only nearly every one.
        const auto at = *rc::gen::inRange<std::size_t>(0, damaged.size() - 1);
        for (const std::size_t i : {at, at + 1}) damaged[i] = static_cast<char>(*rc::gen::inRange(0, 256));
        const auto before = parse_reply(frame, with);
        const auto after = parse_reply(damaged, with);
        const bool the_same = before && after && *after == *before;
        RC_ASSERT(!after || the_same);
    }));
    CHECK(rc::check("any bytes", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        RC_ASSERT(!parse_reply(bytes, &key()));
        parse_reply(framed(bytes), nullptr);
        parse_reply(framed("\"ACK\"" + bytes), nullptr);
        parse_reply(framed("\"*ACK\"0017#1234[" + to_hex(bytes)), &key());
    }));
}

TEST_CASE("any event can be read back by who has the key") {
    CHECK(rc::check("there and back", [] {
        const auto zone = *rc::gen::inRange(0, 1000);
        const auto number = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
        const auto token = *rc::gen::element(Token::sia_dcs, Token::adm_cid);
        const Moment at{std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000)}};
        const std::string data = data_of(token, {number, Signal::panic, Turn::raised, zone, {}, false});
        const std::string frame = encode({token, sequence_of(number), line, data, at}, &key(), random_pad());
        const auto bracket = frame.find('[');
        const auto content =
            key().decrypt(*bytes_from_hex(frame.substr(bracket + 1, frame.size() - bracket - 2)));
        RC_ASSERT(content);
        RC_ASSERT(content->find("|#1234|" + data + "]_") != std::string::npos);
        RC_ASSERT(content->find('|') <= 16U);
    }));
}

TEST_CASE("sequence numbers run from 1 to 9999 and begin anew") {
    CHECK(sequence_of(1) == 1);
    CHECK(sequence_of(9999) == 9999);
    CHECK(sequence_of(10'000) == 1);
    CHECK(sequence_of(19'998) == 9999);
}

TEST_CASE("a key is 32, 48 or 64 hexadecimal digits") {
    CHECK(Key::from_hex(std::string(32, 'a')));
    CHECK(Key::from_hex(std::string(48, 'A')));
    CHECK(Key::from_hex(std::string(64, '0')));
    for (const std::size_t size : {0U, 1U, 16U, 31U, 33U, 128U})
        CHECK_FALSE(Key::from_hex(std::string(size, 'a')));
    CHECK_FALSE(Key::from_hex(std::string(32, 'g')));
}
