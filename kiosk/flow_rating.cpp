// What a visitor thinks of the visit: the number of the ticket, a face, a topic. Nobody is named.
#include <algorithm>
#include <array>

#include "kiosk/flow.hpp"
#include "kiosk/phrases.hpp"
#include "kiosk/refusals.hpp"

namespace okno::kiosk {

namespace {

constexpr std::array faces{ui::Shape::delighted, ui::Shape::glad, ui::Shape::calm, ui::Shape::sad,
                           ui::Shape::upset};

}  // namespace

bool Flow::asks_for_rating(const hall::State& state) const {
    return state.plan.rating.within.has_value() && !lost_;
}

Orders Flow::act_on_rating(const std::string& verb, const std::string& object, const hall::State& state,
                           const protocol::RequestId& fresh, platform::Instant now) {
    if (verb == "rate")
        stage_ = Rating{.step = asks_for_language(state) ? Rating::Step::language : Rating::Step::number};
    auto& rating = std::get<Rating>(stage_);
    rating.since = now.steady;
    if (verb != "next" && verb != "previous") rating.page = 0;
    if (verb == "enter") {
        find_visit(state, now);
    } else if (verb == "visit") {
        const auto all = rateable(state, rating.typed.value(), now);
        const auto chosen = std::find_if(all.begin(), all.end(), [&](const hall::TicketNumber& each) {
            return hall::to_string(each) == object;
        });
        if (chosen == all.end()) return {};
        rating.visit = *chosen;
        rating.step = Rating::Step::score;
    } else if (verb == "score") {
        rating.score = std::stoi(object);
        rating.id = fresh;
        rating.step = Rating::Step::topic;
        if (state.plan.rating.topics.empty()) return rate({}, now);
    } else if (verb == "topic") {
        return rate(hall::TopicId{object}, now);
    } else if (verb == "skip") {
        return rate({}, now);
    } else if (verb == "back" && rating.step == Rating::Step::number) {
        go_to_welcome();
    } else if (verb == "back") {
        rating.step = rating.step == Rating::Step::topic ? Rating::Step::score : Rating::Step::number;
    } else {
        act_on_screen(verb, object);
    }
    return {};
}

std::vector<hall::TicketNumber> Flow::rateable(const hall::State& state, int ordinal,
                                               platform::Instant now) const {
    std::vector<hall::TicketNumber> found;
    for (const hall::Rateable& each : state.rateable)
        if (each.number.ordinal == ordinal && state.plan.rating.within &&
            now.wall <= each.ended + *state.plan.rating.within)
            found.push_back(each.number);
    return found;
}

void Flow::find_visit(const hall::State& state, platform::Instant now) {
    auto& rating = std::get<Rating>(stage_);
    if (rating.typed.digits.empty()) return;
    const auto found = rateable(state, rating.typed.value(), now);
    if (found.empty()) {
        rating.typed.unknown = true;
    } else if (found.size() == 1) {
        rating.visit = found.front();
        rating.step = Rating::Step::score;
    } else {
        rating.step = Rating::Step::which;
    }
}

Orders Flow::rate(const hall::TopicId& topic, platform::Instant now) {
    auto& rating = std::get<Rating>(stage_);
    rating.step = Rating::Step::sent;
    rating.since = now.steady;
    return {Ask{rating.id, hall::RateVisit{*rating.visit, rating.score, topic}}};
}

Orders Flow::stop_asking(platform::Instant now) {
    const auto* rating = std::get_if<Rating>(&stage_);
    if (rating && rating->step == Rating::Step::topic) return rate({}, now);
    const auto* calling = std::get_if<CallingStaff>(&stage_);
    if (calling && calling->how == CallingStaff::How::asked) return {Withdraw{calling->id}};
    return {};
}

void Flow::rating_answered(const protocol::Answered& answer, platform::Instant now) {
    auto* rating = std::get_if<Rating>(&stage_);
    if (!rating || rating->step != Rating::Step::sent || rating->id != answer.id) return;
    rating->step = answer.result ? Rating::Step::thanked : Rating::Step::failed;
    if (!answer.result) rating->refusal = answer.result.error();
    rating->since = now.steady;
}

// Who hears it needs longer, and may have it said again.
platform::SteadyTime Flow::rating_until(const Rating& rating) const {
    const auto begun = std::max(rating.since, stirred_);
    switch (rating.step) {
        case Rating::Step::sent:
            return rating.since + ask_patience;
        case Rating::Step::thanked:
            return begun + (voice_.on ? trouble_shown : thanks_shown);
        case Rating::Step::failed:
            return begun + (voice_.on ? trouble_shown : refusal_shown);
        default:
            return rating.since;
    }
}

Orders Flow::pass_rating_time(platform::Instant now) {
    auto& rating = std::get<Rating>(stage_);
    if (now.steady < rating_until(rating)) return {};
    if (rating.step != Rating::Step::sent) {
        go_to_start();
        return {};
    }
    rating.step = Rating::Step::failed;
    rating.since = now.steady;
    return {Withdraw{rating.id}};
}

ScreenKind Flow::kind_of(Rating::Step step) {
    switch (step) {
        case Rating::Step::language:
            return ScreenKind::language;
        case Rating::Step::number:
            return ScreenKind::visit_number;
        case Rating::Step::which:
            return ScreenKind::visit_choice;
        case Rating::Step::score:
            return ScreenKind::rating;
        case Rating::Step::topic:
            return ScreenKind::topic;
        case Rating::Step::sent:
        case Rating::Step::thanked:
        case Rating::Step::failed:
            break;
    }
    return ScreenKind::rated;
}

void Flow::fill_visit_choice(Screen& screen, const hall::State& state, platform::Instant now) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    const auto& rating = std::get<Rating>(stage_);
    screen.sayings.push_back({phrase.choose_visit, ""});
    for (const hall::TicketNumber& each : rateable(state, rating.typed.value(), now)) {
        const std::string number = hall::to_string(each);
        screen.tiles.push_back({"visit:" + number, number, ""});
    }
    add_navigation(screen, state, true);
    add_pages(screen, rating.page, state);
}

