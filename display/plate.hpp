// What the screen above one window says: its number, whom it serves, and where to go when it is closed. Pure:
// the hall's state, the news of the link and the time come in. Below the window stands what kind it is,
// or who works there, when the plan says that they are named (hall/nameplate.hpp).
//
//   the hall at the window      sign        number       says
//   a visitor is called         called      theirs       please come (blinks for some seconds after each
//   call) a visitor is served         serving     theirs       now being served open and free free none next,
//   please, when your number is called a pause, nobody there       on_break, closed         so, and the
//   nearest open window the link is lost            away        none         ask at the window: no number is
//   better than an old one nothing known yet           connecting not in the plan             unknown
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "display/board.hpp"
#include "protocol/introduction.hpp"

namespace okno::display {

enum class PlateSign { connecting, unknown, away, closed, on_break, free, called, serving };

struct PlatePicture {
    PlateSign sign = PlateSign::connecting;
    Words window;  // "Окно"
    std::string window_number;
    Words kind;          // "Специалист", or the position of who is named
    Words person;        // their name; empty: nobody is named
    std::string number;  // of the ticket; empty: none
    Words says;
    bool lit = false;                       // the bright half of a fresh call's blinking
    std::optional<ui::NameTag> name_tag{};  // of a plate that nobody has let in yet
    bool operator==(const PlatePicture&) const = default;
};

class Plate {
  public:
    explicit Plate(hall::WindowId window) : window_(window) {}

    // By what the administrator knows this plate's key; without this it is not shown.
    void introduce(protocol::Introduction introduction) { introduction_ = std::move(introduction); }

    void hear(const protocol::News& news, const hall::State& state, platform::Instant now);
    PlatePicture picture(const hall::State& state, platform::Instant now) const;
    std::chrono::milliseconds time_left(platform::Instant now) const;  // until the picture changes by itself

  private:
    hall::WindowId window_;
    protocol::Introduction introduction_;
    bool lost_ = false;
    std::optional<hall::Call> call_;  // the last one to this window
    std::optional<platform::SteadyTime> called_;
};

// An open window that does what this one does: the next one in the row, the lower number of two as near.
std::optional<hall::WindowId> nearest_open(const hall::State& state, hall::WindowId window);

}  // namespace okno::display
