// The second half of the flow: its stages put into words.
#include <algorithm>

#include "hall/capacity.hpp"
#include "hall/forecast.hpp"
#include "hall/schedule.hpp"
#include "hall/selection.hpp"
#include "hall/time.hpp"
#include "kiosk/clock_text.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/opening_hours.hpp"
#include "kiosk/phrases.hpp"
#include "kiosk/queue_words.hpp"
#include "kiosk/refusals.hpp"
#include "kiosk/service_details.hpp"
#include "kiosk/tile_icon.hpp"

namespace okno::kiosk {

namespace {

using namespace std::chrono_literals;

bool open_now(const hall::State& state, const hall::Service& service, hall::Timestamp now) {
    return hall::is_open(hall::schedule_of(state.plan, service), state.plan.zone, now);
}

// The next moment at which one of the services meant opens.
template <class Meant>
std::optional<hall::Timestamp> opening_of(const hall::State& state, hall::Timestamp now, const Meant& meant) {
    std::optional<hall::Timestamp> soonest;
    for (const hall::Service& service : state.plan.services) {
        if (!meant(service)) continue;
        const auto opens = hall::next_opening(hall::schedule_of(state.plan, service), state.plan.zone, now);
        if (opens && (!soonest || *opens < *soonest)) soonest = opens;
    }
    return soonest;
}

// "Закрыто. Откроется завтра в 9:00."
std::string closed_text(const hall::Language& spoken, const hall::State& state, hall::Timestamp now,
                        std::optional<hall::Timestamp> opening) {
    const Phrases& phrase = phrases(spoken, state.plan);
    const std::string when = with_moment(phrase.opens, spoken, state.plan, now, opening);
    return when.empty() ? phrase.closed : phrase.closed + " " + when;
}

std::string joined(const std::string& sentence, const std::string& next) {
    return sentence + (next.empty() ? "" : " ") + next;
}

// When a day that is full is over: the first opening after all its hours.
std::string another_day(const std::string& pattern, const hall::Language& spoken, const hall::State& state,
                        const hall::Service* service, hall::Timestamp now) {
    if (!service) return {};
    const hall::Schedule& schedule = hall::schedule_of(state.plan, *service);
    const auto left = hall::hours_left(schedule, state.plan.zone, now);
    const hall::Timestamp over = left ? left->until : now;
    return with_moment(pattern, spoken, state.plan, now, hall::next_opening(schedule, state.plan.zone, over));
}

Tile service_tile(const hall::Language& spoken, const hall::State& state, const hall::Service& service,
                  const hall::Forecast& forecast, hall::Timestamp now, bool lost) {
    const Phrases& phrase = phrases(spoken, state.plan);
    Tile tile{"service:" + service.id.value, hall::in(service.name, spoken, state.plan), ""};
    tile.icon = shape_of(service.icon);
    if (!lost)
        tile.detail = queue_text(spoken, state.plan, hall::waiting_for(state, service.id),
                                 wait_for(forecast, service.id));
    const hall::WhenFull when_full = state.plan.closing.when_full;
    if (!open_now(state, service, now)) {
        tile.closed = true;
        tile.detail =
            closed_text(spoken, state, now,
                        hall::next_opening(hall::schedule_of(state.plan, service), state.plan.zone, now));
    } else if (state.closed_services.contains(service.id)) {
        tile.closed = true;
        tile.detail = phrase.closed_today;
    } else if (!lost && when_full != hall::WhenFull::go_on && hall::is_full(state, service, now)) {
        tile.closed = when_full == hall::WhenFull::stop;
        tile.detail = tile.closed ? phrase.no_tickets : phrase.may_not_manage;
    }
    return tile;
}

}  // namespace

Screen Flow::screen(const hall::State& state, platform::Instant now) const {
    Screen screen;
    screen.kind = kind(state, now);
    screen.aids = aids_;
    if (hall::has_plan(state)) {
        screen.hall = hall::in(state.plan.hall, language(state), state.plan);
        screen.clock = clock_text(hall::local_time(state.plan.zone, now.wall));
    }
    switch (screen.kind) {
        case ScreenKind::connecting:
        case ScreenKind::lost:
            fill_bilingual(screen, state);
            break;
        case ScreenKind::closed:
            fill_closed(screen, state, now);
            break;
        case ScreenKind::welcome:
            fill_welcome(screen, state, now);
            break;
        case ScreenKind::groups:
            fill_groups(screen, state, now);
            break;
        case ScreenKind::services:
            fill_services(screen, state, now);
            break;
        case ScreenKind::service_closed:
        case ScreenKind::service_full:
            fill_no_ticket(screen, state, now);
            break;
        case ScreenKind::may_not_manage:
            fill_warned(screen, state, now);
            break;
        case ScreenKind::category:
            fill_categories(screen, state);
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
        default:
            fill_aside(screen, state, now);
            break;
    }
    screen.spoken = languages_for(language(state), state.plan);
    screen.voice = voice_;
    const auto all = actions(screen);
    if (focus_ && !all.empty()) screen.focus = all.at(std::min(*focus_, all.size() - 1));
    return screen;
}

// What is not on every visitor's way.
void Flow::fill_aside(Screen& screen, const hall::State& state, platform::Instant now) const {
    switch (screen.kind) {
        case ScreenKind::details:
            fill_details(screen, state, now);
            break;
        case ScreenKind::service_number:
            fill_service_number(screen, state);
            break;
        case ScreenKind::write_down:
            fill_write_down(screen, state);
            break;
        case ScreenKind::still_there:
            fill_still_there(screen, state, now);
            break;
        case ScreenKind::staff:
            fill_staff(screen, state);
            break;
        case ScreenKind::language:
            fill_languages(screen, state);
            break;
        case ScreenKind::visit_number:
            fill_visit_number(screen, state);
            break;
        case ScreenKind::visit_choice:
            fill_visit_choice(screen, state, now);
            break;
        case ScreenKind::rating:
            fill_rating(screen, state);
            break;
        case ScreenKind::topic:
            fill_topics(screen, state);
            break;
        case ScreenKind::rated:
            fill_rated(screen, state);
            break;
        case ScreenKind::aids:
            fill_aids(screen, state);
            break;
        default:
            break;
    }
}

void Flow::fill_bilingual(Screen& screen, const hall::State& state) const {
    for (const hall::Language& each : first_languages_of(state.plan)) {
        const Phrases& phrase = phrases(in_manner(each), state.plan);
        if (screen.kind == ScreenKind::lost)
            screen.sayings.push_back({phrase.lost, phrase.lost_text});
        else
            screen.sayings.push_back({phrase.connecting, phrase.connecting_text});
    }
    if (screen.kind == ScreenKind::lost && introduction_.is_due()) add_name_tag(screen, state);
}

void Flow::add_name_tag(Screen& screen, const hall::State& state) const {
    ui::NameTag tag{{}, introduction_.device(), introduction_.fingerprint()};
    for (const hall::Language& each : first_languages_of(state.plan))
        tag.words.push_back(phrases(in_manner(each), state.plan).name_tag);
    screen.name_tag = std::move(tag);
}

void Flow::fill_closed(Screen& screen, const hall::State& state, platform::Instant now) const {
    const bool closing = hall::mode_of(state, now.wall) == hall::Mode::closing;
    const auto opening = hall::next_opening(state.plan, now.wall);
    for (const hall::Language& each : first_languages_of(state.plan)) {
        const Phrases& phrase = phrases(in_manner(each), state.plan);
        const std::string when =
            with_moment(phrase.hall_opens, in_manner(each), state.plan, now.wall, opening);
        const std::string& why = closing ? phrase.hall_closing : phrase.hall_closed;
        screen.sayings.push_back(
            {hall::in(state.plan.hall, each, state.plan), when.empty() ? why : why + " " + when});
    }
    screen.hours = opening_hours(state.plan, hall::local_day(state.plan.zone, now.wall));
}

void Flow::fill_welcome(Screen& screen, const hall::State& state, platform::Instant now) const {
    for (const hall::Language& each : first_languages_of(state.plan))
        screen.sayings.push_back({hall::in(state.plan.hall, each, state.plan),
                                  phrases(in_manner(each), state.plan).touch_to_begin});
    for (const hall::Language& each : languages_of(state.plan))
        screen.tiles.push_back(
            {"language:" + each.value, own_name(each), phrases(each, state.plan).take_ticket});
    const Phrases& phrase = phrases(language(state), state.plan);
    add_staff(screen, state);
    if (asks_for_rating(state)) screen.buttons.push_back({"rate", phrase.rate_visit, ui::Shape::speech});
    screen.buttons.push_back(
        {"aids", phrase.aids, ui::Shape::accessible});  // last: one key back from the first choice
    // Who stands here knows that the hall is open; that no slip will come out matters more.
    if (!prints(state)) {
        for (const hall::Language& each : first_languages_of(state.plan))
            screen.notices.push_back({Tone::attention, phrases(in_manner(each), state.plan).not_printed_now});
    } else {
        screen.hours = opening_hours(state.plan, hall::local_day(state.plan.zone, now.wall));
    }
    add_pages(screen, std::get<Welcome>(stage_).page, state);
}

void Flow::fill_languages(Screen& screen, const hall::State& state) const {
    for (const hall::Language& each : first_languages_of(state.plan))
        screen.sayings.push_back({phrases(in_manner(each), state.plan).touch_to_begin, ""});
    for (const hall::Language& each : languages_of(state.plan))
        screen.tiles.push_back({"language:" + each.value, own_name(each), ""});
    const auto* finding = std::get_if<Finding>(&stage_);
    add_navigation(screen, state, finding != nullptr);
    add_pages(screen, finding ? finding->page : std::get<Rating>(stage_).page, state);
}

void Flow::fill_groups(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    screen.sayings.push_back({phrases(spoken, state.plan).choose_group, ""});
    for (const hall::ServiceGroup& group : state.plan.groups) {
        Tile tile{"group:" + group.id.value, hall::in(group.name, spoken, state.plan), ""};
        tile.icon = shape_of(group.icon);
        const auto of_group = [&](const hall::Service& service) {
            return service.group == group.id && !state.closed_services.contains(service.id);
        };
        tile.closed = std::none_of(
            state.plan.services.begin(), state.plan.services.end(),
            [&](const auto& service) { return of_group(service) && open_now(state, service, now.wall); });
        if (tile.closed)
            tile.detail = std::any_of(state.plan.services.begin(), state.plan.services.end(), of_group)
                              ? closed_text(spoken, state, now.wall, opening_of(state, now.wall, of_group))
                              : phrases(spoken, state.plan).closed_today;
        screen.tiles.push_back(std::move(tile));
    }
    add_navigation(screen, state, false);
    add_pages(screen, std::get<Browsing>(stage_).page, state);
}

void Flow::fill_services(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const auto& browsing = std::get<Browsing>(stage_);
    const hall::ServiceGroup* group = hall::find(state.plan, *browsing.group);
    screen.sayings.push_back(
        {group ? hall::in(group->name, spoken, state.plan) : phrase.choose_group, phrase.choose_service});
    for (const hall::Service& service : state.plan.services)
        if (service.group == *browsing.group)
            screen.tiles.push_back(
                service_tile(spoken, state, service, forecast_.at(now.steady), now.wall, lost_));
    add_navigation(screen, state, state.plan.groups.size() > 1);
    add_pages(screen, browsing.page, state);
}

// The service is named; what stands in the way of a ticket, and when it is gone.
void Flow::fill_no_ticket(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const auto& asking = std::get<Asking>(stage_);
    const bool full = screen.kind == ScreenKind::service_full;
    const bool today = asking.what == Asking::What::closed_today;
    const hall::Service* service = hall::find(state.plan, asking.service);
    if (service) {
        screen.service = hall::in(service->name, spoken, state.plan);
        add_online(screen, *service, state);
    }
    std::string text;
    if (full)
        text = joined(hall::is_served(state, asking.service) ? phrase.full_text : phrase.full_nobody_text,
                      another_day(phrase.tickets_again, spoken, state, service, now.wall));
    else if (today)
        text = joined(phrase.closed_today_text,
                      another_day(phrase.tickets_again, spoken, state, service, now.wall));
    else if (service)
        text = with_moment(
            phrase.opens, spoken, state.plan, now.wall,
            hall::next_opening(hall::schedule_of(state.plan, *service), state.plan.zone, now.wall));
    screen.sayings.push_back({full ? phrase.full : today ? phrase.closed_today : phrase.closed, text});
    screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
}

void Flow::fill_warned(Screen& screen, const hall::State& state, platform::Instant now) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const hall::ServiceId& id = std::get<Asking>(stage_).service;
    const hall::Service* service = hall::find(state.plan, id);
    if (service) screen.service = hall::in(service->name, spoken, state.plan);
    const std::string& why = hall::is_served(state, id) ? phrase.many_wait_text : phrase.nobody_works_text;
    const std::string then = another_day(phrase.come_then, spoken, state, service, now.wall);
    screen.sayings.push_back({phrase.warned, joined(joined(why, phrase.warned_text), then)});
    screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"anyway", phrase.take_anyway, ui::Shape::check});
}