void Flow::fill_rating(Screen& screen, const hall::State& state) const {
    const Phrases& phrase = phrases(language(state), state.plan);
    const auto& rating = std::get<Rating>(stage_);
    screen.sayings.push_back({phrase.how_was_it, phrase.no_names});
    for (std::size_t i = 0; i < faces.size(); ++i)
        screen.tiles.push_back({"score:" + std::to_string(hall::score_most - static_cast<int>(i)),
                                phrase.scores[i],
                                "",
                                false,
                                {},
                                faces[i]});
    add_navigation(screen, state, true);
    add_pages(screen, rating.page, state);
}

void Flow::fill_topics(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    screen.sayings.push_back({phrase.choose_topic, phrase.may_skip});
    for (const hall::RatingTopic& each : state.plan.rating.topics)
        screen.tiles.push_back({"topic:" + each.id.value, hall::in(each.name, spoken, state.plan), ""});
    screen.pager.push_back({"skip", phrase.skip, ui::Shape::forward});
    add_navigation(screen, state, true);
    add_pages(screen, std::get<Rating>(stage_).page, state);
}

void Flow::fill_rated(Screen& screen, const hall::State& state) const {
    const hall::Language spoken = language(state);
    const Phrases& phrase = phrases(spoken, state.plan);
    const auto& rating = std::get<Rating>(stage_);
    const std::string why = refusal_text(rating.refusal, spoken, state.plan);
    switch (rating.step) {
        case Rating::Step::thanked:
            screen.sayings.push_back({phrase.thanks, phrase.thanks_text});
            break;
        case Rating::Step::failed:
            screen.sayings.push_back({phrase.not_rated, why.empty() ? phrase.not_rated_text : why});
            break;
        default:
            screen.sayings.push_back({phrase.connecting, ""});
            break;
    }
    screen.buttons.push_back({"home", phrase.done, ui::Shape::check});
}

}  // namespace okno::kiosk
