// The window plates of the description: finds them, tells them what their windows show, and tells the log
// when one of them does not. Owns their ports. Thread-bound; never blocks but for the requests at plugging
// in.
#pragma once

#include <memory>
#include <vector>

#include "firmware-bridge/byte_port.hpp"
#include "firmware-bridge/finder.hpp"
#include "firmware-bridge/plate.hpp"
#include "firmware-bridge/plate_dialogue.hpp"

namespace okno::bridge {

class Plates {
  public:
    // `plates` must outlive this.
    explicit Plates(const std::vector<Plate>& plates);

    // `state`: null when the hall is out of reach.
    void work(const hall::State* state, platform::SteadyTime now);
    std::vector<platform::UsbWatched> watched() const { return finder_.watched(); }
    platform::SteadyTime next_work(platform::SteadyTime now) const;

    PlateState state(std::size_t plate) const { return places_[plate].dialogue.state(); }
    hall::Condition condition(std::size_t plate) const;  // ready, out_of_reach or faulty

  private:
    struct Place {
        PlateModel model;
        PlateDialogue dialogue;
        PlateState told = PlateState::untried;
    };

    void hear(const FinderNews& news, platform::SteadyTime now);
    void converse(std::size_t plate, const hall::State* state, platform::SteadyTime now);
    void tell_state(std::size_t plate);

    const std::vector<Plate>& plates_;
    Finder<BytePort> finder_;
    std::vector<Place> places_;
};

}  // namespace okno::bridge
