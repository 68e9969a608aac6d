// Numbers that are typed: of a service, and of the ticket of a visit that has ended.
#include "kiosk/flow.hpp"
#include "kiosk/phrases.hpp"
#include "kiosk/service_details.hpp"

namespace okno::kiosk {

TypedNumber* Flow::typed_number() {
    if (auto* finding = std::get_if<Finding>(&stage_)) return finding->found ? nullptr : &finding->number;
    auto* rating = std::get_if<Rating>(&stage_);
    return rating && rating->step == Rating::Step::number ? &rating->typed : nullptr;
}

// A pad of digits: whoever types on the way to a service means its number.
bool Flow::type(ui::Key key, const hall::State& state) {
    const auto digit = ui::digit_of(key);
    const bool on_the_way = std::holds_alternative<Browsing>(stage_) ||
                            (std::holds_alternative<Welcome>(stage_) && face_.kind == ScreenKind::welcome);
    if (digit && on_the_way && services_have_numbers(state.plan)) stage_ = Finding{aside(), {}};
    TypedNumber* number = typed_number();
    if (!number) return false;
    digit ? number->type(*digit) : number->erase();
    return true;
}

Orders Flow::find(const hall::State& state, const protocol::RequestId& fresh, platform::Instant now) {
    auto& finding = std::get<Finding>(stage_);
    if (finding.number.digits.empty()) return {};
    const hall::Service* service = hall::service_with_code(state.plan, finding.number.value());
    if (!service) {
        finding.number.unknown = true;
        return {};
    }
    if (!asks_for_language(state)) return choose(service->id, state, fresh, now);
    finding.found = service->id;
    return {};
}

void Flow::add_digits(Screen& screen, const TypedNumber& number, const std::string& unknown,
                      const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.typed = number.digits;
    if (number.unknown) screen.notices.push_back({Tone::attention, unknown});
    for (const char digit : {'1', '2', '3', '4', '5', '6', '7', '8', '9'})
        screen.tiles.push_back({std::string("digit:") + digit, std::string(1, digit), ""});
    screen.tiles.push_back({"erase", phrase.erase, "", false, {}, ui::Shape::erase});
    screen.tiles.push_back({"digit:0", "0", ""});
    screen.tiles.push_back({"enter", phrase.find, "", false, {}, ui::Shape::check});
    add_navigation(screen, state, true);
}

void Flow::fill_service_number(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.sayings.push_back({phrase.service_number, phrase.service_number_how});
    add_digits(screen, std::get<Finding>(stage_).number, phrase.unknown_service, state);
}

void Flow::fill_visit_number(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.sayings.push_back({phrase.visit_number, phrase.visit_number_how});
    add_digits(screen, std::get<Rating>(stage_).typed, phrase.unknown_visit, state);
}

}  // namespace okno::kiosk
