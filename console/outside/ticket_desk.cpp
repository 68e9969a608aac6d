#include "console/outside/ticket_desk.hpp"

#include <utility>

#include "console/sentences.hpp"
#include "platform/clock.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::seconds patience{2};
constexpr std::chrono::seconds rating_patience{4};

}  // namespace

tl::expected<PublicTicket, protocol::Refusal> TicketDesk::find(const std::string& word) {
    const auto named = words_ ? words_->read(word) : std::nullopt;
    if (!named) return tl::make_unexpected(complain(Complaint::unknown_ticket));
    auto answer = mailbox_.ask(TicketQuestion{*named, {}}, patience);
    return answer ? *std::move(answer) : tl::make_unexpected(complain(Complaint::no_answer));
}

std::optional<protocol::Refusal> TicketDesk::rate(const std::string& word, int score) {
    const auto ticket = find(word);
    if (!ticket) return ticket.error();
    if (!ticket->rateable) return complain(Complaint::not_rateable);
    const protocol::RequestId id = protocol::make_request_id(platform::read_clock().wall);
    Order order{id, hall::RateVisit{*ticket->number, score, {}}, {}, {}};
    const auto answer = mailbox_.ask(std::move(order), rating_patience);
    if (answer) return *answer ? std::nullopt : std::optional(answer->error());
    mailbox_.post(Withdrawal{id});
    return complain(Complaint::no_answer);
}

}  // namespace okno::console
