// A visitor calls somebody of the staff to the kiosk, and sees that they come.
#include <algorithm>

#include "kiosk/flow.hpp"
#include "kiosk/phrases.hpp"

namespace okno::kiosk {

Orders Flow::call_staff(const hall::State& state, const protocol::RequestId& fresh, platform::Instant now) {
    const auto known = state.staff_calls.find(kiosk_);
    std::optional<hall::Timestamp> earlier;
    if (known != state.staff_calls.end() && known->second.answered) earlier = known->second.since;
    stage_ = CallingStaff{aside(), fresh, now.steady, CallingStaff::How::asked, earlier};
    return {Ask{fresh, hall::CallStaff{}}};
}

platform::SteadyTime Flow::call_until(const CallingStaff& calling) const {
    if (calling.how == CallingStaff::How::asked) return calling.since + ask_patience;
    return std::max(calling.since, stirred_) + staff_awaited;
}

Orders Flow::pass_call_time(platform::Instant now) {
    auto& calling = std::get<CallingStaff>(stage_);
    if (now.steady < call_until(calling)) return {};
    if (calling.how != CallingStaff::How::asked) {
        go_to_start();
        return {};
    }
    calling.how = CallingStaff::How::failed;
    return {Withdraw{calling.id}};
}

void Flow::staff_answered(const protocol::Answered& answer) {
    auto* calling = std::get_if<CallingStaff>(&stage_);
    if (!calling || calling->id != answer.id) return;
    calling->how = answer.result ? CallingStaff::How::heard : CallingStaff::How::failed;
}

// Nobody could hear it while the dispatcher is away.
void Flow::add_staff(Screen& screen, const hall::State& state) const {
    if (!lost_)
        screen.buttons.push_back({"staff", phrases(language(state), state.plan).call_staff, ui::Shape::bell});
}

// Who has not chosen a language yet is told in the hall's first ones.
void Flow::fill_staff(Screen& screen, const hall::State& state) const {
    const auto how = std::get<CallingStaff>(stage_).how;
    const auto call = state.staff_calls.find(kiosk_);
    const auto earlier = std::get<CallingStaff>(stage_).earlier;
    const bool coming =
        call != state.staff_calls.end() && call->second.answered && call->second.since != earlier;
    const auto saying = [&](const Phrases& phrase) -> Saying {
        if (how == CallingStaff::How::failed) return {phrase.staff_failed, phrase.staff_failed_text};
        if (how == CallingStaff::How::asked) return {phrase.calling_staff, phrase.taking_text};
        if (coming) return {phrase.staff_coming, phrase.staff_coming_text};
        return {phrase.staff_called, phrase.staff_called_text};
    };
    const auto languages = chosen_ ? std::vector{language(state)} : first_languages_of(state.plan);
    for (const hall::Language& each : languages)
        screen.sayings.push_back(saying(phrases(in_manner(each), state.plan)));
    const Phrases& phrase = phrases(language(state), state.plan);
    screen.buttons.push_back({"back", phrase.back, ui::Shape::back});
    screen.buttons.push_back({"home", phrase.home, ui::Shape::home});
}

}  // namespace okno::kiosk
