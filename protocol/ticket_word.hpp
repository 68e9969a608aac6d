// The word that stands for a ticket outside of the hall: in the QR code of its slip, in the visitor's
// address, in the API. It is the ticket's id and the moment it was taken, enciphered as one block of AES-256:
// 22 letters, digits, "-" and "_" (base64url, RFC 4648), always the same for the same ticket. Who lacks the
// hall's secret can neither make a word nor read one, and a word that was guessed names a ticket with a
// chance of 1 in 2^128 for each ticket there is. So nothing need be remembered to read a slip, and nobody
// counts or tries out tickets.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::protocol {

struct NamedTicket {
    hall::TicketId id;
    hall::Timestamp taken{};
    bool operator==(const NamedTicket&) const = default;
};

class TicketWords {
  public:
    explicit TicketWords(std::string_view secret);

    std::string word(const NamedTicket& ticket) const;
    // What the word says, be there such a ticket or not; empty: it is no word at all.
    std::optional<NamedTicket> read(std::string_view word) const;

  private:
    std::array<unsigned char, 32> key_;
};

inline constexpr std::string_view visitors_key = "visitors";  // its name in a folder of keys

// With the secret of `visitors.secret`; empty: the folder has none. Throws platform::KeyError when it has one
// that cannot be used.
std::optional<TicketWords> read_ticket_words(const std::filesystem::path& keys);

}  // namespace okno::protocol
