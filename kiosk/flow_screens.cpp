// The second half of the flow: its stages put into words.
#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "hall/selection.hpp"
#include "hall/time.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/opening_hours.hpp"
#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

using namespace std::chrono_literals;

// Before there is a plan the kiosk speaks to everybody it can.
std::vector<hall::Language> languages_of(const hall::State& state) {
    if (!state.plan.languages.empty()) return state.plan.languages;
    return {hall::Language{"ru"}, hall::Language{"en"}};
}

std::string clock_text(const hall::State& state, platform::WallTime now) {
    const auto local = hall::local_time(state.plan.zone, now);
    const auto since_midnight = std::chrono::duration_cast<std::chrono::minutes>(
        local - std::chrono::floor<std::chrono::days>(local));
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string waiting_text(const Phrases& words, std::size_t people) {
    if (people == 0) return words.nobody_waiting;
    return words.waiting_now + " " + std::to_string(people);
}

}  // namespace

Screen Flow::screen(const hall::State& state, platform::Instant now) const {
    Screen screen;
    screen.kind = kind(state, now);
    if (hall::has_plan(state)) {
        screen.hall = hall::in(state.plan.hall, language(state), state.plan);
        screen.clock = clock_text(state, now.wall);
    }
    switch (screen.kind) {
        case ScreenKind::connecting:
        case ScreenKind::lost:
            fill_bilingual(screen, state);
            break;
        case ScreenKind::welcome:
            fill_welcome(screen, state);
            break;
        case ScreenKind::groups:
            fill_groups(screen, state);
            break;
        case ScreenKind::services:
            fill_services(screen, state);
            break;
        case ScreenKind::taking:
            fill_taking(screen, state);
            break;
        case ScreenKind::ticket:
            fill_ticket(screen, state, now);
            break;
        case ScreenKind::refused:
            fill_refused(screen, state);
            break;
        case ScreenKind::still_there:
            fill_still_there(screen, state, now);
            break;
    }
    return screen;
}

void Flow::fill_bilingual(Screen& screen, const hall::State& state) const {
    for (const hall::Language& each : languages_of(state)) {
        const Phrases& words = phrases(each);
        if (screen.kind == ScreenKind::lost)
            screen.sayings.push_back({words.lost, words.lost_text});
        else
            screen.sayings.push_back({words.connecting, words.connecting_text});
    }
}

void Flow::fill_welcome(Screen& screen, const hall::State& state) const {
    for (const hall::Language& each : languages_of(state)) {
        const Phrases& words = phrases(each);
        screen.sayings.push_back({hall::in(state.plan.hall, each, state.plan), words.touch_to_begin});
        screen.tiles.push_back({"language:" + each.value, own_name(each), words.take_ticket});
    }
    screen.hours = opening_hours(state.plan);
}

void Flow::fill_groups(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    screen.sayings.push_back({phrases(spoken).choose_group, ""});
    for (const hall::ServiceGroup& group : state.plan.groups)
        screen.tiles.push_back({"group:" + group.id.value, hall::in(group.name, spoken, state.plan), ""});
    add_pages(screen, std::get<Browsing>(stage_).page, state);
    add_navigation(screen, state, false);
}

void Flow::fill_services(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& words = phrases(spoken);
    const auto& browsing = std::get<Browsing>(stage_);
    const hall::ServiceGroup* group = hall::find(state.plan, *browsing.group);
    screen.sayings.push_back(
        {group ? hall::in(group->name, spoken, state.plan) : words.choose_group, words.choose_service});
    for (const hall::Service& service : state.plan.services)
        if (service.group == *browsing.group)
            screen.tiles.push_back({"service:" + service.id.value, hall::in(service.name, spoken, state.plan),
                                    waiting_text(words, hall::waiting_for(state, service.id))});
    add_pages(screen, browsing.page, state);
    add_navigation(screen, state, state.plan.groups.size() > 1);
}

