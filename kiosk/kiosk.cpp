#include "kiosk/kiosk.hpp"

#include <system_error>

#include "kiosk/view.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::kiosk {

Kiosk::Kiosk(const Config& config)
    : link_(context_, config.commands_endpoint, config.feed_endpoint,
            platform::read_identity(config.keys, config.name)),
      presence_({config.name}),
      window_({"Okno kiosk", config.size, config.fullscreen}),
      trace_(config.trace),
      unsettled_(config.state),
      page_size_({window_.size(), config.stand}),
      flow_(platform::read_clock(), hall::DeviceId{config.printer}),
      strikes_(config.double_strike),
      speaker_(config.speaker) {
    flow_.fit_by([this](const Screen& whole) { return page_size_.of(whole, Flow::tiles_at_most); });
    const std::string trouble = reach_trouble(config.stand, window_.size());
    if (!trouble.empty()) spdlog::warn("{}", trouble);
}

void Kiosk::run(const platform::StopSignal& stop) {
    const auto start = platform::read_clock();
    link_.follow();
    if (const auto left_over = unsettled_.read()) obey(flow_.resume(*left_over, start), start);
    show(start);
    spdlog::info("The kiosk is ready.");
    while (!stop.raised() && !window_.closed()) {
        wait(stop);
        const auto now = platform::read_clock();
        hear_dispatcher(now);
        presence_.work(link_, now);
        hear_fingers(now);
        hear_keys(now);
        speaker_.work();
        obey(flow_.pass_time(link_.state(), now), now);
        show(now);
    }
    spdlog::info("The kiosk has stopped.");
}

void Kiosk::wait(const platform::StopSignal& stop) {
    const auto now = platform::read_clock();
    auto time_left = std::min(
        {link_.time_left(now), presence_.time_left(link_, now), flow_.time_left(link_.state(), now)});
    if (const auto deadline = tracker_.deadline())
        time_left = std::min(time_left, std::chrono::ceil<std::chrono::milliseconds>(*deadline - now.steady));
    auto items = link_.poll_items();
    items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    if (const auto spoken = speaker_.descriptor()) items.push_back({nullptr, *spoken, ZMQ_POLLIN, 0});
    if (const auto descriptor = window_.descriptor())
        items.push_back({nullptr, *descriptor, ZMQ_POLLIN, 0});
    else
        time_left = std::min(time_left, ui::poll_interval);
    if (window_.events_waiting()) time_left = std::chrono::milliseconds(0);
    platform::wait(items, std::max(time_left, std::chrono::milliseconds(0)));
}

void Kiosk::hear_dispatcher(platform::Instant now) {
    for (const protocol::News& news : link_.work(now)) {
        if (std::holds_alternative<protocol::LinkLost>(news)) spdlog::warn("The dispatcher cannot be heard.");
        if (std::holds_alternative<protocol::LinkRestored>(news))
            spdlog::info("The dispatcher is heard again.");
        obey(flow_.hear(news, link_.state(), now), now);
    }
}

void Kiosk::hear_fingers(platform::Instant now) {
    tracker_.pass_time(now.steady);
    for (const ui::Pointer& pointer : window_.take_pointers()) {
        if (pointer.kind == ui::Pointer::Kind::down) speaker_.hush();
        const auto action = tracker_.hear(pointer, scene_.targets, now.steady);
        if (action) {
            trace_.touch(*action);
            obey(flow_.touch(*action, link_.state(), protocol::make_request_id(now.wall), now), now);
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
        obey(flow_.press(key, link_.state(), protocol::make_request_id(now.wall), now), now);
        const Utterances told = speech_.tell(flow_.screen(link_.state(), now));
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
        }
    }
}

void Kiosk::take(const Unsettled& touch, platform::Instant now) {
    try {
        unsettled_.keep(touch);
    } catch (const std::system_error& error) {
        // The visitor is owed a ticket more than the kiosk its memory of the touch.
        spdlog::error("The touch could not be kept on disk: {}", error.what());
    }
    link_.send(touch.id, touch.wish, now);
}

void Kiosk::show(platform::Instant now) {
    page_size_.resize(window_.size());
    Screen screen = flow_.screen(link_.state(), now);
    const Attention attention{tracker_.pressed(), screen.focus};
    if (const Utterances told = speech_.tell(screen); !told.empty()) speaker_.say(told);
    if (!screen.voice.on) speaker_.hush();
    if (!shown_ || screen != *shown_ || attention != shown_attention_ || scene_.size != window_.size()) {
        ui::Scene scene = lay_out(screen, page_size_.place(), attention);
        const bool other_targets = !shown_ || scene.targets != scene_.targets || screen.kind != shown_->kind;
        scene_ = std::move(scene);
        shown_ = std::move(screen);
        shown_attention_ = attention;
        if (other_targets) tracker_.forget();
        window_.present(scene_);
        if (other_targets) trace_.screen(to_string(shown_->kind), scene_);
    } else {
        window_.present(scene_);  // only when the screen has lost it
    }
    const auto ticket = flow_.shown_ticket();
    if (ticket && traced_ticket_ != ticket->ticket) trace_.ticket(ticket->ticket, ticket->number);
    traced_ticket_ = ticket ? std::optional(ticket->ticket) : std::nullopt;
}

}  // namespace okno::kiosk
