// The board's loop, or that of a window's plate: one thread that waits for the dispatcher, the window and the
// clock, and shows what the board or the plate says. Owns the window, the link, the loudspeaker and the
// trace. It follows, and says that it is there.
#pragma once

#include <optional>
#include <string>
#include <zmq.hpp>

#include "display/board.hpp"
#include "display/config.hpp"
#include "display/information.hpp"
#include "display/plate.hpp"
#include "display/trace.hpp"
#include "display/voice.hpp"
#include "platform/keys.hpp"
#include "platform/stop_signal.hpp"
#include "platform/watchdog.hpp"
#include "protocol/link.hpp"
#include "protocol/presence.hpp"
#include "ui/window.hpp"

namespace okno::display {

class Display {
  public:
    explicit Display(const Config& config);

    void run(const platform::StopSignal& stop);  // until the signal comes or the window is closed

  private:
    Display(const Config& config, const platform::Identity& identity);

    void wait(const platform::StopSignal& stop);
    std::vector<hall::Call> hear_dispatcher(platform::Instant now);  // who was called
    void show(platform::Instant now);
    void show_board(platform::Instant now);
    void show_plate(platform::Instant now);
    void warn_if_unreadable();

    platform::Watchdog watchdog_;
    zmq::context_t context_;
    protocol::Link link_;
    protocol::Presence presence_;
    ui::Window window_;
    Trace trace_;
    Voice voice_;  // uses the trace
    Board board_;
    std::optional<Plate> plate_;  // in the board's place
    Information information_;
    std::optional<platform::SteadyTime> silence_from_;  // unless the dispatcher is heard before

    // What is on the screen.
    std::optional<Picture> shown_;
    std::optional<PlatePicture> shown_plate_;
    std::optional<Slide> shown_slide_;
    bool has_room_for_slide_ = false;
    std::optional<std::string> warned_;  // the last warning about legibility
    ui::Scene scene_;
    protocol::Sequence shown_number_ = 0;
};

}  // namespace okno::display
