// What a window plate shows: pure, from the state of the hall. Time is passed in.
//
//   the hall at the window            sign        text               blinks
//   nobody works there                closed      nothing            no
//   a pause                           on_break    nothing            no
//   open and free                     free        "-"                no
//   a visitor is called               called      the number         for some seconds after each call
//   a visitor is served               serving     the number         no
//   the hall is out of reach          away        nothing            no: no number is better than an old one
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::bridge {

enum class PlateSign { free, called, serving, on_break, closed, away };

struct PlateFace {
    PlateSign sign = PlateSign::away;
    int window = 0;    // the number above the window
    std::string text;  // UTF-8
    bool blinks = false;
    bool operator==(const PlateFace&) const = default;
};

inline constexpr std::chrono::seconds plate_blinks_after_call{8};

// Remembers since when a call is shown: the hall's clock is another one.
class PlateModel {
  public:
    explicit PlateModel(hall::WindowId window) : window_(window) {}

    // `state`: null when the hall is out of reach.
    PlateFace look(const hall::State* state, platform::SteadyTime now);
    std::optional<platform::SteadyTime> next_deadline() const { return blinks_until_; }  // of `look`

  private:
    struct Seen {
        hall::TicketId ticket;
        hall::Timestamp last_call{};
        bool operator==(const Seen&) const = default;
    };

    hall::WindowId window_;
    std::optional<Seen> call_;
    std::optional<platform::SteadyTime> blinks_until_;
};

}  // namespace okno::bridge
