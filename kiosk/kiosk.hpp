// The kiosk's loop: one thread that waits for the window, the dispatcher and the clock, lets the flow decide,
// does what it orders and shows what it says. Owns the window, the link, the trace and the file of the
// unanswered touch.
#pragma once

#include <optional>
#include <zmq.hpp>

#include "kiosk/alone.hpp"
#include "kiosk/config.hpp"
#include "kiosk/flow.hpp"
#include "kiosk/page_size.hpp"
#include "kiosk/remembered_plan.hpp"
#include "kiosk/speaker.hpp"
#include "kiosk/speech.hpp"
#include "kiosk/trace.hpp"
#include "kiosk/unsettled.hpp"
#include "platform/keys.hpp"
#include "platform/stop_signal.hpp"
#include "platform/watchdog.hpp"
#include "protocol/link.hpp"
#include "protocol/presence.hpp"
#include "ui/double_strike.hpp"
#include "ui/touch.hpp"
#include "ui/window.hpp"

namespace okno::kiosk {

class Kiosk {
  public:
    explicit Kiosk(const Config& config);

    void run(const platform::StopSignal& stop);  // until the signal comes or the window is closed

  private:
    Kiosk(const Config& config, const platform::Identity& identity);

    void wait(const platform::StopSignal& stop);
    void hear_dispatcher(platform::Instant now);
    void hear_fingers(platform::Instant now);
    void hear_keys(platform::Instant now);
    void obey(const Orders& orders, platform::Instant now);
    void take(const Unsettled& touch, platform::Instant now);
    void take_alone(const Unsettled& touch, platform::Instant now);
    void keep(const Unsettled& touch);
    void work_with_dispatcher(platform::Instant now);
    const hall::State& state() const;  // as the dispatcher tells it; before that, the remembered plan's
    hall::LocalDay today(platform::Instant now) const;
    void stand();
    void show(platform::Instant now);

    platform::Watchdog watchdog_;
    zmq::context_t context_;
    protocol::Link link_;
    protocol::Presence presence_;
    ui::Window window_;
    ui::TouchTracker tracker_;
    Trace trace_;
    UnsettledFile unsettled_;

    Alone alone_;
    RememberedPlan remembered_plan_;
    hall::State remembered_;
    std::optional<platform::SteadyTime> alone_from_;  // unless the dispatcher is heard before
    hall::DeviceId name_;
    Stand told_stand_;  // by flags
    PageSize page_size_;
    std::optional<Place> complained_of_;
    Flow flow_;
    Speech speech_;
    ui::DoubleStrike strikes_;
    Speaker speaker_;

    // What is on the screen.
    std::optional<Screen> shown_;
    Attention shown_attention_;
    Place shown_at_;
    ui::Scene scene_;
    std::optional<hall::TicketNumber> traced_;
};

}  // namespace okno::kiosk
