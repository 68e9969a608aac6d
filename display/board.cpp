#include "display/board.hpp"

#include <algorithm>

#include "display/calendar.hpp"
#include "display/name_tag.hpp"
#include "display/words.hpp"
#include "hall/legibility.hpp"
#include "hall/schedule.hpp"

namespace okno::display {

namespace {

using namespace std::chrono_literals;

// "15–25 min", "up to 5 min" in each language.
Words wait_words(const hall::Plan& plan, hall::Range range) {
    const words::Values minutes{{"from", std::to_string(range.from_min)},
                                {"to", std::to_string(range.to_min)}};
    return range.from_min == 0 ? worded(plan, "up to {to} min", minutes)
                               : worded(plan, "{from}–{to} min", minutes);
}

// The end of the day: announced before it comes, and when it has.
Words notice_of(const hall::State& state, hall::Timestamp now) {
    const hall::Mode mode = hall::mode_of(state, now);
    if (mode == hall::Mode::closing)
        return worded(state.plan, "No more tickets are given. Everybody who has one will be served.");
    const hall::LocalTime local = hall::local_time(state.plan.zone, now);
    const auto closing = hall::last_closing(state.plan, std::chrono::floor<std::chrono::days>(local));
    if (mode != hall::Mode::open || !closing || *closing <= now ||
        *closing - now > Board::told_before_closing)
        return {};
    return worded(state.plan, "Today tickets are given until {time}.",
                  {{"time", clock_text(hall::local_time(state.plan.zone, *closing))}});
}

// The pages are alike: none has one line and another five.
template <class List>
List part_of(const List& all, std::size_t page, std::size_t pages) {
    if (pages == 0) return {};
    const auto at = [&](std::size_t end) {
        return all.begin() + static_cast<std::ptrdiff_t>(all.size() * end / pages);
    };
    return List(at(page), at(page + 1));
}

}  // namespace

std::vector<hall::Call> Board::hear(const protocol::News& news, const hall::State& state,
                                    platform::Instant now) {
    forecast_.hear(news, now.steady);
    introduction_.hear(news);
    if (std::holds_alternative<protocol::LinkLost>(news)) {
        lost_ = true;
        return {};
    }
    if (std::holds_alternative<protocol::LinkRestored>(news)) lost_ = false;
    if (std::holds_alternative<protocol::Followed>(news)) return take_calls(state, false, now);
    if (std::holds_alternative<protocol::Resynchronised>(news)) return take_calls(state, true, now);
    return {};
}

void Board::flash(const hall::TicketNumber& number, platform::Instant now) {
    fresh_[number] = now.steady;
}

std::vector<hall::Call> Board::take_calls(const hall::State& state, bool after_gap, platform::Instant now) {
    lost_ = false;
    std::erase_if(fresh_,
                  [&](const auto& call) { return now.steady - call.second >= CallRows::forgotten_after; });
    std::vector<hall::Call> made;
    for (const hall::Call& call : state.calls) {
        if (!begun_ || std::find(known_.begin(), known_.end(), call) != known_.end()) continue;
        if (!shows(state.plan, call.window) || (after_gap && now.wall - call.at > worth_ringing)) continue;
        fresh_[call.number] = now.steady;
        made.insert(made.begin(), call);  // the state has the newest first
    }
    known_ = state.calls;
    begun_ = true;
    return made;
}

Picture Board::picture(const hall::State& state, platform::Instant now, bool has_playlist) {
    Picture picture;
    picture.connecting = !hall::has_plan(state);
    picture.rows = rows(state.plan);
    pages_ = 1;
    takes_turns_ = false;
    if (picture.connecting) {
        picture.banner = worded(state.plan, "Please wait: the board is connecting.");
        picture.name_tag = name_tag(introduction_, state.plan);
        return picture;
    }
    const hall::LocalTime local = hall::local_time(state.plan.zone, now.wall);
    picture.clock = clock_text(local);
    for (const hall::Language& language : shown_languages(state.plan)) {
        picture.hall.push_back(hall::in(state.plan.hall, language, state.plan));
        picture.date.push_back(
            date_text(lookup(language, state.plan), std::chrono::floor<std::chrono::days>(local)));
    }
    add_areas(picture, state.plan);
    picture.ticket_heading = worded(state.plan, "Ticket");
    picture.window_heading = worded(state.plan, "Window");
    picture.waiting_heading = worded(state.plan, "Waiting for a call");
    if (lost_) picture.banner = worded(state.plan, "Connection lost. Please look at the window plates.");
    const hall::Board board = hall::board(state, state.calls.size(), state.tickets.size());
    give_rows(state, now);
    add_calls(picture, state, board, now);
    if (picture.calls.empty()) picture.no_calls = worded(state.plan, "No calls yet");
    const bool fresh = std::any_of(picture.calls.begin(), picture.calls.end(),
                                   [](const CallLine& call) { return call.fresh; });
    add_notice(picture, state, now);
    picture.beside_playlist = has_playlist && !fresh && !lost_ && picture.notice.empty();
    add_waiting(picture, state, board, now);
    return picture;
}

// There is one band: the end of the day and a message of the staff take turns in it.
void Board::add_notice(Picture& picture, const hall::State& state, platform::Instant now) {
    picture.notice = notice_of(state, now.wall);
    const Words message = state.message ? in_languages(state.message->text, state.plan) : Words{};
    takes_turns_ = !picture.notice.empty() && !message.empty();
    picture.is_message = !message.empty() && (!takes_turns_ || now.wall.time_since_epoch() / page % 2 == 1);
    if (picture.is_message) picture.notice = message;
}

void Board::give_rows(const hall::State& state, platform::Instant now) {
    std::vector<CallRows::Called> here;
    for (const hall::Call& call : state.calls) {
        if (!shows(state.plan, call.window)) continue;
        const auto since = fresh_.find(call.number);
        here.push_back({call.number, since == fresh_.end() ? std::nullopt : std::optional(since->second)});
    }
    rows_shown_.pass_time(here, rows(state.plan), now.steady);
}

void Board::add_calls(Picture& picture, const hall::State& state, const hall::Board& board,
                      platform::Instant now) const {
    for (const hall::BoardCall& call : board.calls) {
        if (!rows_shown_.shows(call.number)) continue;
        const auto since = fresh_.find(call.number);
        const auto age = since == fresh_.end() ? fresh_for : now.steady - since->second;
        CallLine line{hall::to_string(call.number), std::to_string(call.window.value), call.current,
                      age < fresh_for, false};
        line.lit = line.fresh && age / blink % 2 == 0;
        line.area = mark_of(state.plan, call.window);
        picture.calls.push_back(std::move(line));
    }
}

std::size_t Board::rows(const hall::Plan& plan) const {
    if (rows_) return *rows_;
    const hall::PlannedBoard* planned = hall::find_board(plan, name_);
    return static_cast<std::size_t>(planned ? planned->rows : hall::rows_usual);
}

bool Board::shows(const hall::Plan& plan, hall::WindowId id) const {
    if (!windows_.empty()) return windows_.contains(id);
    const hall::PlannedBoard* planned = hall::find_board(plan, name_);
    if (!planned || planned->areas.empty()) return true;
    const hall::Window* window = hall::find(plan, id);
    return window && hall::shows(*planned, *window);
}

std::optional<AreaMark> Board::mark_of(const hall::Plan& plan, hall::WindowId window) const {
    const hall::Area* area = hall::area_of(plan, window);
    if (!area) return std::nullopt;
    AreaMark mark{area->sign, area->colour, std::nullopt};
    if (const hall::PlannedBoard* planned = hall::find_board(plan, name_))
        if (const auto arrow = planned->arrows.find(area->id); arrow != planned->arrows.end())
            mark.arrow = arrow->second;
    return mark;
}

bool Board::has_areas(const hall::Plan& plan) const {
    return std::any_of(plan.windows.begin(), plan.windows.end(),
                       [&](const hall::Window& window) { return window.area && shows(plan, window.id); });
}

std::optional<std::string> Board::unreadable(const hall::Plan& plan, hall::Pixels screen,
                                             bool has_playlist) const {
    const hall::PlannedBoard* planned = hall::find_board(plan, name_);
    if (!planned) return std::nullopt;
    hall::PlannedBoard board = *planned;
    board.width_px = screen.width;
    board.height_px = screen.height;
    board.rows = static_cast<int>(rows(plan));
    board.playlist = has_playlist;
    const auto why = hall::why_unreadable(board, has_areas(plan));
    if (!why) return std::nullopt;
    return "On this screen the board " + hall::found(board, *why) + ". It needs " + hall::needed(*why) + '.';
}

// A board that is for some areas names them beside the hall.
void Board::add_areas(Picture& picture, const hall::Plan& plan) const {
    picture.has_areas = has_areas(plan);
    const hall::PlannedBoard* planned = hall::find_board(plan, name_);
    if (!planned || !windows_.empty()) return;
    const auto languages = shown_languages(plan);
    for (const hall::AreaId& id : planned->areas)
        if (const hall::Area* area = hall::find(plan, id))
            for (std::size_t i = 0; i < languages.size(); ++i)
                picture.hall[i] += " · " + hall::in(area->name, languages[i], plan);
}

bool Board::waits_here(const hall::State& state, const hall::TicketNumber& number) const {
    const hall::PlannedBoard* planned = hall::find_board(state.plan, name_);
    if (windows_.empty() && (!planned || planned->areas.empty())) return true;
    const hall::Ticket* ticket = hall::find(state, number);
    if (!ticket) return false;
    if (const auto only = hall::only_window_of(*ticket)) return shows(state.plan, *only);
    const auto& windows = state.plan.windows;
    return std::any_of(windows.begin(), windows.end(), [&](const hall::Window& window) {
        return shows(state.plan, window.id) && hall::serves(window, ticket->service);
    });
}

void Board::add_waiting(Picture& picture, const hall::State& state, const hall::Board& board,
                        platform::Instant now) {
    std::vector<hall::TicketNumber> here;
    WaitingFor services;
    for (const hall::TicketNumber& number : board.waiting) {
        const hall::Ticket* ticket = hall::find(state, number);
        if (!ticket || !waits_here(state, number)) continue;
        here.push_back(number);
        const auto same = std::find_if(services.begin(), services.end(),
                                       [&](const auto& service) { return service.first == ticket->service; });
        if (same == services.end())
            services.emplace_back(ticket->service, 1);
        else
            ++same->second;
    }
    std::sort(services.begin(), services.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    const bool both = waiting_shown_ == WaitingShown::both;
    const bool brief = picture.beside_playlist;
    picture.waiting_room = brief ? waiting_beside_playlist : both ? waiting_beside_services : waiting_at_most;
    picture.services_room = brief  ? services_beside_playlist
                            : both ? services_beside_numbers
                                   : services_at_most;
    if (waiting_shown_ == WaitingShown::numbers) services.clear();
    const std::size_t of_services = (services.size() + picture.services_room - 1) / picture.services_room;
    const std::size_t of_numbers = brief && both && !here.empty() ? 1 : 0;  // else they stand beside
    pages_ = std::max<std::size_t>(1, of_numbers + of_services);
    const auto turn = static_cast<std::size_t>(now.wall.time_since_epoch() / page) % pages_;
    if (waiting_shown_ == WaitingShown::numbers || (both && (!brief || turn == 0)))
        add_numbers(picture, here);
    if (turn >= of_numbers)
        add_services(picture, state, part_of(services, turn - of_numbers, of_services), now);
    if (pages_ > 1) picture.services_page = std::to_string(turn + 1) + "/" + std::to_string(pages_);
    if (here.empty()) picture.nobody_waiting = worded(state.plan, "Nobody is waiting");
}

void Board::add_numbers(Picture& picture, const std::vector<hall::TicketNumber>& waiting) const {
    const std::size_t shown = std::min(waiting.size(), picture.waiting_room);
    for (std::size_t i = 0; i < shown; ++i) picture.waiting.push_back(hall::to_string(waiting[i]));
    if (waiting.size() > shown) picture.waiting_more = "+ " + std::to_string(waiting.size() - shown);
}

void Board::add_services(Picture& picture, const hall::State& state, const WaitingFor& waiting,
                         platform::Instant now) const {
    const hall::Forecast& forecast = forecast_.at(now.steady);
    for (const auto& [id, count] : waiting) {
        ServiceLine line{{}, std::to_string(count), {}};
        const hall::Service* service = hall::find(state.plan, id);
        line.name = service ? in_languages(service->name, state.plan) : Words{id.value};
        if (const auto wait = forecast.services.find(id); wait != forecast.services.end())
            line.wait = wait_words(state.plan, hall::told(wait->second));
        picture.services.push_back(std::move(line));
    }
}

std::chrono::milliseconds Board::time_left(platform::Instant now) const {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(1min - now.wall.time_since_epoch() % 1min);
    if (pages_ > 1 || takes_turns_)
        left = std::min(
            left, std::chrono::ceil<std::chrono::milliseconds>(page - now.wall.time_since_epoch() % page));
    if (forecast_.until() > now.steady)
        left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(forecast_.until() - now.steady));
    if (const auto change = rows_shown_.next_change())
        left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(
                                  std::max(*change - now.steady, platform::SteadyTime::duration{})));
    for (const auto& [number, since] : fresh_) {
        const auto age = now.steady - since;
        if (age < fresh_for)
            left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(blink - age % blink));
    }
    return left;
}

}  // namespace okno::display
