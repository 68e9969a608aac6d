// What a plate is told and answers, in bytes. Pure. The answers come from whatever was plugged in: what is
// not exactly as below is an error, never an assert.
//
//   order      = "<" sequence "S" sign brightness blinks window "|" text crc ">" ;      at most 31 bytes
//   answer     = "<" sequence ( "+" | "-" reason ) crc ">" ;
//   sequence   = 2HEX ;                00..FF, one more with each order, then 00 again
//   sign       = "F" | "C" | "S" | "B" | "X" | "A" ;   free, called, serving, break, closed, away
//   brightness = "0".."9" ;            0: still readable
//   blinks     = "0" | "1" ;
//   window     = 1*4DIGIT ;
//   text       = 0*12byte ;            UTF-8 without "<", ">", "|" and control characters
//   reason     = "C" | "S" | "T" ;     wrong checksum, not understood, it cannot show this text
//   crc        = 2HEX ;                CRC-8 of SMBus (x^8 + x^2 + x + 1, from 0) over all between "<" and it
//   HEX        = "0".."9" | "A".."F" ;
//
// Over a serial port the frames follow each other; a HID plate has each in one report of 32 bytes, filled up
// with NUL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "firmware-bridge/plate_face.hpp"

namespace okno::bridge {

inline constexpr std::size_t plate_report_bytes = 32;
inline constexpr std::size_t plate_text_at_most = 12;

std::uint8_t crc8(std::string_view bytes);

// `brightness`: 0..9. Of a text that is too long the end is shown: there the count is.
std::string plate_order(const PlateFace& face, int brightness, std::uint8_t sequence);

enum class PlateVerdict { taken, wrong_crc, not_understood, no_such_text };

struct PlateAnswer {
    std::uint8_t sequence = 0;
    PlateVerdict verdict{};
    bool operator==(const PlateAnswer&) const = default;
};

// Why bytes are no answer.
enum class PlateError { too_long, wrong_crc, malformed };

// Finds answers in what arrives in pieces; what stands between them is dropped.
class PlateEar {
  public:
    static constexpr std::size_t frame_at_most = 16;  // bytes; no answer is longer

    std::vector<tl::expected<PlateAnswer, PlateError>> hear(std::string_view bytes);

  private:
    std::string frame_;  // from its "<"
};

}  // namespace okno::bridge
