// One future of a hall after another: windows become free, the real order of calls (`ordering.hpp`) says who
// is next, service times are drawn from the hall's experience, visitors still to come arrive as they usually
// do.
//
// The same future deals every visitor the same times, whoever asks and whenever: an estimate moves because
// the hall changed, not because the dice fell otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "hall/ordering.hpp"
#include "hall/scene.hpp"

namespace okno::hall {

class Rollout {
  public:
    // The scene must outlive this. `arrivals`: with those still to come; an order in which nobody is
    // overtaken by a later one needs none of them.
    Rollout(const Scene& scene, bool arrivals);

    // What a future is played for: until all who wait, and one who takes a ticket now for each service, are
    // called; or to its end.
    enum class Until { called, over };
    void play(std::uint64_t future, Until until = Until::called);

    // Of the future played last, in the order of scene.waiting and scene.services: when they are called.
    // Nothing: no window that works serves them.
    const std::vector<std::optional<Timestamp>>& waiting_called() const { return waiting_called_; }
    const std::vector<std::optional<Timestamp>>& newcomer_called() const { return newcomer_called_; }

    // All first calls of the future, in order.
    struct FirstCall {
        Timestamp at{};
        Milliseconds waited{};
        std::size_t service = 0;
    };
    const std::vector<FirstCall>& first_calls() const { return first_calls_; }

  private:
    // Visitors of one queue by rank. Those before `first` are gone; those before `fresh` are over the norm.
    struct Lane {
        std::vector<std::uint32_t> visitors;
        std::size_t first = 0;
        std::size_t fresh = 0;
    };
    struct Queue {
        Lane ordinary;
        Lane priority;
        std::size_t waiting = 0;
    };
    struct Desk {
        Timestamp free_at{};
        bool idle = false;
        int priority_in_a_row = 0;
    };
    struct Chosen {
        Lane* lane = nullptr;
        std::size_t place = 0;
        std::size_t queue = 0;
    };

    void set_the_scene();
    void deal_arrivals();
    void come(Timestamp at, std::uint32_t visitor);
    void join(std::uint32_t visitor);
    void wake(std::size_t queue, Timestamp at);
    void next_arrival();
    void turn(std::size_t desk);
    void gather(const Scene::Post& post);
    void add_lane(Lane& lane, std::size_t queue, bool helped);
    void add(Lane& lane, std::size_t place, std::size_t queue, bool helped);
    void answer_newcomers(const Scene::Post& post, const Contender* picked, int in_a_row);
    void leave(const Chosen& chosen);
    void serve(std::size_t desk, std::uint32_t visitor);
    Milliseconds occupies(const Scene::Post& post, const Scene::Visitor& visitor, std::uint64_t leg) const;
    Milliseconds turnaround(const Scene::Post& post, const Scene::Visitor& visitor) const;
    std::uint64_t key_of(const Scene::Visitor& visitor) const;

    const Scene& scene_;
    bool with_arrivals_;
    std::vector<Queue> first_queues_;                   // as they are now
    std::vector<std::vector<std::size_t>> servers_of_;  // posts that serve or help a queue
    Seconds longest_norm_{};

    std::uint64_t future_ = 0;
    Until until_ = Until::called;
    Timestamp at_{};
    std::vector<Scene::Visitor> visitors_;
    std::vector<Queue> queues_;
    std::vector<Desk> desks_;
    std::vector<std::pair<Timestamp, std::uint32_t>> to_come_;  // a heap, the next first
    std::vector<Contender> contenders_;
    std::vector<Chosen> chosen_;
    std::vector<std::optional<Timestamp>> waiting_called_;
    std::vector<std::optional<Timestamp>> newcomer_called_;
    std::vector<FirstCall> first_calls_;
    std::size_t unanswered_ = 0;
};

}  // namespace okno::hall
