// The ticket on the screen: how long it stays there, what is said of it, and what takes the place of paper.
#include "hall/forecast.hpp"
#include "hall/selection.hpp"
#include "hall/time.hpp"
#include "kiosk/clock_text.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/phrases.hpp"
#include "ui/scene.hpp"
#include "words/dates.hpp"

namespace okno::kiosk {

namespace {

// What a telephone keeps of a ticket: "A012 · the hall · 24 November, 10:42". No address: it is
// to be read where there is no network.
std::string code_of(const Issued& issued, const hall::Plan& plan, const hall::Language& spoken) {
    const hall::LocalTime at = hall::local_time(plan.zone, issued.taken);
    const hall::LocalDay day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const std::string number = hall::to_string(issued.shown.number);
    const std::string when = words::date(languages_for(spoken, plan), date) + ", " + clock_text(at);
    const std::string full = number + " · " + hall::in(plan.hall, spoken, plan) + " · " + when;
    return full.size() <= ui::code_bytes_at_most ? full : number + " · " + when;
}

}  // namespace

std::optional<Shown> Flow::shown_ticket() const {
    const auto* issued = std::get_if<Issued>(&stage_);
    if (!issued) return std::nullopt;
    return issued->shown;
}

bool Flow::print_in_trouble(const Issued& issued, const hall::State& state, platform::SteadyTime now) const {
    if (issued.shown.ticket == hall::TicketId{}) return true;  // no printer has heard of it
    const hall::Ticket* ticket = hall::find(state, issued.shown.ticket);
    const hall::Print print = ticket ? ticket->print : hall::Print::reserved;
    switch (print) {
        case hall::Print::printed:
            return false;
        case hall::Print::failed:
        case hall::Print::unknown:
            return true;
        case hall::Print::reserved:
        case hall::Print::printing:
            return now >= issued.since + print_patience;
    }
    return false;
}

platform::SteadyTime Flow::shown_until(const Issued& issued, const hall::State& state) const {
    // Whether the printer keeps silent too long is settled by the time the ordinary showing ends.
    const bool trouble = print_in_trouble(issued, state, issued.since + ticket_shown);
    // Whoever touches the screen still reads; who hears it needs longer, and may have it said again.
    return std::max(issued.since, stirred_) + (trouble || voice_.on ? trouble_shown : ticket_shown);
}

bool Flow::writing_down(const Issued& issued, platform::SteadyTime now) {
    return issued.written_from && now < *issued.written_from + written_down;
}

void Flow::fill_write_down(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.sayings.push_back({"", phrase.write_down_text});
    screen.number = hall::to_string(std::get<Issued>(stage_).shown.number);
    screen.buttons.push_back({"back", phrase.done, ui::Shape::check});
}

void Flow::fill_ticket(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const auto& issued = std::get<Issued>(stage_);
    screen.sayings.push_back({"", phrase.wait_for_call});
    screen.number = hall::to_string(issued.shown.number);
    if (const hall::Service* service = hall::find(state.plan, issued.service))
        screen.service = hall::in(service->name, spoken, state.plan);
    // The answer may come a moment before the feed: until the ticket is there, nothing is said of its place.
    const hall::Ticket* ticket = hall::find(state, issued.shown.ticket);
    if (issued.shown.ticket == hall::TicketId{}) screen.place = phrase.wait_unknown;
    if (ticket) {
        if (const auto* called = std::get_if<hall::Called>(&ticket->stage))
            screen.place =
                words::filled(phrase.called_to_window, {{"window", std::to_string(called->window.value)}});
        else if (std::holds_alternative<hall::Waiting>(ticket->stage))
            screen.place = people_ahead_of_you(spoken, state.plan, hall::people_ahead(state, ticket->id));
        if (const auto wait = hall::wait_of(forecast_.at(now.steady), *ticket))
            screen.wait = expected_wait(spoken, state.plan, hall::told(*wait));
    }
    // Paper is lost, a telephone is not.
    screen.code = code_of(issued, state.plan, spoken);
    screen.code_title = phrase.ticket_code;
    screen.code_text = phrase.scan_code;
    if (print_in_trouble(issued, state, now.steady)) {
        screen.notices.push_back({Tone::attention, phrase.print_trouble});
        screen.buttons.push_back({"write", phrase.write_down, ui::Shape::forward});
    } else if (ticket && ticket->print == hall::Print::printed)
        screen.notices.push_back({Tone::good, phrase.take_paper});
    else
        screen.notices.push_back({Tone::plain, phrase.printing});
    screen.buttons.push_back({"home", phrase.done, ui::Shape::check});
}

}  // namespace okno::kiosk
