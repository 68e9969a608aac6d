// What a visitor sees on a telephone behind the QR code of the slip: the number, how many are ahead, where to
// go. Whole pages of HTML made here, so that they show at once, without scripts too; the script of the page
// only asks for `visitor_part` again and puts it in the place of the old one. Russian and English. Pure.
#pragma once

#include <string>
#include <string_view>

#include "console/outside/public_ticket.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

enum class Spoken { russian, english };

// By the "lang" of the address, else by the browser's Accept-Language; Russian when neither is spoken here.
Spoken spoken_to(std::string_view lang, std::string_view accept_language);

// The part that changes. `data-next`: after how many seconds to ask again; 0: never.
std::string visitor_part(const PublicTicket& ticket, Spoken spoken, const std::string& word);
std::string visitor_page(const PublicTicket& ticket, Spoken spoken, const std::string& word);
// After the rating.
std::string visitor_thanks(const PublicTicket& ticket, Spoken spoken, const std::string& word);
// There is no such ticket, or it cannot be told now: why, and what to do.
std::string visitor_complaint(const protocol::Refusal& refusal, Spoken spoken);

}  // namespace okno::console
