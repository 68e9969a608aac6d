// The standard's definitions once more, worked out the slow way: for each figure the whole list of events is
// searched anew. Nothing is remembered from one event to the next and nothing of the library's code is used,
// so that a mistake in the projector cannot be repeated here.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "statistics/statistics.hpp"

namespace okno::test {

class Recount {
  public:
    // The entries must outlive the recount.
    explicit Recount(std::span<const statistics::Entry> entries);

    std::set<hall::LocalDay> days() const;  // on which something happened
    statistics::Averages averages(hall::LocalDay first, hall::LocalDay last) const;
    statistics::DaySummary summary(hall::LocalDay first, hall::LocalDay last) const;
    std::vector<statistics::Spell> spells(hall::LocalDay day) const;

    // How often the histories have the rare things a test wants to be sure of.
    int moved_while_waiting() const;
    int ended_on_a_later_day() const;
    int came_back() const;
    int went_on() const;  // to a further step

  private:
    using Index = std::size_t;
    struct Placed {
        Index leg_began = 0;
        bool by_park = false;
        hall::KindId kind;
    };

    template <class Fact>
    const Fact* at(Index index) const;
    bool is_of(Index index, hall::TicketId ticket) const;
    hall::Timestamp time(Index index) const;
    const hall::Plan& plan_at(Index index) const;
    hall::LocalDay day_of(Index index) const;
    std::vector<Index> story(hall::TicketId ticket) const;
    bool at_window_before(const std::vector<Index>& story, std::size_t step) const;
    Placed placed_before(const std::vector<Index>& story, std::size_t step) const;
    hall::ServiceId service_before(const std::vector<Index>& story, std::size_t step) const;
    hall::KindId kind_placed(const std::vector<Index>& story, std::size_t step) const;
    struct Stand {
        std::optional<hall::Destination> queue;
        std::optional<hall::WindowId> window;
        hall::ServiceId service;
    };
    void follow(std::map<hall::TicketId, Stand>& stands, Index index) const;
    bool is_open(hall::WindowId window, Index index) const;
    bool idles(const hall::Window& window, const std::map<hall::TicketId, Stand>& stands, Index index) const;
    void add_idle(hall::LocalDay first, hall::LocalDay last, statistics::Averages& averages) const;
    hall::OperatorId person_at(hall::WindowId window, Index index) const;
    hall::OperatorId caller(Index call) const;
    void add_service(const std::vector<Index>& story, std::size_t end, statistics::Averages& averages) const;
    struct Queue {
        hall::KindId kind;
        hall::ServiceId service;
    };
    void add(statistics::Averages& averages, const Queue& queue, hall::WindowId window,
             const hall::OperatorId& person, statistics::Measure statistics::Measures::*part,
             hall::Milliseconds took, Index index) const;
    void add_norms(hall::LocalDay last, statistics::Averages& averages) const;
    std::vector<std::vector<Index>> stories(hall::LocalDay first, hall::LocalDay last) const;

    std::span<const statistics::Entry> entries_;
};

}  // namespace okno::test
