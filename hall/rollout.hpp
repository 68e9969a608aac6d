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
    // Visitors of one queue by rank, and the places of the ordinary ones (`hall::Queue`); those before
    // `first` are gone. The line is kept: it holds until `line_until`, or until the lane changes.
    struct Standing {
        Timestamp rank{};  // the visitor's, kept here because lanes are searched by it
        std::uint32_t visitor = 0;
    };
    struct Lane {
        std::vector<Standing> visitors;
        std::size_t first = 0;
        Line line{};
        Timestamp line_until = Timestamp::min();
        std::size_t size() const { return visitors.size() - first; }
    };
    struct Queue {
        Lane ordinary;
        Lane priority;
        std::vector<Timestamp> places;
        std::size_t first_place = 0;
        std::size_t size() const { return ordinary.size() + priority.size(); }
    };
    struct Dealt {  // how far a stream of visitors to come has been dealt
        Timestamp last{};
        std::size_t rate = 0;
        std::uint64_t drawn = 0;
    };
    struct Desk {
        Timestamp free_at{};  // or, while it idles, since when
        bool idle = false;
        bool here = true;
        bool gone = false;  // for good
        int priority_in_a_row = 0;
        std::size_t absence = 0;  // the next of its post
    };
    void set_the_scene();
    void set_desk(std::size_t desk);
    void deal_arrival(std::size_t stream);
    void come(Timestamp at, std::uint32_t visitor);
    void join(std::uint32_t visitor);
    void wake(std::size_t queue, Timestamp at);
    void next_arrival();
    void turn(std::size_t desk);
    void arrive(std::size_t desk);
    bool leave_for_a_while(std::size_t desk);
    void rest_while_idle(std::size_t desk);
    bool can_go(std::size_t desk) const;
    bool would_call(std::size_t service, std::size_t but_for) const;
    void go(std::size_t desk);
    void watch(std::size_t desk);
    void count_server(std::size_t desk, int change);
    void gather(const Scene::Post& post);
    void add_queue(std::size_t queue);
    void renew_line(Queue& queue, std::size_t number, bool priority) const;
    Candidate candidate(const Lane& lane, std::size_t place) const;
    std::optional<Candidate> within(const Lane& lane, Seconds limit) const;
    void answer_newcomers(std::size_t desk, const Outlook& outlook, const std::optional<Pick>& picked);
    bool is_called(std::size_t service, const Outlook& outlook);
    bool would_count(const Line& line, const Candidate& newcomer) const;
    void stand_in_line(Line& line, const Candidate& newcomer) const;
    bool fits_before(const std::optional<Candidate>& candidate, const Candidate& newcomer,
                     Seconds limit) const;
    Line line_of_one(std::size_t service, const Candidate& newcomer) const;
    void leave(std::size_t line, std::size_t place);
    void serve(std::size_t desk, std::uint32_t visitor);
    Milliseconds occupies(const Scene::Post& post, const Scene::Visitor& visitor, std::uint64_t leg) const;
    Milliseconds turnaround(const Scene::Post& post, const Scene::Visitor& visitor) const;
    std::uint64_t key_of(const Scene::Visitor& visitor) const;

    const Scene& scene_;
    bool with_arrivals_;
    std::vector<Queue> first_queues_;  // as they are now
    std::vector<Line> first_line_of_service_;
    std::vector<std::vector<std::size_t>> servers_of_;  // posts that serve or help a queue

    std::uint64_t future_ = 0;
    Until until_ = Until::called;
    Timestamp at_{};
    std::vector<Scene::Visitor> visitors_;
    std::vector<Queue> queues_;
    std::vector<Desk> desks_;
    std::vector<std::pair<Timestamp, std::uint32_t>> to_come_;  // a heap, the next first
    std::vector<Dealt> dealt_;
    std::vector<std::size_t> stream_of_;  // by visitor; `no_stream`: was here when the future began
    std::vector<Line> line_of_service_;   // what is the same for all lines of a service
    std::vector<const Line*> lines_;
    std::vector<std::size_t> line_queues_;     // the queue of each line
    std::vector<std::size_t> ordinary_lines_;  // the line of each queue's ordinary lane; `no_line`: empty
    std::size_t first_helped_ = 0;             // from this line on the window only helps
    bool strained_ = false;
    std::vector<std::optional<Timestamp>> waiting_called_;
    std::vector<std::optional<Timestamp>> newcomer_called_;
    std::vector<FirstCall> first_calls_;
    std::size_t unanswered_ = 0;
};

}  // namespace okno::hall
