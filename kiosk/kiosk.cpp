#include "kiosk/kiosk.hpp"

#include <system_error>

#include "kiosk/view.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr auto dispatcher_patience = 3s;  // after the start; then the kiosk goes on by itself

std::filesystem::path beside(const std::filesystem::path& state, const char* ending) {
    return std::filesystem::path(state).replace_extension(ending);
}

}  // namespace

Kiosk::Kiosk(const Config& config) : Kiosk(config, platform::read_identity(config.keys, config.name)) {}

Kiosk::Kiosk(const Config& config, const platform::Identity& identity)
    : link_(context_, config.commands_endpoint, config.feed_endpoint, identity),
      presence_({config.name}),
      window_({"Okno kiosk", config.size, config.fullscreen}),
      trace_(config.trace),
      unsettled_(config.state),
      alone_(beside(config.state, ".alone"), config.machine, {config.name}),
      remembered_plan_(beside(config.state, ".plan")),
      remembered_(remembered_plan_.read()),
      name_{config.name},
      told_stand_(config.stand),
      page_size_({window_.size(), config.stand}),
      flow_(platform::read_clock(), hall::DeviceId{config.printer}, hall::DeviceId{config.name}),
      strikes_(config.double_strike),
      speaker_(config.speaker) {
    flow_.introduce({config.name, platform::fingerprint(identity.own.public_key)});
    flow_.fit_by([this](const Screen& whole) { return page_size_.of(whole, Flow::tiles_at_most); });
}

void Kiosk::run(const platform::StopSignal& stop) {
    const auto start = platform::read_clock();
    flow_.give_alone([this](const std::string& letter) {
        return alone_.has_number(letter, today(platform::read_clock()));
    });
    alone_from_ = start.steady + dispatcher_patience;
    link_.follow();
    if (const auto left_over = unsettled_.read())
        obey(flow_.resume(*left_over, alone_.given(left_over->id), start), start);
    show(start);
    watchdog_.turn(start.steady);
    spdlog::info("The kiosk is ready.");
    while (!stop.raised() && !window_.closed()) {
        wait(stop);
        const auto now = platform::read_clock();
        hear_dispatcher(now);
        work_with_dispatcher(now);
        presence_.work(link_, now);
        hear_fingers(now);
        hear_keys(now);
        speaker_.work();
        obey(flow_.pass_time(state(), now), now);
        show(now);
        watchdog_.turn(now.steady);
    }
    spdlog::info("The kiosk has stopped.");
}

void Kiosk::wait(const platform::StopSignal& stop) {
    const auto now = platform::read_clock();
    auto time_left =
        std::min({link_.time_left(now), presence_.time_left(link_, now), flow_.time_left(state(), now),
                  alone_.time_left(now), watchdog_.time_left(now.steady)});
    if (alone_from_)
        time_left =
            std::min(time_left, std::chrono::ceil<std::chrono::milliseconds>(*alone_from_ - now.steady));
    if (const auto deadline = tracker_.deadline())
        time_left = std::min(time_left, std::chrono::ceil<std::chrono::milliseconds>(*deadline - now.steady));
    auto items = link_.poll_items();
    items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    if (const auto spoken = speaker_.descriptor()) items.push_back({nullptr, *spoken, ZMQ_POLLIN, 0});
    if (const auto descriptor = window_.descriptor()) items.push_back({nullptr, *descriptor, ZMQ_POLLIN, 0});
    time_left = std::min(time_left, window_.look_every());
    if (window_.events_waiting()) time_left = std::chrono::milliseconds(0);
    platform::wait(items, std::max(time_left, std::chrono::milliseconds(0)));
}

void Kiosk::hear_dispatcher(platform::Instant now) {
    for (const protocol::News& news : link_.work(now)) {
        if (std::holds_alternative<protocol::LinkLost>(news)) spdlog::warn("The dispatcher cannot be heard.");
        if (std::holds_alternative<protocol::LinkRestored>(news))
            spdlog::info("The dispatcher is heard again.");
        if (std::holds_alternative<protocol::Resynchronised>(news) ||
            std::holds_alternative<protocol::Followed>(news))
            alone_.learn(link_.state());
        const auto* answer = std::get_if<protocol::Answered>(&news);
        if (answer && alone_.hear(*answer, now)) continue;
        obey(flow_.hear(news, state(), now), now);
    }
}

void Kiosk::hear_fingers(platform::Instant now) {
    tracker_.pass_time(now.steady);
    for (const ui::Pointer& pointer : window_.take_pointers()) {
        if (pointer.kind == ui::Pointer::Kind::down) speaker_.hush();
        const auto action = tracker_.hear(pointer, scene_.targets, now.steady);
        if (action) {
            trace_.touch(*action);
            obey(flow_.touch(*action, state(), protocol::make_request_id(now.wall), now), now);
        } else if (pointer.kind == ui::Pointer::Kind::up) {
            flow_.stir(now);
        }
    }
}

