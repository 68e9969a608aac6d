#include "display/board.hpp"

#include <algorithm>

#include "display/calendar.hpp"
#include "words/words.hpp"

namespace okno::display {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t languages_at_most = 2;

std::vector<hall::Language> languages_of(const hall::State& state) {
    std::vector<hall::Language> languages = state.plan.languages;
    if (languages.empty()) languages = {{"ru"}, {"en"}};
    if (languages.size() > languages_at_most) languages.resize(languages_at_most);
    return languages;
}

// Where to look for a language's words: in its own, then in the hall's.
words::Languages lookup(const hall::Language& language, const hall::State& state) {
    words::Languages languages{language.value};
    if (!state.plan.languages.empty()) languages.push_back(state.plan.languages.front().value);
    return languages;
}

}  // namespace

bool Board::hear(const protocol::News& news, const hall::State& state, platform::Instant now) {
    if (std::holds_alternative<protocol::LinkLost>(news)) {
        lost_ = true;
        return false;
    }
    if (std::holds_alternative<protocol::LinkRestored>(news)) lost_ = false;
    if (std::holds_alternative<protocol::Followed>(news)) return take_calls(state, false, now);
    if (std::holds_alternative<protocol::Resynchronised>(news)) return take_calls(state, true, now);
    return false;
}

bool Board::take_calls(const hall::State& state, bool after_gap, platform::Instant now) {
    lost_ = false;
    std::erase_if(fresh_, [&](const auto& call) { return now.steady - call.second >= fresh_for; });
    bool ring = false;
    for (const hall::Call& call : state.calls) {
        if (!begun_ || std::find(known_.begin(), known_.end(), call) != known_.end()) continue;
        if (after_gap && now.wall - call.at > worth_ringing) continue;
        fresh_[call.number] = now.steady;
        ring = true;
    }
    known_ = state.calls;
    begun_ = true;
    return ring;
}

Picture Board::picture(const hall::State& state, platform::Instant now) const {
    Picture picture;
    const auto languages = languages_of(state);
    const auto say = [&](const char* english) {
        Words all;
        for (const hall::Language& language : languages) {
            const std::string text = words::text(lookup(language, state), english);
            if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
        }
        return all;
    };
    picture.connecting = !hall::has_plan(state);
    picture.rows = rows_;
    if (picture.connecting) {
        picture.banner = say("Please wait: the board is connecting.");
        return picture;
    }
    const hall::LocalTime local = hall::local_time(state.plan.zone, now.wall);
    picture.clock = clock_text(local);
    for (const hall::Language& language : languages) {
        picture.hall.push_back(hall::in(state.plan.hall, language, state.plan));
        picture.date.push_back(
            date_text(lookup(language, state), std::chrono::floor<std::chrono::days>(local)));
    }
    picture.ticket_heading = say("Ticket");
    picture.window_heading = say("Window");
    picture.waiting_heading = say("Waiting for a call");
    if (lost_) picture.banner = say("Connection lost. Please ask the staff.");
    const hall::Board board = hall::board(state, rows_, state.tickets.size());
    for (const hall::BoardCall& call : board.calls) {
        const auto fresh = fresh_.find(call.number);
        const auto age = fresh == fresh_.end() ? fresh_for : now.steady - fresh->second;
        CallLine line{hall::to_string(call.number), std::to_string(call.window.value), call.current,
                      age < fresh_for, false};
        line.lit = line.fresh && age / blink % 2 == 0;
        picture.calls.push_back(std::move(line));
    }
    if (picture.calls.empty()) picture.no_calls = say("No calls yet");
    for (const hall::TicketNumber& number : board.waiting) {
        if (picture.waiting.size() == waiting_at_most) break;
        picture.waiting.push_back(hall::to_string(number));
    }
    if (board.waiting.size() > waiting_at_most)
        picture.waiting_more = "+ " + std::to_string(board.waiting.size() - waiting_at_most);
    if (picture.waiting.empty()) picture.nobody_waiting = say("Nobody is waiting");
    return picture;
}

std::chrono::milliseconds Board::time_left(platform::Instant now) const {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(1min - now.wall.time_since_epoch() % 1min);
    for (const auto& [number, since] : fresh_) {
        const auto age = now.steady - since;
        if (age < fresh_for)
            left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(blink - age % blink));
    }
    return left;
}

}  // namespace okno::display
