// The relays of the description: finds them and keeps each as it is wanted, also after it was unplugged and
// plugged in again. Owns their ports; tells the log. Thread-bound; never blocks but for the requests at
// plugging in. A relay cannot say whether its contact has moved: that the device took the bytes is all that
// is known.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "firmware-bridge/byte_port.hpp"
#include "firmware-bridge/finder.hpp"
#include "firmware-bridge/relay.hpp"
#include "hall/device.hpp"

namespace okno::bridge {

class Relays {
  public:
    // `relays` must outlive this.
    explicit Relays(const std::vector<Relay>& relays);

    // `closed(relay)`: how each should be now.
    template <class Closed>
    void work(const Closed& closed, platform::SteadyTime now) {
        if (relays_.empty()) return;
        look(now);
        for (std::size_t i = 0; i < places_.size(); ++i) keep(i, closed(relays_[i]), now);
    }
    std::vector<platform::UsbWatched> watched() const { return finder_.watched(); }
    platform::SteadyTime next_work(platform::SteadyTime now) const;

    hall::Condition condition(std::size_t relay) const;  // ready, out_of_reach or faulty

  private:
    struct Place {
        std::optional<bool> told;  // closed; empty: nothing since it was plugged in
        platform::SteadyTime tell_again{};
        std::optional<platform::SteadyTime> unsent_since;
        bool deaf = false;
    };

    void look(platform::SteadyTime now);
    void keep(std::size_t relay, bool closed, platform::SteadyTime now);
    void fail(std::size_t relay, const std::string& why, platform::SteadyTime now);

    const std::vector<Relay>& relays_;
    Finder<BytePort> finder_;
    std::vector<Place> places_;
};

}  // namespace okno::bridge
