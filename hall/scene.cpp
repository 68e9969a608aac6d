#include "hall/scene.hpp"

#include <algorithm>

#include "hall/capacity.hpp"
#include "hall/schedule.hpp"

namespace okno::hall {

namespace {

using std::chrono::minutes;

constexpr Milliseconds usual_turnaround{5'000};
constexpr int turnaround_weight = 4;
constexpr minutes usual_break{15};
constexpr minutes one_break{30};  // a usual break within so long is the one that has begun
// How sure a usual pace, a usual rate is before there is much to go by: in time worked, in visitors.
constexpr Seconds pace_prior{2 * 3600};
constexpr double rate_prior = 8;

class Copyist {
  public:
    Copyist(const State& state, Timestamp now)
        : state_(state), closes_(last_closing(state.plan, local_day(state.plan.zone, now))) {
        scene_.now = now;
    }

    Scene copy() {
        scene_.ordering = state_.plan.ordering;
        scene_.strained = state_.strained;
        copy_services();
        for (const Window& window : state_.plan.windows) copy_window(window);
        give_own_queues();
        for (const auto& [id, ticket] : state_.tickets) copy_ticket(ticket);
        for (const WindowKind& kind : state_.plan.kinds) copy_arrivals(kind);
        return std::move(scene_);
    }

    Scene::Post post_of(const Window& window) const {
        Scene::Post post;
        post.window = window.id;
        post.push = window.push;
        if (const WindowKind* kind = find(state_.plan, window.kind)) post.norm = kind->norm.wait;
        for (const ServiceId& service : window.services)
            if (const auto index = index_of(service)) post.queues.push_back(*index);
        for (const ServiceId& service : window.helps)
            if (const auto index = index_of(service)) post.helps.push_back(*index);
        return post;
    }

  private:
    const Experience& experience() const { return state_.experience; }

    void copy_services() {
        for (const Service& service : state_.plan.services) {
            const auto learnt = experience().occupied.find(service.id);
            const Norm& norm = norm_of(state_.plan, service);
            scene_.services.push_back(service.id);
            scene_.norms.push_back(norm.wait);
            scene_.occupied.emplace_back(learnt == experience().occupied.end() ? nullptr : &learnt->second,
                                         service.usual ? *service.usual : norm.service, prior_weight);
            scene_.servers.push_back(0);
        }
        scene_.turnaround.emplace(&experience().turnaround, usual_turnaround, turnaround_weight);
        scene_.pause.emplace(nullptr, usual_break, 1);
    }

    std::optional<std::size_t> index_of(const ServiceId& service) const {
        const auto& services = state_.plan.services;
        const auto it = std::find_if(services.begin(), services.end(),
                                     [&](const Service& other) { return other.id == service; });
        if (it == services.end()) return std::nullopt;
        return static_cast<std::size_t>(it - services.begin());
    }

    void copy_window(const Window& window) {
        const WindowState* state = find(state_, window.id);
        if (!state) return;
        Scene::Post post = post_of(window);
        const bool here = !std::holds_alternative<Closed>(state->post);
        const std::vector<Absence> usual = usual_absences_of(window.id, here);
        if (!here) {
            post.comes = usual_coming(usual, scene_.now);
            if (!post.comes) return;
        } else {
            copy_person(post, *state);
        }
        copy_absences(post, *state, usual);
        if (!post.comes)
            for (const std::size_t service : post.queues) ++scene_.servers[service];
        scene_.posts.push_back(std::move(post));
    }

    void copy_person(Scene::Post& post, const WindowState& state) const {
        post.priority_in_a_row = state.priority_in_a_row;
        const auto* open = std::get_if<Open>(&state.post);
        post.paused = !open;
        post.busy_since = open ? state.free_since : std::get<Paused>(state.post).since;
        post.pace = pace_of(open ? open->person : std::get<Paused>(state.post).person);
        if (const Ticket* visitor = visitor_at(state_, post.window)) {
            post.visitor = visitor_of(*visitor);
            const auto* called = std::get_if<Called>(&visitor->stage);
            post.busy_since = called ? called->since : std::get<Serving>(visitor->stage).called;
        }
    }

    std::vector<Absence> usual_absences_of(WindowId id, bool here) const {
        const auto known = experience().presence.find(id);
        if (known == experience().presence.end() || !closes_) return {};
        return usual_absences(known->second, state_.plan.zone, scene_.now, *closes_, here);
    }

    // Those that are usual and those announced.
    void copy_absences(Scene::Post& post, const WindowState& state, const std::vector<Absence>& usual) const {
        const Timestamp here = post.comes.value_or(scene_.now);
        if (state.leave) {
            const Timestamp until = state.leave->close ? Timestamp::max() : here + usual_break;
            post.absences.push_back({here, until});
        }
        const bool rests = state.leave || post.paused;
        for (const Absence& absence : usual)
            if (absence.from > (rests ? here + one_break : here)) post.absences.push_back(absence);
    }

    std::int64_t pace_of(const OperatorId& person) const {
        const auto known = experience().pace.find(person);
        if (known == experience().pace.end()) return 1000;
        const auto& [spent, usual] = known->second;
        return std::clamp<std::int64_t>(1000 * (spent + pace_prior) / (usual + pace_prior), 500, 2000);
    }

    void give_own_queues() {
        for (std::size_t i = 0; i < scene_.posts.size(); ++i)
            scene_.posts[i].queues.push_back(scene_.services.size() + i);
    }

    Scene::Visitor visitor_of(const Ticket& ticket) const {
        Scene::Visitor visitor;
        visitor.rank = ticket.rank;
        visitor.since = std::max(ticket.rank, ticket.taken);
        visitor.place = ticket.place;
        visitor.ticket = ticket.id;
        visitor.service = index_of(ticket.service).value_or(0);
        visitor.queue = visitor.service;
        visitor.priority = has_priority(ticket);
        for (const Step& step : ticket.route)
            if (const auto index = index_of(step.service)) visitor.route.push_back(*index);
        return visitor;
    }

    void copy_ticket(const Ticket& ticket) {
        const auto* waiting = std::get_if<Waiting>(&ticket.stage);
        if (!waiting) return;
        Scene::Visitor visitor = visitor_of(ticket);
        visitor.joined = waiting->since;
        if (waiting->only_at)
            for (std::size_t i = 0; i < scene_.posts.size(); ++i)
                if (scene_.posts[i].window == *waiting->only_at) visitor.queue = scene_.services.size() + i;
        scene_.waiting.push_back(std::move(visitor));
    }

    // How many visitors of this kind come in each half hour until its last hours today end: as usual on this
    // weekday, more or fewer as today has been so far; the services in the shares they usually have.
    void copy_arrivals(const WindowKind& kind) {
        const auto known = experience().arrivals.find(kind.id);
        if (known == experience().arrivals.end() || !is_open(kind.schedule, state_.plan.zone, scene_.now))
            return;
        const auto left = hours_left(kind.schedule, state_.plan.zone, scene_.now);
        if (!left) return;
        const LocalTime local = local_time(state_.plan.zone, scene_.now);
        const LocalDay today = std::chrono::floor<std::chrono::days>(local);
        const int first = first_half_hour(today);
        const int current = static_cast<int>((local - today) / half_hour);
        const double busier = today_against_usual(known->second, first, current);
        std::vector<std::pair<Timestamp, double>> rates;
        Timestamp from = scene_.now;
        for (int i = current; i < half_hours && from < left->until; ++i) {
            const double visitors = visitors_in(known->second, first, i, current, busier);
            rates.emplace_back(from, visitors / static_cast<double>(Milliseconds{half_hour}.count()));
            from += half_hour - (i == current ? (local - today) % Milliseconds{half_hour} : Milliseconds{0});
        }
        rates.emplace_back(std::min(from, left->until), 0.0);
        share_out(kind, rates);
    }

    static double visitors_in(const Arrivals& arrivals, int first, int i, int current, double busier) {
        if (const auto usual = arrivals.usual.find(first + i); usual != arrivals.usual.end())
            return busier * usual->second / 1000.0;
        if (knows_weekday(arrivals.usual, first)) return 0;
        // The first such weekday: as in the last whole half hour.
        const auto before = arrivals.today.find(current - 1);
        const auto now = arrivals.today.find(current);
        if (before != arrivals.today.end()) return before->second;
        return now == arrivals.today.end() ? 0 : now->second;
    }

    static double today_against_usual(const Arrivals& arrivals, int first, int current) {
        double today = rate_prior, usual = rate_prior;
        for (const auto& [i, count] : arrivals.today)
            if (i < current) today += count;
        for (auto it = arrivals.usual.lower_bound(first);
             it != arrivals.usual.end() && it->first < first + current; ++it)
            usual += it->second / 1000.0;
        return today / usual;
    }

    void share_out(const WindowKind& kind, const std::vector<std::pair<Timestamp, double>>& rates) {
        double total = 0;
        std::vector<std::pair<std::size_t, double>> shares;
        for (std::size_t i = 0; i < state_.plan.services.size(); ++i) {
            const Service& service = state_.plan.services[i];
            const auto issued = experience().issued.find(service.id);
            if (service.kind != kind.id || issued == experience().issued.end()) continue;
            shares.emplace_back(i, issued->second);
            total += issued->second;
        }
        for (const auto& [service, share] : shares) {
            Scene::Stream stream{service, rates};
            for (auto& [from, rate] : stream.rates) rate *= share / total;
            scene_.streams.push_back(std::move(stream));
        }
    }

    const State& state_;
    std::optional<Timestamp> closes_;
    Scene scene_;
};

}  // namespace

Scene scene_of(const State& state, Timestamp now) {
    return Copyist{state, now}.copy();
}

Scene with_window(Scene scene, const State& state, const Window& window) {
    const auto known = std::find_if(scene.posts.begin(), scene.posts.end(),
                                    [&](const Scene::Post& post) { return post.window == window.id; });
    Scene::Post post = Copyist{state, scene.now}.post_of(window);
    post.busy_since = scene.now;
    for (const std::size_t service : post.queues) ++scene.servers[service];
    if (known != scene.posts.end()) {  // usually it opens later
        known->comes.reset();
        known->busy_since = scene.now;
        return scene;
    }
    post.queues.push_back(scene.queues());
    scene.posts.push_back(std::move(post));
    return scene;
}

}  // namespace okno::hall
