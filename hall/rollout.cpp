#include "hall/rollout.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace okno::hall {

namespace {

constexpr std::chrono::hours horizon{12};
constexpr std::chrono::minutes glance{1};
constexpr std::uint64_t of_turnaround = 1ULL << 32U;  // apart from the legs of a visit
constexpr std::uint64_t of_gaps = 2ULL << 32U;
constexpr std::size_t no_stream = ~std::size_t{0};
constexpr std::size_t no_line = ~std::size_t{0};

constexpr auto stands_after = [](Timestamp rank, const auto& standing) { return rank < standing.rank; };

}  // namespace

Rollout::Rollout(const Scene& scene, bool arrivals)
    : scene_(scene), with_arrivals_(arrivals), first_queues_(scene.queues()), servers_of_(scene.queues()) {
    for (std::uint32_t i = 0; i < scene.waiting.size(); ++i) {
        const Scene::Visitor& visitor = scene.waiting[i];
        Queue& queue = first_queues_[visitor.queue];
        (visitor.priority ? queue.priority : queue.ordinary).visitors.push_back({visitor.rank, i});
        if (!visitor.priority) queue.places.push_back(visitor.place);
    }
    const auto by_rank = [](const Standing& a, const Standing& b) {
        return std::pair{a.rank, a.visitor} < std::pair{b.rank, b.visitor};
    };
    for (Queue& queue : first_queues_) {
        std::sort(queue.places.begin(), queue.places.end());
        for (Lane* lane : {&queue.ordinary, &queue.priority})
            std::sort(lane->visitors.begin(), lane->visitors.end(), by_rank);
    }
    for (std::size_t service = 0; service < scene.services.size(); ++service) {
        Line line;
        line.norm = scene.norms[service];
        line.usual = std::chrono::floor<Seconds>(scene.occupied[service].mean());
        line.servers = scene.servers[service];
        first_line_of_service_.push_back(line);
    }
    for (std::size_t i = 0; i < scene.posts.size(); ++i)
        for (const auto* queues : {&scene.posts[i].queues, &scene.posts[i].helps})
            for (const std::size_t queue : *queues) servers_of_[queue].push_back(i);
}

void Rollout::play(std::uint64_t future, Until until) {
    future_ = future;
    until_ = until;
    set_the_scene();
    if (with_arrivals_)
        for (std::size_t stream = 0; stream < scene_.streams.size(); ++stream) deal_arrival(stream);
    while (until_ == Until::over || unanswered_ > 0) {
        const auto desk = std::min_element(desks_.begin(), desks_.end(), [](const Desk& a, const Desk& b) {
            return std::pair{a.idle, a.free_at} < std::pair{b.idle, b.free_at};
        });
        const bool works = desk != desks_.end() && !desk->idle;
        const bool comes = !to_come_.empty();
        if (!works && !comes) return;
        if (comes && (!works || to_come_.front().first <= desk->free_at))
            next_arrival();
        else {
            at_ = desk->free_at;
            turn(static_cast<std::size_t>(desk - desks_.begin()));
        }
        if (at_ > scene_.now + horizon) return;
    }
}

void Rollout::set_the_scene() {
    at_ = scene_.now;
    visitors_.assign(scene_.waiting.begin(), scene_.waiting.end());
    queues_ = first_queues_;
    line_of_service_ = first_line_of_service_;
    strained_ = scene_.strained;
    to_come_.clear();
    stream_of_.assign(scene_.waiting.size(), no_stream);
    dealt_.assign(scene_.streams.size(), Dealt{scene_.now, 0, 0});
    first_calls_.clear();
    waiting_called_.assign(scene_.waiting.size(), std::nullopt);
    newcomer_called_.assign(scene_.services.size(), std::nullopt);
    unanswered_ = 0;
    for (const Scene::Visitor& visitor : scene_.waiting) unanswered_ += !servers_of_[visitor.queue].empty();
    for (std::size_t i = 0; i < scene_.services.size(); ++i) unanswered_ += !servers_of_[i].empty();
    desks_.assign(scene_.posts.size(), Desk{});
    for (std::size_t i = 0; i < desks_.size(); ++i) set_desk(i);
}

