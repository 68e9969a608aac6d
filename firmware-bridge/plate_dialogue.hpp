// The dialogue with one plate: what is told when, and what its answers, or its silence, say of it. Pure; time
// is passed in.
//
// - A change is told at once; what is shown is told again each second, so a plate that hears nothing for
//   three seconds knows that what it shows is old, and blanks itself.
// - An order has half a second to be answered; after three in a row without an answer the plate is silent, or
//   babbling when it sent something else instead. It is told on, and works again with the next good answer.
// - Bytes that the plate does not take for two seconds: it is deaf, and the port must be opened anew.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "firmware-bridge/plate_codec.hpp"
#include "hall/device.hpp"

namespace okno::bridge {

inline constexpr std::chrono::seconds plate_told_every{1};
inline constexpr std::chrono::milliseconds plate_patience{500};
inline constexpr std::chrono::seconds plate_deaf_after{2};
inline constexpr int plate_misses_at_most = 3;

enum class PlateState {
    absent,    // not plugged in, or not to be opened
    untried,   // plugged in, has not answered yet
    ready,     // shows what it is told
    silent,    // does not answer
    babbling,  // answers nonsense
    refusing,  // answers that it cannot
    deaf,      // takes no bytes
};
// For the log: "it does not answer".
std::string_view to_string(PlateState state);
hall::Condition condition_of(PlateState state);

class PlateDialogue {
  public:
    void plugged(platform::SteadyTime now);
    void unplugged();

    // What is to be sent. `unsent`: bytes that the plate has not taken yet; nothing is sent behind them.
    std::optional<std::string> work(const PlateFace& face, int brightness, std::size_t unsent,
                                    platform::SteadyTime now);
    void hear(std::string_view bytes, platform::SteadyTime now);

    PlateState state() const { return state_; }
    bool must_be_opened_anew(platform::SteadyTime now) const;
    std::optional<platform::SteadyTime> next_deadline() const;  // of `work`; empty while it is absent

  private:
    void missed();

    PlateState state_ = PlateState::absent;
    PlateEar ear_;
    std::uint8_t sequence_ = 0;  // of the last order
    std::optional<PlateFace> told_;
    std::optional<platform::SteadyTime> answer_until_;
    std::optional<platform::SteadyTime> unsent_since_;
    platform::SteadyTime tell_again_{};
    int misses_ = 0;  // in a row
    bool nonsense_ = false;
};

}  // namespace okno::bridge
