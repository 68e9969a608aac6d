#include "kiosk/merger.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace okno::kiosk {

namespace {

using namespace std::chrono_literals;

// Asked again, the answer would be the same.
bool is_final(const std::string& code) {
    constexpr std::array<std::string_view, 3> finals{"unknown_service", "foreign_block", "number_in_use"};
    return std::find(finals.begin(), finals.end(), code) != finals.end();
}

const hall::TicketTaken* ticket_in(const protocol::Answered& answer) {
    if (!answer.result) return nullptr;
    for (const protocol::Entry& entry : *answer.result)
        if (entry.event)
            if (const auto* taken = std::get_if<hall::TicketTaken>(&entry.event->fact)) return taken;
    return nullptr;
}

}  // namespace

std::vector<Merger::ToSend> Merger::next(platform::SteadyTime now) {
    if (paused_until_ && now < *paused_until_) return {};
    paused_until_.reset();
    std::vector<ToSend> all;
    for (const LoneTicket& ticket : book_.waiting) {
        if (asked_.size() >= at_once) break;
        const protocol::RequestId& touch = ticket.touch.id;
        if (!busy_.insert(touch).second) continue;
        const bool ask_touch = heard_.contains(touch) && !ticket.again;
        const ToSend request = ask_touch ? ToSend{touch, ticket.touch.wish}
                                         : ToSend{ticket.again.value_or(touch), merge_of(ticket)};
        asked_[request.id] = {touch, ask_touch ? Asked::touch : Asked::merge};
        all.push_back(request);
    }
    return all;
}

std::chrono::milliseconds Merger::time_left(platform::SteadyTime now) const {
    if (!paused_until_) return std::chrono::milliseconds::max();
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(*paused_until_ - now), 0ms);
}

bool Merger::hear(const protocol::Answered& answer, const protocol::RequestId& fresh,
                  platform::SteadyTime now) {
    const auto asked = asked_.find(answer.id);
    if (asked == asked_.end()) return false;
    const protocol::RequestId touch = asked->second.first;
    const Asked what = asked->second.second;
    asked_.erase(asked);
    busy_.erase(touch);
    const auto ticket = std::find_if(book_.waiting.begin(), book_.waiting.end(),
                                     [&](const LoneTicket& one) { return one.touch.id == touch; });
    if (ticket == book_.waiting.end()) return true;
    if (what == Asked::touch)
        told(ticket, answer, fresh);
    else
        merged(ticket, answer, fresh, now);
    return true;
}

void Merger::merged(Ticket ticket, const protocol::Answered& answer, const protocol::RequestId& fresh,
                    platform::SteadyTime now) {
    const protocol::Refusal* refusal = answer.result ? nullptr : &answer.result.error();
    // The touch has the same id: its own answer may come late, and tells another number.
    const hall::TicketTaken* taken = ticket_in(answer);
    if (taken && taken->number != ticket->number) return told(ticket, answer, fresh);
    if (refusal && refusal->code == "request_id_reused" && !ticket->again) {
        heard_.insert(ticket->touch.id);
        return;
    }
    if (refusal && !is_final(refusal->code)) {
        paused_until_ = now + pause;
        return;
    }
    if (refusal) {
        if (book_.refused.size() == refused_kept) book_.refused.erase(book_.refused.begin());
        book_.refused.push_back(*ticket);
    }
    heard_.erase(ticket->touch.id);
    book_.waiting.erase(ticket);
    changed_ = true;
}

// It was refused then, or has a ticket now. A second refusal of the merge may come late: it is asked again.
void Merger::told(Ticket ticket, const protocol::Answered& answer, const protocol::RequestId& fresh) {
    if (!answer.result && answer.result.error().code == "request_id_reused") return;
    const hall::TicketTaken* taken = ticket_in(answer);
    ticket->again = fresh;
    ticket->instead_of = taken ? taken->ticket : hall::TicketId{};
    changed_ = true;
}

}  // namespace okno::kiosk