void Rollout::set_desk(std::size_t index) {
    const Scene::Post& post = scene_.posts[index];
    Desk& desk = desks_[index];
    desk.priority_in_a_row = post.priority_in_a_row;
    desk.here = !post.comes;
    desk.free_at = post.comes.value_or(scene_.now);
    const Milliseconds elapsed = scene_.now - post.busy_since;
    const auto number = static_cast<std::uint64_t>(post.window.value);
    if (post.visitor) {
        const auto& sampler = scene_.occupied[post.visitor->service];
        const Chance chance = chance_of(future_, post.visitor->ticket.value, post.visitor->service);
        const Milliseconds rest = sampler.draw_rest(chance, elapsed * 1000 / post.pace) * post.pace / 1000;
        desk.free_at += rest + turnaround(post, *post.visitor);
        if (!post.visitor->route.empty()) {
            visitors_.push_back(*post.visitor);
            stream_of_.push_back(no_stream);
            come(scene_.now + rest, static_cast<std::uint32_t>(visitors_.size() - 1));
        }
    } else if (post.paused) {
        desk.free_at += scene_.pause->draw_rest(chance_of(future_, number, of_gaps), elapsed);
    } else if (post.push && desk.here) {
        desk.free_at = std::max(scene_.now, post.busy_since + *post.push);
    }
}

// The next visitor of a stream: a Poisson process in half hours of a steady rate (the exponential forgets, so
// each half hour begins anew). One at a time: most futures are over long before the day is.
void Rollout::deal_arrival(std::size_t number) {
    const Scene::Stream& stream = scene_.streams[number];
    Dealt& dealt = dealt_[number];
    for (; dealt.rate + 1 < stream.rates.size(); ++dealt.rate) {
        const auto& [from, rate] = stream.rates[dealt.rate];
        if (rate <= 0) continue;
        const Chance chance = chance_of(future_, stream.service, of_gaps + ++dealt.drawn);
        const double gap = -std::log((chance + 0.5) / 4294967296.0) / rate;
        const Timestamp at =
            std::max(dealt.last, from) + Milliseconds{static_cast<std::int64_t>(std::min(gap, 1e12))};
        if (at >= stream.rates[dealt.rate + 1].first) continue;
        dealt.last = at;
        Scene::Visitor visitor;
        visitor.rank = visitor.since = visitor.joined = at;
        visitor.service = visitor.queue = stream.service;
        visitors_.push_back(std::move(visitor));
        stream_of_.push_back(number);
        const auto index = static_cast<std::uint32_t>(visitors_.size() - 1);
        to_come_.emplace_back(at, index);
        std::push_heap(to_come_.begin(), to_come_.end(), std::greater<>{});
        return;
    }
}

// A visitor whose service ends goes on to the next step of the route at `at`.
void Rollout::come(Timestamp at, std::uint32_t index) {
    Scene::Visitor& visitor = visitors_[index];
    visitor.service = visitor.queue = visitor.route.front();
    visitor.route.erase(visitor.route.begin());
    visitor.joined = at;
    to_come_.emplace_back(at, index);
    std::push_heap(to_come_.begin(), to_come_.end(), std::greater<>{});
}

void Rollout::next_arrival() {
    std::pop_heap(to_come_.begin(), to_come_.end(), std::greater<>{});
    const auto [at, visitor] = to_come_.back();
    to_come_.pop_back();
    at_ = at;
    if (const std::size_t stream = std::exchange(stream_of_[visitor], no_stream); stream != no_stream)
        deal_arrival(stream);
    join(visitor);
    wake(visitors_[visitor].queue, at);
}

void Rollout::join(std::uint32_t index) {
    const Scene::Visitor& visitor = visitors_[index];
    Queue& queue = queues_[visitor.queue];
    Lane& lane = visitor.priority ? queue.priority : queue.ordinary;
    lane.line_until = Timestamp::min();
    const auto first = lane.visitors.begin() + static_cast<std::ptrdiff_t>(lane.first);
    lane.visitors.insert(std::upper_bound(first, lane.visitors.end(), visitor.rank, stands_after),
                         {visitor.rank, index});
    if (visitor.priority) return;
    const auto first_place = queue.places.begin() + static_cast<std::ptrdiff_t>(queue.first_place);
    queue.places.insert(std::upper_bound(first_place, queue.places.end(), visitor.rank), visitor.rank);
}

// Somebody has come for whom an idle window can call.
void Rollout::wake(std::size_t queue, Timestamp at) {
    for (const std::size_t i : servers_of_[queue]) {
        if (!desks_[i].idle || desks_[i].gone) continue;
        rest_while_idle(i);
        desks_[i].idle = false;
        desks_[i].free_at = std::max(desks_[i].free_at, at);
    }
}

