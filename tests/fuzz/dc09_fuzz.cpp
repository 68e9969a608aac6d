// Whatever a receiver, or whoever pretends to be one, sends: it is cut, parsed or refused, and nothing else
// happens. Each input is tried as it is, behind a right checksum, and as the content of an encrypted answer,
// for no fuzzer finds a checksum by itself. What is understood must make sense.
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "alarm/dc09.hpp"

using namespace okno::alarm;

namespace {

const Key& key() {
    static const Key key = *Key::from_hex("000102030405060708090a0b0c0d0e0f");
    return key;
}

void try_frame(std::string_view frame) {
    for (const Key* with : {static_cast<const Key*>(nullptr), &key()}) {
        const auto reply = dc09::parse_reply(frame, with);
        if (!reply) {
            if (to_string(reply.error()).empty()) std::abort();
            continue;
        }
        if (reply->sequence < 0 || reply->sequence > sequence_at_most) std::abort();
        if (reply->account.size() > 16) std::abort();
        if (with && !reply->encrypted && reply->verdict != dc09::Verdict::nak) std::abort();
        if (!with && reply->encrypted) std::abort();
    }
}

void try_body(const std::string& body) {
    try_frame(fmt::format("\n{:04X}{:04X}{}\r", dc09::crc16(body), body.size(), body));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    try_frame(input);
    try_body(std::string{input});
    try_body("\"ACK\"0017" + std::string{input});
    const std::string blocks = std::string{input.substr(0, size - size % cipher_block)};
    if (!blocks.empty()) try_body("\"*ACK\"0017R1L2#1234[" + to_hex(key().encrypt(blocks)));
    dc09::FrameCutter cutter;
    for (const std::string& frame : cutter.cut(input)) {
        if (frame.size() > dc09::FrameCutter::frame_at_most) std::abort();
        try_frame(frame);
    }
    return 0;
}
