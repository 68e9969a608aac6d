// Which card of the information playlist is shown at a time. Pure: cards, days and time come in. In the order
// of their names, each as long as it wants, those that are not valid today left out; alone, a card stays. A
// card that cannot be shown is skipped until the cards are set anew. One thread.
#pragma once

#include <set>
#include <vector>

#include "display/card.hpp"
#include "platform/clock.hpp"

namespace okno::display {

class Playlist {
  public:
    // The card that is shown stays, if it is still among them and has not changed.
    void set(std::vector<Card> cards);
    void skip(const std::string& name);

    // The card to be shown; null: none. Valid until the next call of anything here.
    const Card* look(hall::LocalDay day, platform::SteadyTime now);
    // Of the card shown: the number of its frame out of `count`, over and over.
    std::size_t frame(std::size_t count, platform::SteadyTime now) const;
    std::chrono::milliseconds time_left(
        platform::SteadyTime now) const;  // of the card shown; an hour without one

  private:
    const Card* shown() const;
    bool can_show(const Card& card, hall::LocalDay day) const;

    std::vector<Card> cards_;  // by name
    std::set<std::string> skipped_;
    std::string shown_;  // its name; empty: none
    platform::SteadyTime since_{};
};

}  // namespace okno::display
