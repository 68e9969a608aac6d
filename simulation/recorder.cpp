#include "simulation/recorder.hpp"

#include <algorithm>
#include <utility>

namespace okno::simulation {

namespace {

using hall::Timestamp;

// The ticket a fact is about, if it is about one.
std::optional<hall::TicketId> ticket_of(const hall::Fact& fact) {
    return std::visit(
        [](const auto& one) -> std::optional<hall::TicketId> {
            if constexpr (requires { one.ticket; }) return one.ticket;
            return std::nullopt;
        },
        fact);
}

std::optional<Ending> ending_of(const hall::Fact& fact) {
    if (std::holds_alternative<hall::ServiceFinished>(fact)) return Ending::served;
    if (std::holds_alternative<hall::TicketCancelled>(fact)) return Ending::cancelled;
    if (std::holds_alternative<hall::TicketExpired>(fact)) return Ending::expired;
    if (std::holds_alternative<hall::ReturnLapsed>(fact)) return Ending::missed;
    const auto* missed = std::get_if<hall::TicketMissed>(&fact);
    if (missed && !missed->until) return Ending::missed;
    return std::nullopt;
}

}  // namespace

void Recorder::decided(const hall::State&, const hall::Command& command, Timestamp,
                       const hall::Decision& decision) {
    ++day_.commands;
    if (decision) return;
    const bool at_kiosk = std::holds_alternative<hall::TakeTicket>(command.wish);
    ++(at_kiosk ? day_.turned_away : day_.refusals);
}

void Recorder::before(const hall::State&, const hall::Event& event) {
    pass_time(event.at);
    ++day_.events;
    const auto ticket = ticket_of(event.fact);
    if (!ticket) return;
    if (const auto* call = std::get_if<hall::TicketCalled>(&event.fact))
        note_call(call->window, *ticket, event.at);
}

void Recorder::after(const hall::State& state, const hall::Event& event) {
    if (std::holds_alternative<hall::PlanAdopted>(event.fact) ||
        std::holds_alternative<hall::ServicesAssigned>(event.fact))
        read_plan(state);
    if (const auto* taken = std::get_if<hall::TicketTaken>(&event.fact)) {
        ++day_.issued;
        inside_[taken->ticket] = Visit{taken->ticket,
                                       taken->number,
                                       taken->service,
                                       taken->category,
                                       hall::taken_at(event, *taken),
                                       {},
                                       {},
                                       {},
                                       {},
                                       {},
                                       {},
                                       {},
                                       {},
                                       {},
                                       {}};
    }
    if (const auto ticket = ticket_of(event.fact)) {
        const hall::Ticket* known = hall::find(state, *ticket);
        const auto* waiting = known ? std::get_if<hall::Waiting>(&known->stage) : nullptr;
        const bool was_waiting = waiter_of(*ticket) != waiters_.end();
        const bool waits_on =
            was_waiting && waiting && std::holds_alternative<hall::PrintReported>(event.fact);
        if (was_waiting && !waits_on) end_wait(*ticket, event.at);
        if (waiting && !waits_on) begin_wait(*ticket, *waiting, known->service, event.at);
        if (waiting && !was_waiting) ++inside_[*ticket].legs;
        if (!known || !hall::window_of(*known)) leave_window(*ticket, event.at);
        if (std::holds_alternative<hall::ServiceStarted>(event.fact)) inside_[*ticket].started = event.at;
        if (const auto ending = ending_of(event.fact)) end_visit(*ticket, event.at, *ending);
    }
    for (auto& [id, post] : posts_) {
        const hall::WindowState* window = hall::find(state, id);
        post.staffed = window && !std::holds_alternative<hall::Closed>(window->post);
        post.paused = window && std::holds_alternative<hall::Paused>(window->post);
    }
    queued_ = 0;
    for (const auto& [destination, queue] : state.queues) queued_ += static_cast<std::int64_t>(queue.size());
}

Day Recorder::take_day(hall::LocalDay day, Timestamp now) {
    pass_time(now);
    for (Waiter& waiter : waiters_) {
        day_.waits += now - std::max(waiter.since, day_began_);
        inside_[waiter.ticket].waited += now - waiter.since;
        waiter.since = now;
    }
    day_.day = day;
    day_.still_inside = static_cast<int>(inside_.size());
    for (auto& [id, post] : posts_) day_.windows[id] = std::exchange(post.day, {});
    day_began_ = now;
    return std::exchange(day_, {});
}

void Recorder::read_plan(const hall::State& state) {
    const hall::Plan& plan = state.plan;
    services_.clear();
    for (const hall::Service& service : plan.services) services_.emplace(service.id, services_.size());
    waiting_for_.assign(services_.size(), 0);
    std::map<hall::WindowId, Post> posts;
    for (const hall::Window& window : plan.windows) {
        Post& post = posts[window.id] = std::move(posts_[window.id]);
        post.serves.assign(services_.size(), false);
        post.services.clear();
        post.waiting_here = 0;
        for (const hall::ServiceId& service : window.services) {
            post.serves[services_.at(service)] = true;
            post.services.push_back(services_.at(service));
        }
        for (const hall::ServiceId& service : window.helps) post.services.push_back(services_.at(service));
    }
    posts_ = std::move(posts);
    for (Waiter& waiter : waiters_) {
        if (waiter.only_at) ++posts_[*waiter.only_at].waiting_here;
        if (waiter.only_at) continue;
        const auto service = services_.find(state.tickets.at(waiter.ticket).service);
        waiter.service.reset();
        if (service != services_.end()) ++waiting_for_[*(waiter.service = service->second)];
    }
}

// What goes on until `now` adds up; nothing has changed since the last event.
void Recorder::pass_time(Timestamp now) {
    if (!began_) latest_ = day_began_ = now;
    began_ = true;
    const hall::Milliseconds passed = now - latest_;
    latest_ = std::max(latest_, now);
    if (passed <= hall::Milliseconds{0}) return;
    day_.queue_length += passed * queued_;
    for (auto& [id, post] : posts_) {
        if (!post.staffed) continue;
        post.day.staffed += passed;
        if (post.paused) post.day.paused += passed;
        if (post.visitor) post.day.busy += passed;
        if (!post.paused && !post.visitor && could_call(post)) post.day.deliberate_idle += passed;
    }
}

bool Recorder::could_call(const Post& post) const {
    return post.waiting_here > 0 ||
           std::any_of(post.services.begin(), post.services.end(),
                       [&](std::size_t service) { return waiting_for_[service] > 0; });
}

bool Recorder::could_call(hall::WindowId window, const Post& post, const Waiter& waiter) const {
    if (waiter.only_at) return *waiter.only_at == window;
    return waiter.service && post.serves[*waiter.service];
}

void Recorder::note_call(hall::WindowId window, hall::TicketId ticket, Timestamp at) {
    const auto post = posts_.find(window);
    const auto visit = inside_.find(ticket);
    if (post == posts_.end() || visit == inside_.end()) return;
    if (!visit->second.called) {
        visit->second.called = at;
        for (Waiter& other : waiters_)
            if (other.issued < visit->second.issued && could_call(window, post->second, other)) {
                ++visit->second.overtook;
                ++other.overtaken_by;
            }
    }
    ++post->second.day.calls;
    post->second.visitor = ticket;
    post->second.called = at;
    visit->second.windows.push_back(window);
}

void Recorder::begin_wait(hall::TicketId ticket, const hall::Waiting& waiting, const hall::ServiceId& service,
                          Timestamp now) {
    const Visit& visit = inside_[ticket];
    const auto known = services_.find(service);
    Waiter waiter{ticket, visit.issued, now, {}, waiting.only_at, visit.overtaken_by};
    if (waiting.only_at)
        ++posts_[*waiting.only_at].waiting_here;
    else if (known != services_.end())
        ++waiting_for_[*(waiter.service = known->second)];
    waiters_.push_back(waiter);
}

void Recorder::end_wait(hall::TicketId ticket, Timestamp now) {
    const auto waiter = waiter_of(ticket);
    if (waiter->only_at)
        --posts_[*waiter->only_at].waiting_here;
    else if (waiter->service)
        --waiting_for_[*waiter->service];
    Visit& visit = inside_[ticket];
    visit.waited += now - waiter->since;
    visit.overtaken_by = waiter->overtaken_by;
    day_.waits += now - std::max(waiter->since, day_began_);
    waiters_.erase(waiter);
}

void Recorder::leave_window(hall::TicketId ticket, Timestamp now) {
    for (auto& [id, post] : posts_) {
        if (post.visitor != ticket) continue;
        inside_[ticket].served += now - post.called;
        post.visitor.reset();
    }
}

void Recorder::end_visit(hall::TicketId ticket, Timestamp now, Ending ending) {
    const auto visit = inside_.find(ticket);
    if (visit == inside_.end()) return;
    visit->second.ended = now;
    visit->second.ending = ending;
    day_.visits.push_back(std::move(visit->second));
    inside_.erase(visit);
}

std::vector<Recorder::Waiter>::iterator Recorder::waiter_of(hall::TicketId ticket) {
    return std::find_if(waiters_.begin(), waiters_.end(),
                        [&](const Waiter& waiter) { return waiter.ticket == ticket; });
}

}  // namespace okno::simulation
