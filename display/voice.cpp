#include "display/voice.hpp"

#include <algorithm>

#include "display/chime.hpp"
#include "platform/log.hpp"

namespace okno::display {

using platform::Instant;
using platform::SteadyTime;
using namespace std::chrono_literals;

namespace {

constexpr auto gathering_at_most = 1500ms;  // after the chime, for clips that are still being made
constexpr auto stuck_after = 3s;            // a loudspeaker that never ends is one that was unplugged
constexpr auto look_again = 10ms;           // SDL tells nobody when a sound has ended
constexpr double between_languages_s = 0.5;

int words_in(const std::string& text) {
    return 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
}

}  // namespace

Voice::Voice(Setting setting, Trace& trace)
    : setting_(std::move(setting)),
      trace_(trace),
      speaker_(setting_.sounds),
      synthesizer_(setting_.sounds && setting_.speaks ? setting_.cache : std::filesystem::path()) {
    if (setting_.clips.empty() && setting_.cache.empty()) setting_.speaks = false;
}

void Voice::call(const hall::Call& call, const hall::State& state, Instant now) {
    if (speaks()) announcer_.call(call, state, now.steady);
}

std::optional<Reading> Voice::work(const hall::State& state, Instant now) {
    speaker_.look(now.steady);
    if (!speaks()) {
        give_up();
        return std::nullopt;
    }
    if (hall::has_plan(state) && prepared_ != state.plan) prepare(state.plan);
    synthesizer_.work(now.steady);
    announcer_.look(state, now.steady);
    go_on(state, now);
    return stage_ == Stage::silent ? announcer_.begin(now.steady) : std::nullopt;
}

// The loudspeaker is gone: what it had still to say would be old when there is one again.
void Voice::give_up() {
    if (stage_ != Stage::silent) trace_.silent();
    stage_ = Stage::silent;
    announcer_ = Announcer();
}

// What calls of this plan will need is made ahead, so that the first one need not wait.
void Voice::prepare(const hall::Plan& plan) {
    prepared_ = plan;
    for (const Clip& clip : clips_of(plan))
        if (!find(clip)) synthesizer_.want(clip);
}

std::optional<std::filesystem::path> Voice::find(const Clip& clip) const {
    if (!setting_.clips.empty()) {
        const auto recorded = setting_.clips / clip.language.value / (clip.name + ".wav");
        if (std::filesystem::exists(recorded)) return recorded;
    }
    const auto made = synthesizer_.file_of(clip);
    if (made && std::filesystem::exists(*made)) return made;
    return std::nullopt;
}

// A clip of it is missing that can be made.
bool Voice::is_under_way(const Announcement& announcement) const {
    return std::any_of(announcement.begin(), announcement.end(),
                       [&](const Clip& clip) { return !find(clip) && synthesizer_.file_of(clip); });
}

void Voice::begin(const Reading& reading, const hall::State& state, Instant now) {
    reading_ = reading;
    announcements_.clear();
    for (const hall::Language& language : reading.languages) {
        announcements_.push_back(announcement(language, reading.call.number, reading.call.window));
        for (const Clip& clip : announcements_.back())
            if (!find(clip)) synthesizer_.hurry(clip);
    }
    synthesizer_.work(now.steady);
    if (reading.again) {
        stage_ = Stage::gathering;
        expected_ = now.steady + gathering_at_most;
    } else {
        start_chime(volume(state, now), now.steady);
        stage_ = Stage::chiming;
    }
    go_on(state, now);
}

void Voice::chime(const hall::State& state, Instant now) {
    if (setting_.sounds && !speaks()) start_chime(volume(state, now), now.steady);
}

void Voice::start_chime(int volume, SteadyTime now) {
    Samples samples = chime_samples(Speaker::rate_hz);
    expect(samples, now);
    if (speaker_.play(std::move(samples), volume)) trace_.chime();
}

void Voice::go_on(const hall::State& state, Instant now) {
    if (stage_ == Stage::chiming && has_ended(now.steady)) {
        stage_ = Stage::gathering;
        expected_ = now.steady + gathering_at_most;
    }
    if (stage_ == Stage::gathering) {
        const bool waiting = std::any_of(announcements_.begin(), announcements_.end(),
                                         [&](const Announcement& one) { return is_under_way(one); });
        if (!waiting || synthesizer_.idle() || now.steady >= expected_) speak(state, now);
    }
    if (stage_ == Stage::speaking && has_ended(now.steady)) end(now.steady);
}

// What is played, by the loudspeaker or, when that does not go on, by the clock.
bool Voice::has_ended(SteadyTime now) const {
    return !speaker_.playing() || now > expected_ + stuck_after;
}

void Voice::speak(const hall::State& state, Instant now) {
    Samples speech;
    std::vector<hall::Language> spoken;
    for (const Announcement& announcement : announcements_) {
        const auto words = words_of(announcement);
        if (!words) continue;
        if (!speech.empty())
            speech.resize(speech.size() +
                          2 * static_cast<std::size_t>(between_languages_s * Speaker::rate_hz));
        speech.insert(speech.end(), words->begin(), words->end());
        spoken.push_back(announcement.front().language);
    }
    expect(speech, now.steady);
    stage_ = Stage::speaking;
    if (speaker_.play(std::move(speech), volume(state, now))) trace_.spoken(reading_, spoken);
}

void Voice::end(SteadyTime now) {
    stage_ = Stage::silent;
    announcer_.ended(now);
    trace_.silent();
}

std::optional<Samples> Voice::words_of(const Announcement& announcement) {
    std::vector<Sound> sounds;
    for (const Clip& clip : announcement) {
        const auto file = find(clip);
        auto samples = file ? speaker_.load(*file) : std::nullopt;
        if (!samples) {
            const std::string name = clip.language.value + '/' + clip.name + ".wav";
            if (broken_.insert(name).second)
                spdlog::warn("A clip {}: {}. Calls that need it are not spoken in this language.",
                             file ? "cannot be played" : "is missing", name);
            return std::nullopt;
        }
        sounds.push_back({std::move(*samples), words_in(clip.text), clip.ends_phrase});
    }
    return joined(sounds, Speaker::rate_hz);
}

void Voice::expect(const Samples& samples, SteadyTime now) {
    expected_ = now + std::chrono::milliseconds(samples.size() / 2 * 1000 / Speaker::rate_hz);
}

int Voice::volume(const hall::State& state, Instant now) const {
    return setting_.loudness.at(hall::local_time(state.plan.zone, now.wall));
}

std::chrono::milliseconds Voice::time_left(Instant now) const {
    constexpr auto long_time = std::chrono::milliseconds(1h);
    const auto until = [&](SteadyTime then) {
        return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(then - now.steady));
    };
    auto left = long_time;
    if (!speaks()) return left;
    if (const auto deadline = synthesizer_.deadline()) left = std::min(left, until(*deadline));
    if (stage_ == Stage::silent) {
        const auto due = announcer_.next_due();
        return due ? std::min(left, until(*due)) : left;
    }
    return std::min(left, std::max(until(expected_), std::chrono::milliseconds(look_again)));
}

}  // namespace okno::display