void Flow::fill_taking(Screen& screen, const hall::State& state) const {
    const Phrases& words = phrases(language(state));
    screen.sayings.push_back({words.taking, lost_ ? words.taking_lost_text : words.taking_text});
}

void Flow::fill_ticket(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& words = phrases(spoken);
    const auto& issued = std::get<Issued>(stage_);
    screen.sayings.push_back({words.your_ticket, words.wait_for_call});
    screen.number = hall::to_string(issued.shown.number);
    if (const hall::Service* service = hall::find(state.plan, issued.service))
        screen.service = hall::in(service->name, spoken, state.plan);
    // The answer may come a moment before the feed: until the ticket is there, nothing is said of its place.
    const hall::Ticket* ticket = hall::find(state, issued.shown.ticket);
    if (ticket) {
        if (const auto* called = std::get_if<hall::Called>(&ticket->stage))
            screen.place = words.called_to_window + " " + std::to_string(called->window.value) + ".";
        else if (std::holds_alternative<hall::Waiting>(ticket->stage))
            screen.place = people_ahead_of_you(spoken, hall::people_ahead(state, ticket->id));
    }
    if (print_in_trouble(issued, state, now.steady))
        screen.notices.push_back({Tone::attention, words.print_trouble});
    else if (ticket && ticket->print == hall::Print::printed)
        screen.notices.push_back({Tone::good, words.take_paper});
    else
        screen.notices.push_back({Tone::plain, words.printing});
    screen.buttons.push_back({"home", words.done, Sign::check});
}

void Flow::fill_refused(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& words = phrases(spoken);
    const hall::Text& sentence = std::get<Refused>(stage_).refusal.sentence;
    const std::string text = sentence.empty() ? words.unclear_answer : hall::in(sentence, spoken, state.plan);
    screen.sayings.push_back({words.refused, text});
    if (hall::has_plan(state) && !lost_) screen.buttons.push_back({"back", words.back, Sign::back});
    screen.buttons.push_back({"home", words.home, Sign::home});
}

void Flow::fill_still_there(Screen& screen, const hall::State& state, platform::Instant now) const {
    const Phrases& words = phrases(language(state));
    const auto left =
        std::max(std::chrono::ceil<std::chrono::seconds>(stirred_ + leave_after - now.steady), 0s);
    screen.sayings.push_back({words.still_there, words.still_there_text});
    screen.notices.push_back(
        {Tone::attention, fmt::format("{} {} {}", words.closing_in, left.count(), words.seconds_short)});
    screen.buttons.push_back({"continue", words.proceed, Sign::next});
    screen.buttons.push_back({"home", words.home, Sign::home});
}

void Flow::add_pages(Screen& screen, std::size_t page, const hall::State& state) const {
    if (screen.tiles.size() <= tiles_at_most) return;
    const std::size_t pages = (screen.tiles.size() + tiles_at_most - 1) / tiles_at_most;
    const std::size_t shown = std::min(page, pages - 1);  // the plan may have shrunk meanwhile
    const auto first = screen.tiles.begin() + static_cast<std::ptrdiff_t>(shown * tiles_at_most);
    const auto rest = static_cast<std::size_t>(screen.tiles.end() - first);
    screen.tiles =
        std::vector<Tile>(first, first + static_cast<std::ptrdiff_t>(std::min(rest, tiles_at_most)));
    const Phrases& words = phrases(language(state));
    if (shown > 0) screen.pager.push_back({"previous", words.previous, Sign::previous});
    if (shown + 1 < pages) screen.pager.push_back({"next", words.next, Sign::next});
}

void Flow::add_navigation(Screen& screen, const hall::State& state, bool back) const {
    const Phrases& words = phrases(language(state));
    if (back) screen.buttons.push_back({"back", words.back, Sign::back});
    screen.buttons.push_back({"home", words.home, Sign::home});
    for (const hall::Language& each : state.plan.languages)
        if (each != language(state))
            screen.languages.push_back({"language:" + each.value, own_name(each), Sign::none});
}

}  // namespace okno::kiosk
