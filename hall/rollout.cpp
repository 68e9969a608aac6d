#include "hall/rollout.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace okno::hall {

namespace {

constexpr std::chrono::hours horizon{12};
constexpr std::uint64_t of_turnaround = 1ULL << 32U;  // apart from the legs of a visit
constexpr std::uint64_t of_gaps = 2ULL << 32U;

}  // namespace

Rollout::Rollout(const Scene& scene, bool arrivals)
    : scene_(scene), with_arrivals_(arrivals), first_queues_(scene.queues()), servers_of_(scene.queues()) {
    for (std::uint32_t i = 0; i < scene.waiting.size(); ++i) {
        const Scene::Visitor& visitor = scene.waiting[i];
        Queue& queue = first_queues_[visitor.queue];
        (visitor.priority ? queue.priority : queue.ordinary).visitors.push_back(i);
        ++queue.waiting;
    }
    const auto by_rank = [&](std::uint32_t a, std::uint32_t b) {
        return std::pair{scene.waiting[a].rank, a} < std::pair{scene.waiting[b].rank, b};
    };
    for (Queue& queue : first_queues_)
        for (Lane* lane : {&queue.ordinary, &queue.priority})
            std::sort(lane->visitors.begin(), lane->visitors.end(), by_rank);
    for (std::size_t i = 0; i < scene.posts.size(); ++i)
        for (const auto* queues : {&scene.posts[i].queues, &scene.posts[i].helps})
            for (const std::size_t queue : *queues) servers_of_[queue].push_back(i);
}

void Rollout::play(std::uint64_t future, Until until) {
    future_ = future;
    until_ = until;
    set_the_scene();
    if (with_arrivals_) deal_arrivals();
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
    to_come_.clear();
    first_calls_.clear();
    waiting_called_.assign(scene_.waiting.size(), std::nullopt);
    newcomer_called_.assign(scene_.services.size(), std::nullopt);
    unanswered_ = 0;
    for (const Scene::Visitor& visitor : scene_.waiting) unanswered_ += !servers_of_[visitor.queue].empty();
    for (std::size_t i = 0; i < scene_.services.size(); ++i) unanswered_ += !servers_of_[i].empty();
    desks_.assign(scene_.posts.size(), Desk{});
    for (std::size_t i = 0; i < desks_.size(); ++i) {
        const Scene::Post& post = scene_.posts[i];
        desks_[i].priority_in_a_row = post.priority_in_a_row;
        const Milliseconds elapsed = scene_.now - post.busy_since;
        const auto number = static_cast<std::uint64_t>(post.window.value);
        desks_[i].free_at = scene_.now;
        if (post.visitor) {
            const auto& sampler = scene_.occupied[post.visitor->service];
            const Chance chance = chance_of(future_, post.visitor->ticket.value, post.visitor->service);
            const Milliseconds rest =
                sampler.draw_rest(chance, elapsed * 1000 / post.pace) * post.pace / 1000;
            desks_[i].free_at += rest + turnaround(post, *post.visitor);
            if (!post.visitor->route.empty()) {
                visitors_.push_back(*post.visitor);
                come(scene_.now + rest, static_cast<std::uint32_t>(visitors_.size() - 1));
            }
        } else if (post.paused) {
            desks_[i].free_at += scene_.pause->draw_rest(chance_of(future_, number, of_gaps), elapsed);
        } else if (post.push) {
            desks_[i].free_at = std::max(scene_.now, post.busy_since + *post.push);
        }
    }
}

// Poisson arrivals in half hours of a steady rate (thinning is not needed: the exponential forgets).
void Rollout::deal_arrivals() {
    for (const Scene::Stream& stream : scene_.streams) {
        std::uint64_t drawn = 0;
        for (std::size_t i = 0; i + 1 < stream.rates.size(); ++i) {
            const auto& [from, rate] = stream.rates[i];
            if (rate <= 0) continue;
            for (Timestamp at = from;;) {
                const Chance chance = chance_of(future_, stream.service, of_gaps + ++drawn);
                const double gap = -std::log((chance + 0.5) / 4294967296.0) / rate;
                at += Milliseconds{static_cast<std::int64_t>(gap)};
                if (at >= stream.rates[i + 1].first) break;
                Scene::Visitor visitor;
                visitor.rank = visitor.since = visitor.joined = at;
                visitor.service = visitor.queue = stream.service;
                visitors_.push_back(visitor);
                to_come_.emplace_back(at, static_cast<std::uint32_t>(visitors_.size() - 1));
            }
        }
    }
    std::make_heap(to_come_.begin(), to_come_.end(), std::greater<>{});
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
    join(visitor);
    wake(visitors_[visitor].queue, at);
}

