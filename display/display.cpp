#include "display/display.hpp"

#include <algorithm>

#include "display/plate_view.hpp"
#include "display/view.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::display {

namespace {

using namespace std::chrono_literals;

constexpr auto dispatcher_patience = 3s;  // after the start; then nobody seems to answer

}  // namespace

Display::Display(const Config& config) : Display(config, platform::read_identity(config.keys, config.name)) {}

Display::Display(const Config& config, const platform::Identity& identity)
    : link_(context_, config.commands_endpoint, config.feed_endpoint, identity),
      presence_({config.name}),
      window_({"Okno board", config.size, config.fullscreen}),
      trace_(config.trace),
      voice_({config.sound && !config.plate, config.voice, config.clips, config.voice_cache, config.loudness},
             trace_),
      board_(config.rows, config.windows, config.waiting, {config.name}),
      information_(config.plate ? std::filesystem::path() : config.playlist) {
    const protocol::Introduction introduction(config.name, platform::fingerprint(identity.own.public_key));
    board_.introduce(introduction);
    if (config.plate) plate_.emplace(*config.plate).introduce(introduction);
}

void Display::run(const platform::StopSignal& stop) {
    link_.follow();
    const auto start = platform::read_clock();
    silence_from_ = start.steady + dispatcher_patience;
    show(start);
    watchdog_.turn(start.steady);
    spdlog::info("The board is ready.");
    while (!stop.raised() && !window_.closed()) {
        wait(stop);
        const auto now = platform::read_clock();
        const auto calls = hear_dispatcher(now);
        presence_.set_skips(information_.skips());
        presence_.work(link_, now);
        window_.take_pointers();
        const auto reading = voice_.work(link_.state(), now);
        if (reading) board_.flash(reading->call.number, now);
        show(now);  // first: who looks up at the sound must find the number there
        if (reading) voice_.begin(*reading, link_.state(), now);
        if (!calls.empty()) voice_.chime(link_.state(), now);
        watchdog_.turn(now.steady);
    }
    spdlog::info("The board has stopped.");
}

void Display::wait(const platform::StopSignal& stop) {
    const auto now = platform::read_clock();
    auto time_left = std::min({link_.time_left(now), presence_.time_left(link_, now), board_.time_left(now),
                               voice_.time_left(now), watchdog_.time_left(now.steady)});
    if (plate_) time_left = std::min(time_left, plate_->time_left(now));
    if (silence_from_)
        time_left = std::min(
            time_left,
            std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*silence_from_ - now.steady)));
    auto items = link_.poll_items();
    items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    if (const auto descriptor = window_.descriptor()) items.push_back({nullptr, *descriptor, ZMQ_POLLIN, 0});
    time_left = std::min(time_left, window_.look_every());
    if (voice_.descriptor() >= 0) items.push_back({nullptr, voice_.descriptor(), ZMQ_POLLIN, 0});
    // Who has just been called wakes the board by themselves when they are no longer new.
    if (has_room_for_slide_) {
        time_left = std::min(time_left, information_.time_left(now));
        if (information_.descriptor() >= 0)
            items.push_back({nullptr, information_.descriptor(), ZMQ_POLLIN, 0});
    }
    if (window_.events_waiting()) time_left = std::chrono::milliseconds(0);
    platform::wait(items, time_left);
}

std::vector<hall::Call> Display::hear_dispatcher(platform::Instant now) {
    std::vector<hall::Call> made;
    std::vector<protocol::News> heard = link_.work(now);
    if (silence_from_ && (link_.connected() || now.steady >= *silence_from_)) {
        silence_from_.reset();
        if (!link_.connected()) heard.emplace_back(protocol::LinkLost{});
    }
    for (const protocol::News& news : heard) {
        if (std::holds_alternative<protocol::LinkLost>(news)) spdlog::warn("The dispatcher cannot be heard.");
        if (std::holds_alternative<protocol::LinkRestored>(news))
            spdlog::info("The dispatcher is heard again.");
        if (plate_) plate_->hear(news, link_.state(), now);
        for (const hall::Call& call : board_.hear(news, link_.state(), now)) {
            voice_.call(call, link_.state(), now);
            made.push_back(call);
        }
    }
    return made;
}

void Display::show(platform::Instant now) {
    if (plate_)
        show_plate(now);
    else
        show_board(now);
}

void Display::show_plate(platform::Instant now) {
    PlatePicture picture = plate_->picture(link_.state(), now);
    if (!shown_plate_ || picture != *shown_plate_ || scene_.size != window_.size()) {
        scene_ = lay_out(picture, window_.size());
        shown_plate_ = std::move(picture);
        trace_.plate(*shown_plate_);
        if (shown_plate_->name_tag) trace_.name_tag(*shown_plate_->name_tag);
    }
    window_.present(scene_);
}

void Display::show_board(platform::Instant now) {
    Picture picture = board_.picture(link_.state(), now, information_.has_cards());
    std::optional<Slide> slide;
    has_room_for_slide_ = picture.beside_playlist;
    if (has_room_for_slide_) slide = information_.look(link_.state().plan, now, window_.size());
    if (has_room_for_slide_ && !slide) picture = board_.picture(link_.state(), now);
    const bool changed =
        !shown_ || picture != *shown_ || slide != shown_slide_ || scene_.size != window_.size();
    if (changed) {
        warn_if_unreadable();
        scene_ = lay_out(picture, window_.size(), slide ? &*slide : nullptr);
        shown_ = std::move(picture);
        if (shown_->name_tag) trace_.name_tag(*shown_->name_tag);
        if (slide && slide != shown_slide_) trace_.slide(information_.shown());
        shown_slide_ = std::move(slide);
    }
    window_.present(scene_);
    if (!changed && shown_number_ == link_.number()) return;
    shown_number_ = link_.number();
    trace_.presented(shown_number_, shown_->calls);
}

// The plan was checked for the screen it names; this may be another one, or flags may say otherwise.
void Display::warn_if_unreadable() {
    const ui::Size size = window_.size();
    const auto unreadable =
        board_.unreadable(link_.state().plan, {size.width, size.height}, information_.has_cards());
    if (unreadable && unreadable != warned_) spdlog::warn("{}", *unreadable);
    warned_ = unreadable;
}

}  // namespace okno::display