void Flow::fill_categories(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    screen.sayings.push_back({phrase.choose_category, phrase.category_text});
    screen.tiles.push_back({"category:", phrase.no_category, ""});
    for (const hall::Category& category : state.plan.categories)
        screen.tiles.push_back(
            {"category:" + category.id.value, hall::in(category.name, spoken, state.plan), ""});
    add_navigation(screen, state, true);
    add_pages(screen, std::get<Asking>(stage_).page, state);
}

void Flow::fill_taking(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.sayings.push_back({phrase.taking, lost_ ? phrase.taking_lost_text : phrase.taking_text});
}

void Flow::fill_refused(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const std::string text = refusal_text(std::get<Refused>(stage_).refusal, spoken, state.plan);
    screen.sayings.push_back({phrase.refused, text.empty() ? phrase.unclear_answer : text});
    if (hall::has_plan(state) && !lost_) screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
}

void Flow::fill_aids(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.sayings.push_back({phrase.aids_question, phrase.aids_how});
    const auto add = [&](const char* action, const std::string& title, bool on) {
        screen.tiles.push_back({action, title, on ? phrase.on : phrase.off, false, on});
    };
    add("aid:large", phrase.large_letters, aids_.large);
    add("aid:contrast", phrase.high_contrast, aids_.contrast);
    add("aid:low", phrase.lower_controls, aids_.low);
    if (has_simple_words(language(state))) add("aid:simple", phrase.simple_words, aids_.simple);
    if (voice_.on) {
        screen.tiles.push_back({"voice:louder", phrase.louder, ""});
        screen.tiles.push_back({"voice:quieter", phrase.quieter, ""});
        screen.tiles.push_back({"voice:faster", phrase.faster, ""});
        screen.tiles.push_back({"voice:slower", phrase.slower, ""});
    }
    screen.buttons.push_back({"back", phrase.done, ui::Shape::check});
    add_languages(screen, state);
    add_pages(screen, std::get<Helping>(stage_).page, state);
}

