// From a service that was touched to its ticket.
#include "hall/capacity.hpp"
#include "hall/schedule.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/service_details.hpp"

namespace okno::kiosk {

Orders Flow::act_on_service(const std::string& verb, const std::string& object, const hall::State& state,
                            const protocol::RequestId& fresh, platform::Instant now) {
    const auto* asking = std::get_if<Asking>(&stage_);
    if (verb == "service") return choose(hall::ServiceId{object}, state, fresh, now);
    if (verb == "take") return go_on(Browsing{asking->from}, hall::ServiceId{object}, state, fresh, now);
    if (verb == "anyway")
        return ask_category_or_take(Browsing{asking->from}, hall::ServiceId{asking->service}, state, fresh,
                                    now);
    if (verb == "category") return take(asking->service, hall::CategoryId{object}, state, fresh, now);
    if (verb == "enter") return find(state, fresh, now);
    if (verb == "back") {
        const Orders orders = stop_asking(now);
        go_back(state);
        return orders;
    }
    act_on_screen(verb, object);
    return {};
}

Orders Flow::choose(const hall::ServiceId& id, const hall::State& state, const protocol::RequestId& fresh,
                    platform::Instant now) {
    const hall::Service* service = hall::find(state.plan, id);
    if (!service) return {};
    const auto* browsing = std::get_if<Browsing>(&stage_);
    const Browsing from = browsing ? *browsing : Browsing{service->group, 0};
    if (has_details(state.plan, kiosk_, *service)) {
        const auto in_the_way = hindrance(*service, state, now);
        if (!in_the_way || in_the_way == Asking::What::warned) {
            stage_ = Asking{from, id, Asking::What::details};
            return {};
        }
    }
    return go_on(from, id, state, fresh, now);
}

// What stands in the way of a ticket now, if anything does.
std::optional<Asking::What> Flow::hindrance(const hall::Service& service, const hall::State& state,
                                            platform::Instant now) const {
    if (!hall::is_open(hall::schedule_of(state.plan, service), state.plan.zone, now.wall))
        return Asking::What::closed;
    if (state.closed_services.contains(service.id)) return Asking::What::closed_today;
    const hall::WhenFull when_full = state.plan.closing.when_full;
    // How full the hall is, nobody can tell while the dispatcher is away.
    if (lost_ || when_full == hall::WhenFull::go_on || !hall::is_full(state, service, now.wall))
        return std::nullopt;
    return when_full == hall::WhenFull::stop ? Asking::What::full : Asking::What::warned;
}

// The service is known, and what there is to be told of it has been; what is still to be said or asked.
Orders Flow::go_on(const Browsing& from, const hall::ServiceId& id, const hall::State& state,
                   const protocol::RequestId& fresh, platform::Instant now) {
    const hall::Service* service = hall::find(state.plan, id);
    if (!service) return {};
    const auto in_the_way = hindrance(*service, state, now);
    if (!in_the_way) return ask_category_or_take(from, id, state, fresh, now);
    stage_ = Asking{from, id, *in_the_way};
    return {};
}

Orders Flow::ask_category_or_take(const Browsing& from, const hall::ServiceId& service,
                                  const hall::State& state, const protocol::RequestId& fresh,
                                  platform::Instant now) {
    if (state.plan.categories.empty()) return take(service, {}, state, fresh, now);
    stage_ = Asking{from, service, Asking::What::category};
    return {};
}

Orders Flow::take(const hall::ServiceId& service, const hall::CategoryId& category, const hall::State& state,
                  const protocol::RequestId& fresh, platform::Instant now) {
    const Unsettled touched{fresh, {service, hall::plain(language(state)), category}, now.wall};
    stage_ = Taking{touched, now.steady + answer_patience};
    if (lost_) return {TakeAlone{touched}};
    return {Take{touched}};
}

Orders Flow::drawn(const Unsettled& touch, const std::optional<hall::TicketNumber>& number,
                   const hall::State& state, platform::Instant now) {
    const auto* taking = std::get_if<Taking>(&stage_);
    if (!taking || taking->touch.id != touch.id) return {};
    if (number) {
        const Shown shown{{}, *number};
        stage_ = Issued{shown, touch.wish.service, now.steady, touch.touched};
    } else {
        stage_ = Refused{{"no_number_left", {}}, now.steady};
    }
    note_change(state, now);
    return {Settle{touch.id}};
}

}  // namespace okno::kiosk
