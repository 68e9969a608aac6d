// What of a hall matters for who is called when, copied out of the state once, so that its futures can be
// played in microseconds (`rollout.hpp`): queues as numbers, windows as lists of queues, learnt times as
// tables.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "hall/rota.hpp"
#include "hall/sampler.hpp"
#include "hall/state.hpp"

namespace okno::hall {

// Queues are numbered: one for each service of the plan, in its order, then one for each post.
struct Scene {
    struct Visitor {
        Timestamp rank{};
        Timestamp since{};
        Timestamp place{};
        Timestamp joined{};  // the leg's beginning
        TicketId ticket;     // 0: one still to come
        std::size_t service = 0;
        std::size_t queue = 0;
        bool priority = false;
        std::vector<std::size_t> route;  // the services after this one
    };
    // A window that works, somebody being there, in a break at most; or one that somebody usually comes to
    // today.
    struct Post {
        WindowId window;
        Seconds norm{};                   // of its kind
        std::vector<std::size_t> queues;  // what it serves, its own queue among them
        std::vector<std::size_t> helps;
        std::int64_t pace = 1000;  // the operator takes so many thousandths of the usual time
        std::optional<Seconds> push;
        int priority_in_a_row = 0;
        std::optional<Visitor> visitor;  // at the window since `busy_since`
        bool paused = false;             // since `busy_since`
        Timestamp busy_since{};
        std::optional<Timestamp> comes;  // nobody is there until then
        std::vector<Absence> absences;   // still to come, in order; each begins between two visitors
    };
    // Visitors to come for one service: from each moment on so many a millisecond, until the last entry (0).
    struct Stream {
        std::size_t service = 0;
        std::vector<std::pair<Timestamp, double>> rates;
    };

    Timestamp now{};
    Ordering ordering;
    bool strained = false;
    std::vector<ServiceId> services;
    std::vector<Seconds> norms;     // of waiting, by service
    std::vector<Sampler> occupied;  // by service
    std::vector<int> servers;       // posts that serve it now, by service
    std::optional<Sampler> turnaround;
    std::optional<Sampler> pause;
    std::vector<Visitor> waiting;  // in the order of their ids
    std::vector<Post> posts;
    std::vector<Stream> streams;

    std::size_t queues() const { return services.size() + posts.size(); }
};

Scene scene_of(const State& state, Timestamp now);

// A scene in which one more window works from now on, at the usual pace; for advice.
Scene with_window(Scene scene, const State& state, const Window& window);

}  // namespace okno::hall
