// How many tiles stand on a page of this kiosk: measured once for what is alike, for measuring takes a while.
// One thread.
#pragma once

#include <cstddef>
#include <deque>

#include "kiosk/view.hpp"

namespace okno::kiosk {

class PageSize {
  public:
    explicit PageSize(Place place) : place_(place) {}

    const Place& place() const { return place_; }
    void move(const Place& place);  // it is another screen, or the same in another size

    // `whole` has all its tiles.
    std::size_t of(const Screen& whole, std::size_t at_most);

  private:
    struct Known {
        Screen like;
        std::size_t tiles = 0;
    };
    static constexpr std::size_t known_at_most = 32;

    Place place_;
    std::deque<Known> known_;
};

}  // namespace okno::kiosk
