// What a hall wants on its paper beside the number, the service and the time. Plain data of the plan; the
// printer makes slips of it (`printer/ticket_slip`).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "hall/ids.hpp"

namespace okno::hall {

struct SlipTemplate {
    std::string logo;                         // a PNG file in the printer's folder of logos; "": none
    std::optional<Language> second_language;  // what matters is said again in it, under the visitor's own
    bool large_print = false;                 // every text half as large again
    bool people_ahead = true;                 // how many are before this visitor
    bool wait = true;                         // how long that will take, when somebody can tell
    std::map<Language, std::string> note;     // a sentence of the hall's own at the end; empty: none
    std::string qr;  // an address with "{id}" in it, which is replaced by a word nobody can guess; "": none
    bool operator==(const SlipTemplate&) const = default;
};

inline constexpr std::string_view qr_place = "{id}";
inline constexpr std::size_t qr_bytes_at_most = 200;
inline constexpr std::size_t logo_name_bytes_at_most = 100;

// Latin letters, digits, "-", "_" and ".", not first; ends in ".png": it cannot lead out of a folder.
bool is_logo_name(std::string_view name);
// Begins with http:// or https:// and is nothing but printable ASCII: fit for a QR code.
bool is_web_address(std::string_view address);
// The same, and has "{id}" once.
bool is_qr_address(std::string_view address);

}  // namespace okno::hall
