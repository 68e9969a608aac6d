// Answers by the word of a ticket what may be told of it: reads the word and asks the loop, which owns the
// hall's state. For the web server's threads; waits a bounded time. A word that was made up is a ticket
// nobody has.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "console/mailbox.hpp"
#include "console/outside/public_ticket.hpp"
#include "protocol/ticket_word.hpp"

namespace okno::console {

class TicketDesk {
  public:
    // Without the hall's secret no word can be read: every ticket is unknown.
    TicketDesk(Mailbox& mailbox, std::optional<protocol::TicketWords> words)
        : mailbox_(mailbox), words_(std::move(words)) {}

    tl::expected<PublicTicket, protocol::Refusal> find(const std::string& word);
    // Empty: the rating is durable.
    std::optional<protocol::Refusal> rate(const std::string& word, int score);

  private:
    Mailbox& mailbox_;
    std::optional<protocol::TicketWords> words_;
};

}  // namespace okno::console