void Rollout::turn(std::size_t index) {
    const Scene::Post& post = scene_.posts[index];
    Desk& desk = desks_[index];
    if (!desk.here) arrive(index);
    if (!desk.gone && leave_for_a_while(index)) return;
    gather(post);
    const Outlook outlook{at_, post.norm, desk.priority_in_a_row, strained_};
    const auto picked = pick(lines_, scene_.ordering, outlook);
    answer_newcomers(index, outlook, picked);
    if (desk.gone) return watch(index);
    if (!picked) {
        desk.idle = true;
        desk.free_at = at_;
        return;
    }
    desk.priority_in_a_row = picked->reason.count;
    const Queue& queue = queues_[line_queues_[picked->line]];
    const Lane& lane = lines_[picked->line]->priority ? queue.priority : queue.ordinary;
    const std::uint32_t visitor = lane.visitors[picked->candidate.tag].visitor;
    leave(picked->line, picked->candidate.tag);
    serve(index, visitor);
}

void Rollout::arrive(std::size_t desk) {
    desks_[desk].here = true;
    count_server(desk, 1);
}

// An absence begins when the visitor before it has been served and is as long as it would have been; whoever
// would leave somebody behind whom nobody else calls stays until that one is served too.
bool Rollout::leave_for_a_while(std::size_t index) {
    Desk& desk = desks_[index];
    const auto& absences = scene_.posts[index].absences;
    if (desk.absence == absences.size() || at_ < absences[desk.absence].from) return false;
    const Absence& absence = absences[desk.absence];
    if (absence.until == Timestamp::max()) {
        if (!can_go(index)) return false;
        go(index);
        return true;
    }
    ++desk.absence;
    desk.free_at = at_ + (absence.until - absence.from);
    return true;
}

// Nobody came while the window idled: its absences began by the clock. One that has no end is left to the
// turn, where it is asked who would be left behind.
void Rollout::rest_while_idle(std::size_t index) {
    Desk& desk = desks_[index];
    const auto& absences = scene_.posts[index].absences;
    for (; desk.absence < absences.size(); ++desk.absence) {
        const Absence& absence = absences[desk.absence];
        if (absence.from > at_ || absence.until == Timestamp::max()) return;
        desk.free_at = std::max(desk.free_at, absence.until);
    }
}

bool Rollout::can_go(std::size_t index) const {
    const Scene::Post& post = scene_.posts[index];
    for (const auto* queues : {&post.queues, &post.helps})
        for (const std::size_t queue : *queues) {
            if (queue >= scene_.services.size()) continue;
            if (queues_[queue].size() > 0 && !would_call(queue, index)) return false;
        }
    const Queue& sent = queues_[scene_.services.size() + index];
    for (const Lane* lane : {&sent.ordinary, &sent.priority})
        for (std::size_t i = lane->first; i < lane->visitors.size(); ++i)
            if (!would_call(visitors_[lane->visitors[i].visitor].service, index)) return false;
    return true;
}

bool Rollout::would_call(std::size_t service, std::size_t but_for) const {
    const auto& servers = servers_of_[service];
    return std::any_of(servers.begin(), servers.end(), [&](std::size_t desk) {
        return desk != but_for && desks_[desk].here && !desks_[desk].gone;
    });
}

// Those who waited for this window alone wait for any that serves them.
void Rollout::go(std::size_t index) {
    desks_[index].gone = true;
    count_server(index, -1);
    watch(index);
    Queue left = std::exchange(queues_[scene_.services.size() + index], Queue{});
    for (const Lane* lane : {&left.ordinary, &left.priority})
        for (std::size_t i = lane->first; i < lane->visitors.size(); ++i) {
            const std::uint32_t visitor = lane->visitors[i].visitor;
            visitors_[visitor].queue = visitors_[visitor].service;
            join(visitor);
            wake(visitors_[visitor].queue, at_);
        }
}

// For a newcomer whom nobody else would call the window would have stayed: it goes on looking whether that
// one's turn has come, and calls nobody.
void Rollout::watch(std::size_t index) {
    const auto& services = scene_.posts[index].queues;
    const bool missed = std::any_of(services.begin(), services.end(), [&](std::size_t service) {
        return service < newcomer_called_.size() && !newcomer_called_[service] && !would_call(service, index);
    });
    desks_[index].idle = !missed;
    desks_[index].free_at = at_ + glance;
}

