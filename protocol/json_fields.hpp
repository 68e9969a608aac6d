// Reading the fields of a JSON object strictly: each look-up names the path it was on when it fails.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "protocol/codec.hpp"

namespace okno::protocol {

class Fields {
  public:
    // `json` must outlive this. CodecError unless it is an object.
    Fields(const Json& json, std::string path);

    bool has(const char* name) const;  // there, and not null
    const Json& at(const char* name) const;
    Fields object(const char* name) const { return {at(name), path_of(name)}; }
    const Json& list(const char* name) const;

    // Texts are valid UTF-8 of at most `text_bytes_at_most` bytes without control characters.
    std::string text(const char* name) const;
    std::string text_or_empty(const char* name) const { return has(name) ? text(name) : std::string{}; }
    bool flag(const char* name) const;
    std::int64_t integer(const char* name, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                         std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;

    std::string path_of(const char* name) const { return path_ + "." + name; }
    [[noreturn]] void fail(const char* name, std::string_view expectation) const;

  private:
    const Json& json_;
    std::string path_;
};

inline constexpr std::size_t text_bytes_at_most = 2000;

// The pieces every codec needs.
Json to_json(hall::Timestamp at);
hall::Timestamp time_at(const Fields& fields, const char* name);
Json to_json(hall::LocalDay day);  // "2026-11-24"
hall::LocalDay day_at(const Fields& fields, const char* name);
hall::TicketId ticket_at(const Fields& fields, const char* name);
hall::WindowId window_at(const Fields& fields, const char* name);
hall::TicketNumber number_at(const Fields& fields, const char* name);
Json to_json(const hall::Destination& destination);
hall::Destination destination_at(const Fields& fields, const char* name);
hall::Text text_at(const Fields& fields, const char* name);
hall::Print print_at(const Fields& fields, const char* name);

}  // namespace okno::protocol
