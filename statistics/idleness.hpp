// Who waits where and who is at which window, counted from the visits; and with it, since when a window
// idles: it is open, nobody is called to it or served at it, and somebody waits whom it could call. The hall
// goes by the same definition (protocol/SPEC.md, "Events").
#pragma once

#include <map>
#include <optional>
#include <set>

#include "hall/ticket.hpp"
#include "statistics/visit.hpp"

namespace okno::statistics {

// A stretch of idleness that still lasts.
struct Idling {
    hall::LocalDay day{};  // on which it began
    hall::Timestamp since{};
    hall::OperatorId person;
    bool operator==(const Idling&) const = default;
};

class Presence {
  public:
    // With 1 the visit comes, with -1 it goes; a change of a visit is both.
    void count(const Visit& visit, int one);

    bool has_visitor(hall::WindowId window) const { return visitors_.contains(window); }
    // Somebody waits for the window alone or for one of these services.
    bool is_waited_for(hall::WindowId window, const std::set<hall::ServiceId>& services) const;

  private:
    std::map<hall::Destination, int> waiting_;  // none of 0
    std::map<hall::WindowId, int> visitors_;    // none of 0
};

}  // namespace okno::statistics