void Rollout::join(std::uint32_t index) {
    const Scene::Visitor& visitor = visitors_[index];
    Queue& queue = queues_[visitor.queue];
    Lane& lane = visitor.priority ? queue.priority : queue.ordinary;
    ++queue.waiting;
    const auto first = lane.visitors.begin() + static_cast<std::ptrdiff_t>(lane.first);
    const auto place =
        std::upper_bound(first, lane.visitors.end(), visitor.rank,
                         [&](Timestamp rank, std::uint32_t other) { return rank < visitors_[other].rank; });
    lane.fresh = std::min(lane.fresh, static_cast<std::size_t>(place - lane.visitors.begin()));
    lane.visitors.insert(place, index);
}

// Somebody has come for whom an idle window can call.
void Rollout::wake(std::size_t queue, Timestamp at) {
    for (const std::size_t i : servers_of_[queue]) {
        if (!desks_[i].idle) continue;
        desks_[i].idle = false;
        desks_[i].free_at = at;
    }
}

void Rollout::turn(std::size_t index) {
    const Scene::Post& post = scene_.posts[index];
    Desk& desk = desks_[index];
    gather(post);
    const auto picked = pick(contenders_, scene_.ordering, desk.priority_in_a_row, at_);
    answer_newcomers(post, picked ? &contenders_[picked->index] : nullptr, desk.priority_in_a_row);
    if (!picked) {
        desk.idle = true;
        return;
    }
    desk.priority_in_a_row = picked->reason.why == Why::priority ? picked->reason.count : 0;
    const Chosen chosen = chosen_[picked->index];
    const std::uint32_t visitor = chosen.lane->visitors[chosen.place];
    leave(chosen);
    serve(index, visitor);
}

void Rollout::gather(const Scene::Post& post) {
    contenders_.clear();
    chosen_.clear();
    std::size_t own = 0;
    for (const std::size_t queue : post.queues) {
        if (queues_[queue].waiting == 0) continue;
        own += queues_[queue].waiting;
        add_lane(queues_[queue].ordinary, queue, false);
        add_lane(queues_[queue].priority, queue, false);
    }
    if (post.helps.empty() || own > static_cast<std::size_t>(scene_.ordering.helps_when_waiting)) return;
    for (const std::size_t queue : post.helps) {
        add_lane(queues_[queue].ordinary, queue, true);
        add_lane(queues_[queue].priority, queue, true);
    }
}

void Rollout::add_lane(Lane& lane, std::size_t queue, bool helped) {
    if (lane.first < lane.visitors.size()) add(lane, lane.first, queue, helped);
}

void Rollout::add(Lane& lane, std::size_t place, std::size_t queue, bool helped) {
    const Scene::Visitor& visitor = visitors_[lane.visitors[place]];
    Contender contender;
    contender.rank = visitor.rank;
    contender.since = visitor.since;
    contender.ticket = visitor.ticket;
    contender.priority = visitor.priority;
    contender.sent = queue >= scene_.services.size();
    contender.helped = helped;
    contender.norm = scene_.norms[visitor.service];
    contender.usual = std::chrono::floor<Seconds>(scene_.occupied[visitor.service].mean());
    contender.servers = scene_.servers[visitor.service];
    contenders_.push_back(contender);
    chosen_.push_back({&lane, place, queue});
}

// Somebody who took a ticket at the beginning of the future would be called here, were there nobody before.
void Rollout::answer_newcomers(const Scene::Post& post, const Contender* picked, int in_a_row) {
    const auto answer = [&](std::size_t service, bool helped) {
        if (service >= newcomer_called_.size() || newcomer_called_[service]) return;
        if (picked) {
            if (helped && !picked->helped) return;
            Contender newcomer;
            newcomer.rank = newcomer.since = scene_.now;
            newcomer.ticket = TicketId{~std::uint64_t{0}};
            newcomer.helped = helped;
            newcomer.norm = scene_.norms[service];
            newcomer.usual = std::chrono::floor<Seconds>(scene_.occupied[service].mean());
            newcomer.servers = scene_.servers[service];
            const Contender both[] = {*picked, newcomer};
            if (pick(both, scene_.ordering, in_a_row, at_)->index == 0) return;
        }
        newcomer_called_[service] = at_;
        --unanswered_;
    };
    for (const std::size_t queue : post.queues) answer(queue, false);
    for (const std::size_t queue : post.helps) answer(queue, true);
}

void Rollout::leave(const Chosen& chosen) {
    Lane& lane = *chosen.lane;
    --queues_[chosen.queue].waiting;
    if (chosen.place == lane.first)
        ++lane.first;
    else
        lane.visitors.erase(lane.visitors.begin() + static_cast<std::ptrdiff_t>(chosen.place));
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
