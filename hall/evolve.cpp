#include "hall/evolve.hpp"

#include <algorithm>
#include <utility>

namespace okno::hall {

namespace {

// One overload per fact. Each keeps the indexes (by_number, queues, the visitor of a window) true.
class Fold {
  public:
    Fold(State& state, const Event& event) : state_(state), event_(event) {}

    void operator()(const PlanAdopted& fact) {
        state_.plan = fact.plan;
        std::map<WindowId, WindowState> windows;
        for (const Window& window : fact.plan.windows)
            windows[window.id] = std::move(state_.windows[window.id]);
        state_.windows = std::move(windows);
    }

    void operator()(const DayStarted& fact) {
        state_.day = fact.day;
        state_.last_ordinal.clear();
        state_.calls.clear();
    }

    void operator()(const TicketTaken& fact) {
        Ticket ticket;
        ticket.id = fact.ticket;
        ticket.number = fact.number;
        ticket.service = fact.service;
        ticket.language = fact.language;
        ticket.taken_at_device = event_.author.device;
        ticket.taken = event_.at;
        state_.last_ticket = std::max(state_.last_ticket, fact.ticket);
        state_.last_ordinal[fact.number.letter] = fact.number.ordinal;
        state_.by_number[fact.number] = fact.ticket;
        Ticket& kept = state_.tickets[fact.ticket] = std::move(ticket);
        wait(kept, event_.at, std::nullopt);
    }

    void operator()(const PrintReported& fact) {
        if (Ticket* ticket = known(fact.ticket)) ticket->print = fact.print;
    }

    void operator()(const TicketCancelled& fact) { end(fact.ticket); }
    void operator()(const TicketExpired& fact) { end(fact.ticket); }

    void operator()(const WindowOpened& fact) { post(fact.window, Open{event_.author.person, event_.at}); }
    void operator()(const WindowClosed& fact) { post(fact.window, Closed{}); }
    void operator()(const WindowPaused& fact) {
        post(fact.window, Paused{event_.author.person, fact.reason, event_.at});
    }
    void operator()(const WindowResumed& fact) { post(fact.window, Open{event_.author.person, event_.at}); }

    void operator()(const TicketCalled& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        leave(*ticket);
        ticket->stage = Called{fact.window, event_.at, event_.at, 0};
        state_.windows[fact.window].visitor = fact.ticket;
        show_call(ticket->number, fact.window, 0);
    }

    void operator()(const TicketRecalled& fact) {
        Ticket* ticket = known(fact.ticket);
        auto* called = ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
        if (!called) return;
        called->last_call = event_.at;
        ++called->recalls;
        show_call(ticket->number, fact.window, called->recalls);
    }

    void operator()(const ServiceStarted& fact) {
        Ticket* ticket = known(fact.ticket);
        const auto* called = ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
        if (called) ticket->stage = Serving{fact.window, called->since, event_.at};
    }

    void operator()(const ServiceFinished& fact) { end(fact.ticket); }
    void operator()(const TicketMissed& fact) { end(fact.ticket); }

    void operator()(const TicketTransferred& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        // Who waited for a window that closes goes on waiting: the leg, and its clock, are the same.
        const auto* waited = std::get_if<Waiting>(&ticket->stage);
        const Timestamp since = waited ? waited->since : event_.at;
        leave(*ticket);
        ticket->note = fact.reason;
        if (const auto* service = std::get_if<ServiceId>(&fact.to)) {
            ticket->service = *service;
            wait(*ticket, since, std::nullopt);
        } else {
            wait(*ticket, since, std::get<WindowId>(fact.to));
        }
    }

    void operator()(const TicketParked& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        leave(*ticket);
        ticket->stage = Parked{fact.window, event_.at, fact.reason};
    }

  private:
    Ticket* known(TicketId id) {
        const auto it = state_.tickets.find(id);
        return it == state_.tickets.end() ? nullptr : &it->second;
    }

    void post(WindowId window, Post post) {
        const auto it = state_.windows.find(window);
        if (it != state_.windows.end()) it->second.post = std::move(post);
    }

    static Destination queue_of(const Ticket& ticket, const Waiting& waiting) {
        if (waiting.only_at) return *waiting.only_at;
        return ticket.service;
    }

    void wait(Ticket& ticket, Timestamp since, std::optional<WindowId> only_at) {
        const Waiting waiting{since, only_at};
        state_.queues[queue_of(ticket, waiting)].insert(Place{ticket.taken, ticket.id});
        ticket.stage = waiting;
    }

    // Takes the ticket out of the queue or away from the window it is at.
    void leave(const Ticket& ticket) {
        if (const auto* waiting = std::get_if<Waiting>(&ticket.stage)) {
            const auto queue = state_.queues.find(queue_of(ticket, *waiting));
            if (queue == state_.queues.end()) return;
            queue->second.erase(Place{ticket.taken, ticket.id});
            if (queue->second.empty()) state_.queues.erase(queue);
        } else if (const auto window = window_of(ticket)) {
            state_.windows[*window].visitor.reset();
        }
    }

    void end(TicketId id) {
        const auto it = state_.tickets.find(id);
        if (it == state_.tickets.end()) return;
        leave(it->second);
        // Yesterday's last visitor may still be served while today's namesake exists: only its own entry
        // goes.
        const auto named = state_.by_number.find(it->second.number);
        if (named != state_.by_number.end() && named->second == id) state_.by_number.erase(named);
        state_.tickets.erase(it);
    }

    // A recall moves the same call to the top instead of showing it twice.
    void show_call(const TicketNumber& number, WindowId window, int recalls) {
        std::vector<Call>& calls = state_.calls;
        std::erase_if(calls, [&](const Call& call) { return call.number == number; });
        calls.insert(calls.begin(), Call{number, window, event_.at, recalls});
        if (calls.size() > calls_remembered) calls.pop_back();
    }

    State& state_;
    const Event& event_;
};

}  // namespace

State evolve(State state, const Event& event) {
    state.latest = std::max(state.latest, event.at);
    std::visit(Fold{state, event}, event.fact);
    return state;
}

}  // namespace okno::hall
