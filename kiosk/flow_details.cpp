// What is said of a service before a ticket for it is taken.
#include <algorithm>

#include "hall/forecast.hpp"
#include "hall/selection.hpp"
#include "hall/time.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/opening_hours.hpp"
#include "kiosk/phrases.hpp"
#include "kiosk/queue_words.hpp"

namespace okno::kiosk {

namespace {

// As it is typed by hand: without what every browser adds, and only as long as it can be read on one line.
std::string short_address(std::string address) {
    constexpr std::size_t letters_at_most = 28;
    if (const auto scheme = address.find("://"); scheme != std::string::npos) address.erase(0, scheme + 3);
    if (address.size() > letters_at_most) address.erase(std::min(address.find('/'), address.size()));
    return address.size() > letters_at_most ? "" : address;
}

}  // namespace

void Flow::fill_details(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const auto& id = std::get<Asking>(stage_).service;
    screen.buttons.push_back({"take:" + id.value, phrase.take_ticket, ui::Shape::check});
    screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
    const hall::Service* service = hall::find(state.plan, id);
    if (!service) return;
    screen.service = hall::in(service->name, spoken, state.plan);
    screen.place = lost_ ? phrase.wait_unknown
                         : queue_text(spoken, state.plan, hall::waiting_for(state, id),
                                      wait_for(forecast_.at(now.steady), id));
    const hall::LocalDay today = hall::local_day(state.plan.zone, now.wall);
    screen.open_today = hours_today(state.plan, *service, spoken, today);
    screen.hours = service_hours(state.plan, *service, spoken, today);
    add_online(screen, *service, state);
}

// Also where no ticket can be had: then it matters most.
void Flow::add_online(Screen& screen, const hall::Service& service, const hall::State& state) const {
    if (service.online.empty()) return;
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.code = service.online;
    screen.code_title = phrase.online;
    const std::string address = short_address(service.online);
    screen.code_text = phrase.scan_code + (address.empty() ? "" : " " + address);
}

}  // namespace okno::kiosk
