#include "kiosk/flow.hpp"

#include <algorithm>

#include "hall/capacity.hpp"
#include "hall/schedule.hpp"
#include "kiosk/phrases.hpp"
#include "kiosk/service_details.hpp"

namespace okno::kiosk {

namespace {

using namespace std::chrono_literals;

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// "service:contract" is ("service", "contract").
std::pair<std::string, std::string> split(const std::string& action) {
    const auto colon = action.find(':');
    if (colon == std::string::npos) return {action, ""};
    return {action.substr(0, colon), action.substr(colon + 1)};
}

bool only_one_group(const hall::State& state) {
    return state.plan.groups.size() == 1;
}

}  // namespace

Flow::Flow(platform::Instant now, hall::DeviceId printer, hall::DeviceId kiosk)
    : printer_(std::move(printer)),
      kiosk_(std::move(kiosk)),
      stirred_(now.steady),
      changed_(now.steady - deaf_after_change) {}

Orders Flow::resume(const Unsettled& left_over, const std::optional<hall::TicketNumber>& drawn,
                    platform::Instant now) {
    const auto age = now.wall - left_over.touched;
    // A touch from the future was made under another clock: it says nothing about who stands here now.
    if (age > answer_patience || age < -answer_patience) return {Abandon{left_over.id}};
    chosen_ = left_over.wish.language;
    if (drawn) {
        const Shown shown{{}, *drawn};
        stage_ = Issued{shown, left_over.wish.service, now.steady, left_over.touched};
        return {Settle{left_over.id}};
    }
    stage_ = Taking{left_over, now.steady + answer_patience - std::max(age, 0ms)};
    return {Take{left_over}};
}

Orders Flow::touch(const std::string& action, const hall::State& state, const protocol::RequestId& fresh,
                   platform::Instant now) {
    Orders orders = act(action, state, fresh, now);
    focus_.reset();
    return orders;
}

Orders Flow::press(ui::Key key, const hall::State& state, const protocol::RequestId& fresh,
                   platform::Instant now) {
    note_change(state, now);
    const Screen shown = screen(state, now);
    stirred_ = now.steady;
    Orders orders;
    if (key == ui::Key::ear || key == ui::Key::headset_in || key == ui::Key::headset_out) {
        listen(key);
    } else if (shown.kind == ScreenKind::still_there) {
        // Any key only says that somebody is.
    } else if (ui::digit_of(key) || key == ui::Key::erase) {
        if (type(key, state)) focus_.reset();
    } else if (key == ui::Key::select && !focus_ && typed_number()) {
        orders = act("enter", state, fresh, now);
        ++voice_.asked;
        voice_.everything = true;
    } else {
        if (key != ui::Key::select)
            move_focus(key == ui::Key::next, actions(shown).size());
        else if (!shown.focus.empty())
            orders = act(shown.focus, state, fresh, now);
        if (key != ui::Key::select || shown.focus.empty()) {
            if (!focus_) focus_ = 0;
            ++voice_.asked;
            voice_.everything = false;
        }
    }
    note_change(state, now);
    return orders;
}

// The first key only shows where it stands.
void Flow::move_focus(bool forward, std::size_t choices) {
    if (choices == 0) return;
    if (!focus_)
        focus_ = 0;
    else
        focus_ = (std::min(*focus_, choices - 1) + (forward ? 1 : choices - 1)) % choices;
}

void Flow::listen(ui::Key key) {
    if (key == ui::Key::headset_out) {
        voice_ = {};
        return;
    }
    voice_.on = true;
    ++voice_.asked;
    voice_.everything = true;
    if (!focus_ && !typed_number()) focus_ = 0;  // who types goes on typing
}

void Flow::tune(const std::string& how) {
    if (how == "louder")
        voice_.volume = std::min(voice_.volume + 1, Voice::loudest);
    else if (how == "quieter")
        voice_.volume = std::max(voice_.volume - 1, Voice::quietest);
    else if (how == "faster")
        voice_.rate = std::min(voice_.rate + 1, Voice::fastest);
    else if (how == "slower")
        voice_.rate = std::max(voice_.rate - 1, Voice::slowest);
    ++voice_.asked;  // to be heard at once
    voice_.everything = false;
}

Orders Flow::act(const std::string& action, const hall::State& state, const protocol::RequestId& fresh,
                 platform::Instant now) {
    note_change(state, now);
    if (now.steady - changed_ < deaf_after_change) return {};
    const auto offered = actions(screen(state, now));
    if (std::find(offered.begin(), offered.end(), action) == offered.end()) return {};
    stirred_ = now.steady;
    const auto [verb, object] = split(action);
    Orders orders;
    if (verb == "language") {
        orders = choose_language(hall::Language{object}, state, fresh, now);
    } else if (verb == "group") {
        stage_ = Browsing{hall::GroupId{object}, 0};
    } else if (verb == "staff") {
        orders = call_staff(state, fresh, now);
    } else if (verb == "home") {
        const bool midway = choosing() || std::holds_alternative<CallingStaff>(stage_);
        orders = stop_asking(now);
        midway ? go_to_welcome() : go_to_start();
    } else if (std::holds_alternative<Rating>(stage_) || verb == "rate") {
        orders = act_on_rating(verb, object, state, fresh, now);
    } else {
        orders = act_on_service(verb, object, state, fresh, now);
    }
    note_change(state, now);
    return orders;
}

Orders Flow::choose_language(const hall::Language& language, const hall::State& state,
                             const protocol::RequestId& fresh, platform::Instant now) {
    chosen_ = language;
    if (std::holds_alternative<Welcome>(stage_)) go_to_top(state);
    if (auto* rating = std::get_if<Rating>(&stage_); rating && rating->step == Rating::Step::language)
        rating->step = Rating::Step::number;
    if (const auto* finding = std::get_if<Finding>(&stage_); finding && finding->found)
        return choose(hall::ServiceId{*finding->found}, state, fresh, now);
    return {};
}

// What asks nothing of the dispatcher.
void Flow::act_on_screen(const std::string& verb, const std::string& object) {
    if (verb == "next" || verb == "previous")
        turn_page(verb == "next");
    else if (verb == "aids")
        help();
    else if (verb == "voice")
        tune(object);
    else if (verb == "aid")
        toggle(object);
    else if (verb == "number")
        stage_ = Finding{aside(), {}};
    else if (verb == "digit")
        typed_number()->type(object.front());
    else if (verb == "erase")
        typed_number()->erase();
    else if (verb == "write")
        std::get<Issued>(stage_).written_from = stirred_;
}

bool Flow::has_number_for(const hall::State& state, const hall::ServiceId& id) const {
    const hall::Service* service = hall::find(state.plan, id);
    return service && has_number_ && has_number_(service->letter);
}

bool Flow::alone(const hall::State& state) const {
    return lost_ && std::any_of(state.plan.services.begin(), state.plan.services.end(),
                                [&](const hall::Service& each) { return has_number_for(state, each.id); });
}

bool Flow::prints(const hall::State& state) const {
    if (lost_) return false;  // the printer hears of tickets from the dispatcher alone
    const auto known = state.devices.find(printer_);
    if (known == state.devices.end()) return true;
    const hall::Condition condition = known->second.condition;
    return condition == hall::Condition::ready || condition == hall::Condition::paper_low;
}

bool Flow::choosing() const {
    return std::holds_alternative<Browsing>(stage_) || std::holds_alternative<Asking>(stage_) ||
           std::holds_alternative<Helping>(stage_) || std::holds_alternative<Finding>(stage_) || rating();
}

bool Flow::rating() const {
    const auto* rating = std::get_if<Rating>(&stage_);
    return rating && rating->step < Rating::Step::sent;
}

bool Flow::begun() const {
    const auto* welcome = std::get_if<Welcome>(&stage_);
    return welcome && (aids_.any() || voice_.on || welcome->page > 0);
}

Orders Flow::hear(const protocol::News& news, const hall::State& state, platform::Instant now) {
    forecast_.hear(news, now.steady);
    introduction_.hear(news);
    const auto connected = [&] {
        lost_ = false;
        return Orders{};
    };
    Orders orders =
        std::visit(Overloaded{
                       [&](const protocol::Answered& answer) { return answered(answer, state, now); },
                       [&](const protocol::LinkLost&) { return lost(state, now); },
                       [&](const protocol::Followed&) { return connected(); },
                       [&](const protocol::Resynchronised&) { return connected(); },
                       [&](const protocol::LinkRestored&) { return connected(); },
                       [](const protocol::Fetched&) { return Orders{}; },
                       [](const protocol::Told&) { return Orders{}; },
                       [](const protocol::Forecasted&) { return Orders{}; },
                   },
                   news);
    note_change(state, now);
    return orders;
}

Orders Flow::pass_time(const hall::State& state, platform::Instant now) {
    Orders orders;
    if (const auto* taking = std::get_if<Taking>(&stage_)) {
        if (now.steady >= taking->until) {
            orders.push_back(Abandon{taking->touch.id});
            go_to_start();
        }
    } else if (const auto* issued = std::get_if<Issued>(&stage_)) {
        if (now.steady >= shown_until(*issued, state)) go_to_start();
    } else if (const auto* refused = std::get_if<Refused>(&stage_)) {
        if (now.steady >= refused_until(*refused)) go_to_start();
    } else if (begun()) {
        if (now.steady >= stirred_ + leave_after) go_to_start();
    } else if (std::holds_alternative<CallingStaff>(stage_)) {
        orders = pass_call_time(now);
    } else if (choosing()) {
        if (now.steady >= stirred_ + leave_after) {
            orders = stop_asking(now);
            go_to_start();
        }
    } else if (std::holds_alternative<Rating>(stage_)) {
        orders = pass_rating_time(now);
    }
    note_change(state, now);
    return orders;
}

void Flow::stir(platform::Instant now) {
    stirred_ = now.steady;
}

bool Flow::idle(platform::Instant now) const {
    const bool listening = voice_.on && begun();
    return (choosing() || listening) && now.steady >= stirred_ + warn_after;
}

void Flow::note_change(const hall::State& state, platform::Instant now) {
    const Screen shown = screen(state, now);
    Face face{shown.kind, actions(shown), shown.aids};
    if (face == face_) return;
    // Who was asked whether they are there finds their place again.
    const bool asked = face.kind == ScreenKind::still_there || face_.kind == ScreenKind::still_there;
    if (focus_ && !asked && (face.kind != face_.kind || face.actions != face_.actions)) focus_ = 0;
    face_ = std::move(face);
    changed_ = now.steady;
}

void Flow::go_to_start() {
    go_to_welcome();
    aids_ = {};
    voice_ = {};
    focus_.reset();
}

void Flow::go_to_welcome() {
    stage_ = Welcome{};
    chosen_.reset();
}

void Flow::turn_page(bool forward) {
    const auto turn = [&](auto& stage) { stage.page = forward ? stage.page + 1 : stage.page - 1; };
    if (auto* browsing = std::get_if<Browsing>(&stage_))
        turn(*browsing);
    else if (auto* asking = std::get_if<Asking>(&stage_))
        turn(*asking);
    else if (auto* helping = std::get_if<Helping>(&stage_))
        turn(*helping);
    else if (auto* rating = std::get_if<Rating>(&stage_))
        turn(*rating);
    else if (auto* finding = std::get_if<Finding>(&stage_))
        turn(*finding);
    else
        turn(std::get<Welcome>(stage_));
}

void Flow::help() {
    stage_ = Helping{aside(), 0};
}

// Another kind of page holds another number of tiles: back to the first.
Aside Flow::aside() const {
    const auto* browsing = std::get_if<Browsing>(&stage_);
    return browsing ? Aside(Browsing{browsing->group, 0}) : std::nullopt;
}

void Flow::go_back_to(const Aside& from, const hall::State& state) {
    if (from && (!lost_ || alone(state)))
        stage_ = Browsing{*from};
    else
        go_to_welcome();
}

void Flow::toggle(const std::string& aid) {
    bool& on = aid == "large"      ? aids_.large
               : aid == "contrast" ? aids_.contrast
               : aid == "simple"   ? aids_.simple
                                   : aids_.low;
    on = !on;
    ++voice_.asked;  // how it stands now is to be heard at once
    voice_.everything = false;
    std::get<Helping>(stage_).page = 0;  // the tiles of a page have become more, or fewer
}

void Flow::go_to_top(const hall::State& state) {
    Browsing top;
    if (only_one_group(state)) top.group = state.plan.groups.front().id;
    stage_ = top;
}

void Flow::go_back(const hall::State& state) {
    if (auto* issued = std::get_if<Issued>(&stage_)) {
        issued->written_from.reset();
        return;
    }
    if (const auto* asking = std::get_if<Asking>(&stage_)) {
        stage_ = Browsing{asking->from};
        return;
    }
    if (const auto* helping = std::get_if<Helping>(&stage_)) return go_back_to(Aside{helping->from}, state);
    if (auto* finding = std::get_if<Finding>(&stage_)) {
        if (!finding->found) return go_back_to(Aside{finding->from}, state);
        finding->found.reset();
        return;
    }
    if (const auto* calling = std::get_if<CallingStaff>(&stage_))
        return go_back_to(Aside{calling->from}, state);
    const auto* browsing = std::get_if<Browsing>(&stage_);
    if (browsing && (!browsing->group || only_one_group(state)))
        go_to_welcome();
    else
        go_to_top(state);
}

hall::Language Flow::language(const hall::State& state) const {
    if (chosen_) return in_manner(*chosen_);
    return in_manner(state.plan.languages.empty() ? hall::Language{"ru"} : state.plan.languages.front());
}

hall::Language Flow::in_manner(const hall::Language& language) const {
    return aids_.simple ? in_simple_words(language) : language;
}

ScreenKind Flow::kind_of(Asking::What what) {
    switch (what) {
        case Asking::What::closed:
        case Asking::What::closed_today:
            return ScreenKind::service_closed;
        case Asking::What::details:
            return ScreenKind::details;
        case Asking::What::full:
            return ScreenKind::service_full;
        case Asking::What::warned:
            return ScreenKind::may_not_manage;
        case Asking::What::category:
            break;
    }
    return ScreenKind::category;
}

ScreenKind Flow::kind(const hall::State& state, platform::Instant now) const {
    return std::visit(
        Overloaded{
            [](const Taking&) { return ScreenKind::taking; },
            [&](const Issued& issued) {
                return writing_down(issued, now.steady) ? ScreenKind::write_down : ScreenKind::ticket;
            },
            [](const Refused&) { return ScreenKind::refused; },
            [&](const Welcome&) {
                if (lost_ && !alone(state)) return ScreenKind::lost;
                if (idle(now)) return ScreenKind::still_there;
                if (!hall::has_plan(state)) return ScreenKind::connecting;
                const bool open = hall::mode_of(state, now.wall) == hall::Mode::open;
                return open ? ScreenKind::welcome : ScreenKind::closed;
            },
            [&](const Browsing& browsing) {
                if (idle(now)) return ScreenKind::still_there;
                return browsing.group ? ScreenKind::services : ScreenKind::groups;
            },
            [&](const Asking& asking) {
                if (idle(now)) return ScreenKind::still_there;
                return kind_of(asking.what);
            },
            [&](const Helping&) { return idle(now) ? ScreenKind::still_there : ScreenKind::aids; },
            [&](const Finding& finding) {
                if (idle(now)) return ScreenKind::still_there;
                return finding.found ? ScreenKind::language : ScreenKind::service_number;
            },
            [](const CallingStaff&) { return ScreenKind::staff; },
            [&](const Rating& rating) { return idle(now) ? ScreenKind::still_there : kind_of(rating.step); },
        },
        stage_);
}

std::chrono::milliseconds Flow::time_left(const hall::State& state, platform::Instant now) const {
    const auto into_minute = now.wall.time_since_epoch() % 1min;
    platform::SteadyTime soonest = now.steady + (1min - into_minute);  // the clock in the corner
    const auto consider = [&](platform::SteadyTime moment) {
        if (moment > now.steady) soonest = std::min(soonest, moment);
    };
    consider(forecast_.until());
    if (const auto* taking = std::get_if<Taking>(&stage_)) consider(taking->until);
    if (const auto* issued = std::get_if<Issued>(&stage_)) {
        consider(issued->since + print_patience);
        consider(shown_until(*issued, state));
        if (issued->written_from) consider(*issued->written_from + written_down);
    }
    if (const auto* refused = std::get_if<Refused>(&stage_)) consider(refused_until(*refused));
    if (const auto* rating = std::get_if<Rating>(&stage_)) consider(rating_until(*rating));
    if (const auto* calling = std::get_if<CallingStaff>(&stage_)) consider(call_until(*calling));
    if (begun()) consider(stirred_ + leave_after);
    if (choosing() || begun()) {
        consider(stirred_ + warn_after);
        const auto left = stirred_ + leave_after - now.steady;
        if (idle(now) && left > 0s) consider(now.steady + (left % 1s == 0s ? 1s : left % 1s));
    }
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(soonest - now.steady), 0ms);
}

}  // namespace okno::kiosk
