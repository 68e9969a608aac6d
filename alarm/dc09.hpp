// Frames of SIA DC-09 (2013 and 2021): events and link tests to bytes, bytes to the receiver's answers. Pure.
// The answers come from a network: a frame that is not exactly what is written here is an error, never an
// assert.
//
//   frame     = LF crc "0" length body CR ;
//   crc       = 4hex ;                      CRC-16/ARC over the body
//   length    = 3hex ;                      bytes of the body
//   body      = DQUOTE ["*"] token DQUOTE sequence line "[" content ;
//   token     = "SIA-DCS" | "ADM-CID" | "NULL" | "ACK" | "NAK" | "DUH" ;
//   sequence  = 4DIGIT ;                    0001..9999; 0000: a link test, and most NAKs
//   line      = ["R" 1*6hex] ["L" 1*6hex] [("#" | "A") 1*16hex] ;
//   content   = ["#" account "|" event] "]" [timestamp] ;
//   timestamp = "_" HH ":" MM ":" SS "," MM "-" DD "-" YYYY ;       UTC
//
// With "*" the content is 2*hex of AES-CBC over `pad "|" content`: 1 to 16 random bytes in front make whole
// blocks, and the timestamp is compulsory (5.4.4). A NAK is never encrypted. Events:
//
//   SIA-DCS   "N" "ri" area "/" code zone       Nri1/PA007      (SIA DC-03)
//   ADM-CID   qualifier code SP area SP zone    1120 01 007     (SIA DC-05: 1 raised, 3 restored)
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "alarm/cipher.hpp"
#include "alarm/event.hpp"

namespace okno::alarm::dc09 {

using Moment = std::chrono::sys_seconds;

std::uint16_t crc16(std::string_view bytes);  // CRC-16/ARC: 0x8005 reflected, from 0

enum class Token { sia_dcs, adm_cid, null };

// Who speaks; hexadecimal digits, upper case, as the guard company gave them.
struct Line {
    std::string receiver;  // 0..6 digits; "": not sent
    std::string prefix;    // 1..6
    std::string account;   // 3..16
    bool operator==(const Line&) const = default;
};

// The event in the words of a token: "Nri1/PA007"; "" for a link test.
std::string data_of(Token token, const Event& event);

struct Message {
    Token token{};
    int sequence = 0;
    Line line;
    std::string data;
    Moment at;  // by the receiver's clock, as far as that is known
    bool operator==(const Message&) const = default;
};

// A whole frame. Without a key it is in the clear. `pad`: see random_pad; its first bytes are used.
std::string encode(const Message& message, const Key* key, std::string_view pad);

enum class Verdict { ack, nak, duh };
std::string_view to_string(Verdict verdict);  // "ACK"

struct Reply {
    Verdict verdict{};
    int sequence = 0;
    std::string account;  // "" when the receiver did not say
    std::optional<Moment> at;
    bool encrypted = false;
    bool operator==(const Reply&) const = default;
};

enum class ReplyError {
    no_frame,         // not LF … CR, or too short for one
    wrong_length,     // it says another length than it has
    wrong_crc,        //
    unknown_token,    // no answer that we know
    malformed,        // the rest is not as above
    not_encrypted,    // an ACK or a DUH in the clear to an encrypted message: anybody could have sent it
    not_decipherable  // another key
};
std::string_view to_string(ReplyError error);  // "the checksum is wrong"

// `key`: the one our own messages to this receiver are encrypted with.
tl::expected<Reply, ReplyError> parse_reply(std::string_view frame, const Key* key);

// Cuts frames out of a stream of bytes; what stands between them is dropped.
class FrameCutter {
  public:
    static constexpr std::size_t frame_at_most = 1024;  // bytes; no answer is longer

    std::vector<std::string> cut(std::string_view bytes);

  private:
    std::string frame_;  // from its LF
};

}  // namespace okno::alarm::dc09
