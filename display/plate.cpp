#include "display/plate.hpp"

#include <algorithm>
#include <cstdlib>

#include "display/words.hpp"

namespace okno::display {

using namespace std::chrono_literals;

namespace {

constexpr const char* no_break_space = "\u00a0";

const hall::Call* call_to(const hall::State& state, hall::WindowId window) {
    const auto found = std::find_if(state.calls.begin(), state.calls.end(),
                                    [&](const hall::Call& call) { return call.window == window; });
    return found == state.calls.end() ? nullptr : &*found;
}

bool does_the_same(const hall::Window& one, const hall::Window& other) {
    return std::any_of(one.services.begin(), one.services.end(),
                       [&](const hall::ServiceId& service) { return hall::serves(other, service); });
}

// "The window is closed. The nearest open window: 4"
Words with_nearest(const std::vector<hall::Language>& languages, const char* Wording::*what,
                   std::optional<hall::WindowId> nearest) {
    Words words;
    for (const hall::Language& language : languages) {
        std::string text = worded({language}, what).front();
        if (nearest)
            text += ' ' + worded({language}, &Wording::nearest_window).front() + no_break_space +
                    std::to_string(nearest->value);
        if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(text);
    }
    return words;
}

PlateSign sign_of(const hall::WindowState& window, const hall::Ticket* visitor) {
    if (visitor)
        return std::holds_alternative<hall::Called>(visitor->stage) ? PlateSign::called : PlateSign::serving;
    if (std::holds_alternative<hall::Open>(window.post)) return PlateSign::free;
    return std::holds_alternative<hall::Paused>(window.post) ? PlateSign::on_break : PlateSign::closed;
}

}  // namespace

std::optional<hall::WindowId> nearest_open(const hall::State& state, hall::WindowId id) {
    const hall::Window* here = hall::find(state.plan, id);
    std::optional<hall::WindowId> nearest;
    if (!here) return nearest;
    const auto distance = [&](hall::WindowId other) { return std::abs(other.value - id.value); };
    for (const auto& [other, window] : state.windows) {  // in the order of their numbers
        if (other == id || !std::holds_alternative<hall::Open>(window.post)) continue;
        const hall::Window* there = hall::find(state.plan, other);
        if (!there || !does_the_same(*here, *there)) continue;
        if (!nearest || distance(other) < distance(*nearest)) nearest = other;
    }
    return nearest;
}

void Plate::hear(const protocol::News& news, const hall::State& state, platform::Instant now) {
    if (std::holds_alternative<protocol::LinkLost>(news)) lost_ = true;
    const bool after_gap = std::holds_alternative<protocol::Resynchronised>(news);
    if (std::holds_alternative<protocol::LinkRestored>(news)) lost_ = false;
    if (!after_gap && !std::holds_alternative<protocol::Followed>(news)) return;
    lost_ = false;
    const hall::Call* call = call_to(state, window_);
    if (!call || call_ == *call) return;
    call_ = *call;
    if (!after_gap || now.wall - call->at <= Board::fresh_for) called_ = now.steady;
}

PlatePicture Plate::picture(const hall::State& state, platform::Instant now) const {
    const auto languages = shown_languages(state.plan);
    PlatePicture picture;
    picture.window = worded(languages, &Wording::window);
    picture.window_number = std::to_string(window_.value);
    const hall::Window* planned = hall::find(state.plan, window_);
    const hall::WindowState* window = hall::find(state, window_);
    if (!hall::has_plan(state)) {
        picture.says = worded(languages, &Wording::connecting);
        return picture;
    }
    if (!planned || !window) {
        picture.sign = PlateSign::unknown;
        picture.says = worded(languages, &Wording::no_such_window);
        return picture;
    }
    if (const hall::WindowKind* kind = hall::find(state.plan, planned->kind))
        for (const hall::Language& language : languages)
            picture.kind.push_back(hall::in(kind->name, language, state.plan));
    if (lost_) {
        picture.sign = PlateSign::away;
        picture.says = worded(languages, &Wording::plate_away);
        return picture;
    }
    const hall::Ticket* visitor = hall::visitor_at(state, window_);
    picture.sign = sign_of(*window, visitor);
    if (visitor) picture.number = hall::to_string(visitor->number);
    if (picture.sign == PlateSign::called) {
        picture.says = worded(languages, &Wording::please_come);
        const auto age = called_ ? now.steady - *called_ : Board::fresh_for;
        picture.lit = age < Board::fresh_for && age / Board::blink % 2 == 0;
    } else if (picture.sign == PlateSign::serving) {
        picture.says = worded(languages, &Wording::being_served);
    } else if (picture.sign == PlateSign::free) {
        picture.says = worded(languages, &Wording::next_please);
    } else {
        const auto what =
            picture.sign == PlateSign::closed ? &Wording::window_closed : &Wording::window_on_break;
        picture.says = with_nearest(languages, what, nearest_open(state, window_));
    }
    return picture;
}

std::chrono::milliseconds Plate::time_left(platform::Instant now) const {
    constexpr std::chrono::milliseconds long_time = 1h;
    if (!called_ || now.steady - *called_ >= Board::fresh_for) return long_time;
    return std::chrono::ceil<std::chrono::milliseconds>(Board::blink -
                                                        (now.steady - *called_) % Board::blink);
}

}  // namespace okno::display