void Rollout::count_server(std::size_t index, int change) {
    for (const std::size_t service : scene_.posts[index].queues) {
        if (service >= scene_.services.size()) continue;
        line_of_service_[service].servers += change;
        for (Lane* lane : {&queues_[service].ordinary, &queues_[service].priority})
            lane->line_until = Timestamp::min();
    }
}

void Rollout::gather(const Scene::Post& post) {
    lines_.clear();
    line_queues_.clear();
    ordinary_lines_.assign(queues_.size(), no_line);
    std::size_t own = 0;
    for (const std::size_t queue : post.queues) {
        own += queues_[queue].size();
        add_queue(queue);
    }
    first_helped_ = lines_.size();
    if (post.helps.empty() || own > static_cast<std::size_t>(scene_.ordering.helps_when_waiting)) return;
    for (const std::size_t queue : post.helps) add_queue(queue);
}

void Rollout::add_queue(std::size_t number) {
    Queue& queue = queues_[number];
    for (const bool priority : {false, true}) {
        Lane& lane = priority ? queue.priority : queue.ordinary;
        if (lane.size() == 0) continue;
        if (at_ >= lane.line_until) renew_line(queue, number, priority);
        if (!priority) ordinary_lines_[number] = lines_.size();
        lines_.push_back(&lane.line);
        line_queues_.push_back(number);
    }
}

void Rollout::renew_line(Queue& queue, std::size_t number, bool priority) const {
    Lane& lane = priority ? queue.priority : queue.ordinary;
    Line& line = lane.line;
    line = line_of_service_[visitors_[lane.visitors[lane.first].visitor].service];
    line.oldest = candidate(lane, lane.first);
    line.waiting = static_cast<int>(lane.size());
    line.priority = priority;
    line.sent = number >= scene_.services.size();
    if (line.sent) line.servers = 1;
    lane.line_until = Timestamp::max();
    if (priority) return;
    line.place = queue.places[queue.first_place];
    if (scene_.ordering.policy == Policy::arrival) return;
    const Seconds long_wait = long_wait_of(scene_.ordering, line.norm);
    line.within_norm = within(lane, line.norm);
    line.within_long = within(lane, long_wait);
    const auto holds = [&](const std::optional<Candidate>& found, Seconds limit) {
        if (found) lane.line_until = std::min<Timestamp>(lane.line_until, found->rank + limit + Seconds{1});
    };
    holds(line.within_norm, line.norm);
    holds(line.within_long, long_wait);
}

Candidate Rollout::candidate(const Lane& lane, std::size_t place) const {
    const Scene::Visitor& visitor = visitors_[lane.visitors[place].visitor];
    return {visitor.rank, visitor.since, visitor.ticket, place};
}

std::optional<Candidate> Rollout::within(const Lane& lane, Seconds limit) const {
    const auto begin = lane.visitors.begin();
    const auto place = std::upper_bound(begin + static_cast<std::ptrdiff_t>(lane.first), lane.visitors.end(),
                                        at_ - limit - Seconds{1}, stands_after);
    if (place == lane.visitors.end()) return std::nullopt;
    return candidate(lane, static_cast<std::size_t>(place - begin));
}

// Somebody who took a ticket when the future began would be called here and now. Such newcomers are watched,
// not served: each is alone in being there.
void Rollout::answer_newcomers(std::size_t desk, const Outlook& outlook, const std::optional<Pick>& picked) {
    const Scene::Post& post = scene_.posts[desk];
    // In strict order nobody goes before one who came earlier.
    if (picked && scene_.ordering.policy == Policy::arrival && picked->candidate.rank <= scene_.now) return;
    const auto answer = [&](std::size_t service) {
        if (service >= newcomer_called_.size() || newcomer_called_[service]) return;
        if (desks_[desk].gone && would_call(service, desk)) return;
        if (picked && !is_called(service, outlook)) return;
        newcomer_called_[service] = at_;
        --unanswered_;
    };
    for (const std::size_t queue : post.queues) answer(queue);
    if (picked && picked->line < first_helped_) return;
    for (const std::size_t queue : post.helps) answer(queue);
}

