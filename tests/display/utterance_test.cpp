#include "display/utterance.hpp"

#include <doctest/doctest.h>

#include "display/loudness.hpp"

using namespace okno;
using namespace okno::display;
using namespace std::chrono_literals;

namespace {

constexpr int rate_hz = 10'000;

// A sound of one value between two silences.
Samples clip(std::int16_t value, double before_s, double sound_s, double after_s) {
    Samples samples(2 * static_cast<std::size_t>(before_s * rate_hz));
    samples.resize(samples.size() + 2 * static_cast<std::size_t>(sound_s * rate_hz), value);
    samples.resize(samples.size() + 2 * static_cast<std::size_t>(after_s * rate_hz));
    return samples;
}

double seconds(const Samples& samples) {
    return static_cast<double>(samples.size()) / 2 / rate_hz;
}

// How long what sounds lasts, and the silences between, in order.
std::vector<double> stretches(const Samples& samples) {
    std::vector<double> lengths;
    bool heard = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= samples.size(); i += 2) {
        const bool now = i < samples.size() && samples[i] != 0;
        if (now == heard && i < samples.size()) continue;
        if (i > from) lengths.push_back(static_cast<double>(i - from) / 2 / rate_hz);
        heard = now;
        from = i;
    }
    return lengths;
}

hall::LocalTime at(std::chrono::minutes time) {
    return hall::LocalTime{hall::LocalDay{std::chrono::days{20'000}}} + time;
}

}  // namespace

TEST_CASE("the silence around a clip is cut off, but for a trace") {
    const Samples cut = trimmed(clip(5000, 0.5, 0.3, 0.7), rate_hz);
    CHECK(seconds(cut) == doctest::Approx(0.3 + 2 * 0.012).epsilon(0.01));
    CHECK(seconds(trimmed(clip(5000, 0, 0.3, 0), rate_hz)) == doctest::Approx(0.3));
    CHECK(trimmed(clip(100, 0.1, 0.3, 0.1), rate_hz).empty());
    CHECK(trimmed({}, rate_hz).empty());
}

TEST_CASE("clips stand apart, in order, whole, and farther after a phrase") {
    const Samples speech = joined({{clip(1000, 0, 0.3, 0), 1, false},
                                   {clip(2000, 0, 0.3, 0), 1, true},
                                   {clip(3000, 0, 0.3, 0), 1, false}},
                                  rate_hz);
    const auto parts = stretches(speech);
    REQUIRE(parts.size() == 5);
    CHECK(parts[0] == doctest::Approx(0.3));
    CHECK(parts[2] == doctest::Approx(0.3));
    CHECK(parts[4] == doctest::Approx(0.3));
    CHECK(parts[3] == doctest::Approx(2 * parts[1]).epsilon(0.01));
    CHECK(speech.front() == 1000);
    CHECK(speech.back() == 3000);
}

TEST_CASE("speech keeps 120 to 150 words a minute though the clips are fast or slow") {
    for (const double clip_s : {0.2, 0.3, 0.36}) {
        CAPTURE(clip_s);
        std::vector<Sound> sounds(6, {clip(1000, 0.1, clip_s, 0.2), 1, false});
        sounds[2].ends_phrase = true;
        const double rate = 6 * 60 / seconds(joined(sounds, rate_hz));
        CHECK(rate >= 120);
        CHECK(rate <= 150);
    }
}

TEST_CASE("very slow clips still stand apart, and the pauses between very fast ones do not grow for ever") {
    const auto slow = stretches(joined(std::vector<Sound>(2, {clip(1000, 0, 2, 0), 1, false}), rate_hz));
    REQUIRE(slow.size() == 3);
    CHECK(slow[1] == doctest::Approx(pause_at_least_s));
    const auto fast = stretches(joined(std::vector<Sound>(2, {clip(1000, 0, 0.01, 0), 1, false}), rate_hz));
    REQUIRE(fast.size() == 3);
    CHECK(fast[1] == doctest::Approx(pause_at_most_s));
}

TEST_CASE("loudness follows the time of day, the last one through midnight") {
    const auto loudness = Loudness::parse("08:00=60,10:30=100,20:00=40");
    REQUIRE(loudness);
    CHECK(loudness->at(at(7h + 59min)) == 40);
    CHECK(loudness->at(at(8h)) == 60);
    CHECK(loudness->at(at(10h + 29min)) == 60);
    CHECK(loudness->at(at(10h + 30min)) == 100);
    CHECK(loudness->at(at(23h + 59min)) == 40);
    CHECK(loudness->at(at(0min)) == 40);
    CHECK(Loudness::parse("70")->at(at(12h)) == 70);
    CHECK(Loudness::parse("0")->at(at(12h)) == 0);
    CHECK(Loudness{}.at(at(12h)) == 100);
}

TEST_CASE("a loudness that is written otherwise is refused") {
    for (const char* text : {"", "loud", "101", "-1", "8:00=60", "24:00=60", "08:60=60", "08:00=60,",
                             "08:00=101", "08:00=60,08:00=70", ",08:00=60", "08:00"}) {
        CAPTURE(text);
        CHECK(!Loudness::parse(text));
    }
}
