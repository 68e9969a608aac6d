#include "display/plate.hpp"

#include <algorithm>
#include <cstdlib>

#include "display/name_tag.hpp"
#include "display/words.hpp"

namespace okno::display {

using namespace std::chrono_literals;

namespace {

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
Words away_words(const hall::Plan& plan, PlateSign sign, std::optional<hall::WindowId> nearest) {
    const bool closed = sign == PlateSign::closed;
    if (!nearest) return closed ? worded(plan, "The window is closed.") : worded(plan, "A break.");
    const words::Values window{{"window", std::to_string(nearest->value)}};
    Words words = closed ? worded(plan, "The window is closed. The nearest open window: {window}", window)
                         : worded(plan, "A break. The nearest open window: {window}", window);
    // The number stays on the line of its word.
    for (std::string& text : words) text.replace(text.rfind(' '), 1, "\u00a0");
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
    introduction_.hear(news);
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
    PlatePicture picture;
    picture.window = worded(state.plan, "Window");
    picture.window_number = std::to_string(window_.value);
    const hall::Window* planned = hall::find(state.plan, window_);
    const hall::WindowState* window = hall::find(state, window_);
    if (!hall::has_plan(state)) {
        picture.says = worded(state.plan, "Please wait: the screen is connecting.");
        picture.name_tag = name_tag(introduction_, state.plan);
        return picture;
    }
    if (!planned || !window) {
        picture.sign = PlateSign::unknown;
        picture.says =
            worded(state.plan, "The hall's plan has no such window. Please tell the administrator.");
        return picture;
    }
    if (const hall::WindowKind* kind = hall::find(state.plan, planned->kind))
        picture.kind = in_languages(kind->name, state.plan);
    if (lost_) {
        picture.sign = PlateSign::away;
        picture.says = worded(state.plan, "Connection lost. Please ask at the window.");
        return picture;
    }
    const hall::Ticket* visitor = hall::visitor_at(state, window_);
    picture.sign = sign_of(*window, visitor);
    if (visitor) picture.number = hall::to_string(visitor->number);
    if (const auto* open = std::get_if<hall::Open>(&window->post)) {
        picture.person = in_languages(open->nameplate.name, state.plan);
        if (!open->nameplate.position.empty())
            picture.kind = in_languages(open->nameplate.position, state.plan);
    }
    if (picture.sign == PlateSign::called) {
        picture.says = worded(state.plan, "Please come to the window");
        const auto age = called_ ? now.steady - *called_ : Board::fresh_for;
        picture.lit = age < Board::fresh_for && age / Board::blink % 2 == 0;
    } else if (picture.sign == PlateSign::serving) {
        picture.says = worded(state.plan, "Now being served");
    } else if (picture.sign == PlateSign::free) {
        picture.says = worded(state.plan, "Next, please. Come when your number is called.");
    } else {
        picture.says = away_words(state.plan, picture.sign, nearest_open(state, window_));
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
