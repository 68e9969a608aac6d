// What the dispatcher answers, and what becomes of a visit when it cannot be heard any more.
#include <algorithm>

#include "hall/plan.hpp"
#include "kiosk/flow.hpp"

namespace okno::kiosk {

namespace {

const hall::TicketTaken* ticket_taken(const std::vector<protocol::Entry>& entries) {
    for (const protocol::Entry& entry : entries)
        if (entry.event)
            if (const auto* taken = std::get_if<hall::TicketTaken>(&entry.event->fact)) return taken;
    return nullptr;
}

std::optional<Asking::What> hindrance_of(std::string_view refusal) {
    if (refusal == "service_closed") return Asking::What::closed;
    if (refusal == "service_closed_today") return Asking::What::closed_today;
    if (refusal == "service_full") return Asking::What::full;
    return std::nullopt;
}

}  // namespace

// Who has a ticket keeps the screen. With numbers of its own the kiosk goes on; else who is choosing cannot,
// and who waits for a ticket waits for the dispatcher.
Orders Flow::lost(const hall::State& state, platform::Instant now) {
    lost_ = true;
    const auto* taking = std::get_if<Taking>(&stage_);
    if (taking && has_number_for(state, taking->touch.wish.service)) return {TakeAlone{taking->touch}};
    if (auto* calling = std::get_if<CallingStaff>(&stage_)) {
        Orders orders = stop_asking(now);
        if (calling->how == CallingStaff::How::asked) calling->how = CallingStaff::How::failed;
        return orders;
    }
    if (!choosing() || alone(state)) return {};
    Orders orders = stop_asking(now);
    go_to_start();
    return orders;
}

Orders Flow::answered(const protocol::Answered& answer, const hall::State& state, platform::Instant now) {
    staff_answered(answer);
    rating_answered(answer, now);
    const auto* taking = std::get_if<Taking>(&stage_);
    if (!taking || taking->touch.id != answer.id) return {};
    const hall::ServiceId service = taking->touch.wish.service;
    if (!answer.result) {
        refused(answer.result.error(), service, state, now);
    } else if (const auto* taken = ticket_taken(*answer.result)) {
        stage_ = Issued{{taken->ticket, taken->number}, service, now.steady, taking->touch.touched};
    } else {
        stage_ = Refused{{"unclear_answer", {}}, now.steady};
    }
    return {Settle{answer.id}};
}

// A service that closed, or was full, while the finger touched it says when to come again, as if it had been
// so before.
void Flow::refused(const protocol::Refusal& refusal, const hall::ServiceId& id, const hall::State& state,
                   platform::Instant now) {
    const hall::Service* service = hall::find(state.plan, id);
    const auto in_the_way = hindrance_of(refusal.code);
    if (!service || !in_the_way) {
        stage_ = Refused{refusal, now.steady};
        return;
    }
    stage_ = Asking{Browsing{service->group, 0}, id, *in_the_way};
    stir(now);
}

// Whoever touches the screen still reads; who hears it needs longer, and may have it said again.
platform::SteadyTime Flow::refused_until(const Refused& refused) const {
    return std::max(refused.since, stirred_) + (voice_.on ? trouble_shown : refusal_shown);
}

}  // namespace okno::kiosk