bool Rollout::is_called(std::size_t service, const Outlook& outlook) {
    const Candidate newcomer{scene_.now, scene_.now, TicketId{~std::uint64_t{0}}, ~std::size_t{0}};
    const std::size_t i = ordinary_lines_[service];
    if (i == no_line) {
        const Line alone = line_of_one(service, newcomer);
        lines_.push_back(&alone);
        const auto then = pick(lines_, scene_.ordering, outlook);
        lines_.pop_back();
        return then->candidate.tag == newcomer.tag;
    }
    if (!would_count(*lines_[i], newcomer)) return false;
    Line joined = *lines_[i];
    stand_in_line(joined, newcomer);
    const Line* before = std::exchange(lines_[i], &joined);
    const auto then = pick(lines_, scene_.ordering, outlook);
    lines_[i] = before;
    return then->candidate.tag == newcomer.tag;
}

// False when somebody older stands before the newcomer in every respect.
bool Rollout::would_count(const Line& line, const Candidate& newcomer) const {
    if (newcomer.since < line.oldest.since) return true;
    if (scene_.ordering.policy == Policy::arrival) return false;
    return fits_before(line.within_norm, newcomer, line.norm) ||
           fits_before(line.within_long, newcomer, long_wait_of(scene_.ordering, line.norm));
}

bool Rollout::fits_before(const std::optional<Candidate>& candidate, const Candidate& newcomer,
                          Seconds limit) const {
    if (candidate && candidate->since <= newcomer.since) return false;
    return std::chrono::floor<Seconds>(at_ - newcomer.since) <= limit;
}

void Rollout::stand_in_line(Line& line, const Candidate& newcomer) const {
    if (newcomer.since < line.oldest.since) line.oldest = newcomer;
    if (scene_.ordering.policy == Policy::norm) {
        const Seconds long_wait = long_wait_of(scene_.ordering, line.norm);
        if (fits_before(line.within_norm, newcomer, line.norm)) line.within_norm = newcomer;
        if (fits_before(line.within_long, newcomer, long_wait)) line.within_long = newcomer;
    }
    line.place = std::min(line.place, newcomer.rank);
    ++line.waiting;
}

Line Rollout::line_of_one(std::size_t service, const Candidate& newcomer) const {
    Line line = line_of_service_[service];
    line.oldest = newcomer;
    line.place = newcomer.rank;
    line.waiting = 0;
    stand_in_line(line, newcomer);
    return line;
}

// Whoever leaves, the oldest place goes.
void Rollout::leave(std::size_t line, std::size_t place) {
    Queue& queue = queues_[line_queues_[line]];
    const bool priority = lines_[line]->priority;
    Lane& lane = priority ? queue.priority : queue.ordinary;
    lane.line_until = Timestamp::min();
    if (!priority) {
        if (at_ - queue.places[queue.first_place] >= scene_.ordering.long_wait) strained_ = true;
        ++queue.first_place;
    }
    if (place == lane.first)
        ++lane.first;
    else
        lane.visitors.erase(lane.visitors.begin() + static_cast<std::ptrdiff_t>(place));
}

void Rollout::serve(std::size_t index, std::uint32_t number) {
    const Scene::Post& post = scene_.posts[index];
    const Scene::Visitor& visitor = visitors_[number];
    if (number < waiting_called_.size() && !waiting_called_[number]) {
        waiting_called_[number] = at_;
        --unanswered_;
    }
    if (until_ == Until::over && visitor.joined == visitor.since)
        first_calls_.push_back({at_, at_ - visitor.since, visitor.service});
    const Milliseconds occupied = occupies(post, visitor, visitor.service);
    desks_[index].free_at = at_ + occupied + turnaround(post, visitor);
    if (!visitor.route.empty()) come(at_ + occupied, number);
}

std::uint64_t Rollout::key_of(const Scene::Visitor& visitor) const {
    if (visitor.ticket.value != 0) return visitor.ticket.value;
    return static_cast<std::uint64_t>(visitor.rank.time_since_epoch().count());
}

Milliseconds Rollout::occupies(const Scene::Post& post, const Scene::Visitor& visitor,
                               std::uint64_t leg) const {
    return scene_.occupied[visitor.service].draw(chance_of(future_, key_of(visitor), leg)) * post.pace / 1000;
}

Milliseconds Rollout::turnaround(const Scene::Post& post, const Scene::Visitor& visitor) const {
    if (post.push) return *post.push;
    return scene_.turnaround->draw(chance_of(future_, key_of(visitor), of_turnaround));
}

}  // namespace okno::hall