void Flow::fill_still_there(Screen& screen, const hall::State& state, platform::Instant now) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    const auto left =
        std::max(std::chrono::ceil<std::chrono::seconds>(stirred_ + leave_after - now.steady), 0s);
    screen.sayings.push_back({phrase.still_there, phrase.still_there_text});
    screen.notices.push_back({Tone::attention, back_to_start_in(language(state), state.plan, left)});
    screen.buttons.push_back({"continue", phrase.proceed, ui::Shape::forward});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
}

// Last of all: how many tiles fit depends on the buttons, too.
void Flow::add_pages(Screen& screen, std::size_t page, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.pager.insert(screen.pager.begin(), {{"previous", phrase.previous, ui::Shape::back},
                                               {"next", phrase.next, ui::Shape::forward}});
    const std::size_t at_most = std::min(tiles_at_most, fitting_ ? fitting_(screen) : tiles_at_most);
    screen = page_of(std::move(screen), page, at_most);
}

void Flow::add_navigation(Screen& screen, const hall::State& state, bool back) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    if (back) screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
    if (std::holds_alternative<Browsing>(stage_)) {
        if (services_have_numbers(state.plan))
            screen.buttons.push_back({"number", phrase.find_by_number, ui::Shape::digits});
        add_staff(screen, state);
        screen.buttons.push_back({"aids", phrase.aids, ui::Shape::accessible});
    }
    add_languages(screen, state);
}

bool Flow::languages_beside(const hall::State& state) const {
    constexpr std::size_t at_most = 3;
    return state.plan.languages.size() <= at_most && !aids_.large;
}

bool Flow::asks_for_language(const hall::State& state) const {
    return !chosen_ && state.plan.languages.size() > 1 && !languages_beside(state);
}

// With many languages, and in large letters, the start screen is where another one is chosen.
void Flow::add_languages(Screen& screen, const hall::State& state) const {
    if (!languages_beside(state)) return;
    for (const hall::Language& each : state.plan.languages)
        if (each != hall::plain(language(state)))
            screen.languages.push_back({"language:" + each.value, own_name(each), ui::Shape::none});
}

}  // namespace okno::kiosk