// Any key ends what is being said.
void Kiosk::hear_keys(platform::Instant now) {
    for (const ui::Key key : window_.take_keys()) {
        if (!strikes_.counts(key, now.steady)) continue;
        speaker_.hush();
        obey(flow_.press(key, state(), protocol::make_request_id(now.wall), now), now);
        const Utterances told = speech_.tell(flow_.screen(state(), now));
        if (!told.empty()) speaker_.say(told);
    }
}

void Kiosk::obey(const Orders& orders, platform::Instant now) {
    for (const Order& order : orders) {
        if (const auto* taking = std::get_if<Take>(&order)) {
            take(taking->touch, now);
        } else if (std::holds_alternative<Settle>(order)) {
            unsettled_.clear();
        } else if (const auto* abandoned = std::get_if<Abandon>(&order)) {
            spdlog::warn("A touch was given up: no answer has come for it.");
            link_.abandon(abandoned->id);
            unsettled_.clear();
        } else if (const auto* alone = std::get_if<TakeAlone>(&order)) {
            take_alone(alone->touch, now);
        } else if (const auto* asked = std::get_if<Ask>(&order)) {
            link_.send(asked->id, asked->wish, now);
        } else if (const auto* withdrawn = std::get_if<Withdraw>(&order)) {
            link_.abandon(withdrawn->id);
        }
    }
}

void Kiosk::take(const Unsettled& touch, platform::Instant now) {
    keep(touch);
    link_.send(touch.id, touch.wish, now);
}

void Kiosk::keep(const Unsettled& touch) {
    try {
        unsettled_.keep(touch);
    } catch (const std::system_error& error) {
        // The visitor is owed a ticket more than the kiosk its memory of the touch.
        spdlog::error("The touch could not be kept on disk: {}", error.what());
    }
}

// The touch is on the disk before its number is, so that after a restart it gets the same.
void Kiosk::take_alone(const Unsettled& touch, platform::Instant now) {
    link_.abandon(touch.id);
    keep(touch);
    const hall::Service* service = hall::find(state().plan, touch.wish.service);
    const auto number = service ? alone_.give(touch, service->letter, today(now)) : std::nullopt;
    obey(flow_.drawn(touch, number, state(), now), now);
}

// While the dispatcher can be heard: the plan onto the disk, numbers for the times when it cannot, and what
// was given then.
void Kiosk::work_with_dispatcher(platform::Instant now) {
    if (alone_from_ && (link_.connected() || now.steady >= *alone_from_)) {
        alone_from_.reset();
        if (!link_.connected()) obey(flow_.hear(protocol::LinkLost{}, state(), now), now);
    }
    if (!link_.connected() || !link_.synchronised() || !hall::has_plan(link_.state())) return;
    remembered_plan_.keep(link_.state().plan);
    for (const Merger::ToSend& request : alone_.next(now)) link_.send(request.id, request.wish, now);
}

const hall::State& Kiosk::state() const {
    return hall::has_plan(link_.state()) || alone_from_ ? link_.state() : remembered_;
}

hall::LocalDay Kiosk::today(platform::Instant now) const {
    return hall::local_day(state().plan.zone, now.wall);
}

// Where the picture is in the world may be told by the plan, which may change.
void Kiosk::stand() {
    const Place place{window_.size(), stand_of(told_stand_, state().plan, name_)};
    page_size_.move(place);
    if (!hall::has_plan(state()) || complained_of_ == place) return;
    complained_of_ = place;
    for (const std::string& trouble : {size_trouble(place.stand), reach_trouble(place.stand, place.size)})
        if (!trouble.empty()) spdlog::warn("{}", trouble);
}

void Kiosk::show(platform::Instant now) {
    stand();
    Screen screen = flow_.screen(state(), now);
    const Attention attention{tracker_.pressed(), screen.focus};
    if (const Utterances told = speech_.tell(screen); !told.empty()) speaker_.say(told);
    if (!screen.voice.on) speaker_.hush();
    if (!shown_ || screen != *shown_ || attention != shown_attention_ || shown_at_ != page_size_.place()) {
        ui::Scene scene = lay_out(screen, page_size_.place(), attention);
        const bool other_targets = !shown_ || scene.targets != scene_.targets || screen.kind != shown_->kind;
        const bool newly_pressed =
            !attention.pressed.empty() && attention.pressed != shown_attention_.pressed;
        scene_ = std::move(scene);
        shown_ = std::move(screen);
        shown_at_ = page_size_.place();
        shown_attention_ = attention;
        if (other_targets) tracker_.forget();
        window_.present(scene_);
        if (newly_pressed) trace_.pressed(attention.pressed);
        if (other_targets) trace_.screen(to_string(shown_->kind), scene_);
        if (other_targets && shown_->name_tag) trace_.name_tag(*shown_->name_tag);
    } else {
        window_.present(scene_);  // only when the screen has lost it
    }
    const auto ticket = flow_.shown_ticket();
    if (ticket && traced_ != ticket->number) trace_.ticket(ticket->ticket, ticket->number);
    traced_ = ticket ? std::optional(ticket->number) : std::nullopt;
}

}  // namespace okno::kiosk
