#include "hall/forecast.hpp"

#include <algorithm>
#include <vector>

#include "hall/rollout.hpp"

namespace okno::hall {

namespace {

// The waits of one visitor in all futures.
class Sample {
  public:
    void add(Milliseconds wait) { all_.push_back(wait); }

    // Nothing when hardly any future calls the visitor.
    std::optional<Estimate> estimate(int futures) {
        if (all_.empty() || static_cast<int>(all_.size()) * 2 < futures) return std::nullopt;
        std::sort(all_.begin(), all_.end());
        Milliseconds sum{0};
        for (const Milliseconds wait : all_) sum += wait;
        const auto seconds = [](Milliseconds time) { return std::chrono::round<Seconds>(time); };
        return Estimate{seconds(sum / static_cast<std::int64_t>(all_.size())), seconds(quantile(10)),
                        seconds(quantile(90))};
    }

  private:
    // Between the order statistics of a sample of n the quantile p lies at p·(n + 1) − 1 (Weibull's
    // position).
    Milliseconds quantile(std::int64_t percent) const {
        const auto n = static_cast<std::int64_t>(all_.size());
        const std::int64_t position = std::clamp<std::int64_t>(percent * (n + 1) - 100, 0, 100 * (n - 1));
        const auto below = static_cast<std::size_t>(position / 100);
        const auto above = std::min(below + 1, all_.size() - 1);
        return all_[below] + (all_[above] - all_[below]) * (position % 100) / 100;
    }

    std::vector<Milliseconds> all_;
};

// Only where somebody may be called before an earlier one, or a window stops helping because others come, do
// those still to come matter.
bool later_ones_matter(const Plan& plan) {
    return plan.ordering.policy != Policy::arrival ||
           std::any_of(plan.windows.begin(), plan.windows.end(),
                       [](const Window& window) { return !window.helps.empty(); });
}

constexpr int crowd = 80;  // so many still have all the futures

}  // namespace

int futures_for(const State& state) {
    std::size_t waiting = 0;
    for (const auto& [destination, queue] : state.queues) waiting += queue.size();
    const int people = static_cast<int>(std::min<std::size_t>(waiting, 1'000'000));
    return std::clamp(futures_usual * crowd / std::max(people, crowd), futures_at_least, futures_usual);
}

Forecast forecast(const State& state, Timestamp now, int futures) {
    const Scene scene = scene_of(state, now);
    Rollout rollout(scene, later_ones_matter(state.plan));
    std::vector<Sample> waiting(scene.waiting.size()), newcomers(scene.services.size());
    for (int future = 0; future < futures; ++future) {
        rollout.play(static_cast<std::uint64_t>(future));
        for (std::size_t i = 0; i < waiting.size(); ++i)
            if (const auto at = rollout.waiting_called()[i]) waiting[i].add(*at - now);
        for (std::size_t i = 0; i < newcomers.size(); ++i)
            if (const auto at = rollout.newcomer_called()[i]) newcomers[i].add(*at - now);
    }
    Forecast found{now, {}, {}};
    for (std::size_t i = 0; i < waiting.size(); ++i)
        if (const auto estimate = waiting[i].estimate(futures))
            found.tickets[scene.waiting[i].ticket] = *estimate;
    for (std::size_t i = 0; i < newcomers.size(); ++i)
        if (const auto estimate = newcomers[i].estimate(futures))
            found.services[scene.services[i]] = *estimate;
    return found;
}

Range told(const Estimate& estimate) {
    const auto minutes = [](Seconds time) {
        return std::chrono::duration<double, std::ratio<60>>(time).count();
    };
    const double least = minutes(estimate.least), most = minutes(estimate.most);
    const int step = most > 10 ? 5 : 1;
    const int from = static_cast<int>(least) / step * step;
    int to = (static_cast<int>(most) / step + 1) * step;
    if (most == static_cast<int>(most) && static_cast<int>(most) % step == 0) to = static_cast<int>(most);
    return {from, std::max({to, from + step, 5})};
}

std::optional<Estimate> wait_of(const Forecast& forecast, const Ticket& ticket) {
    if (!std::holds_alternative<Waiting>(ticket.stage)) return std::nullopt;
    if (const auto own = forecast.tickets.find(ticket.id); own != forecast.tickets.end()) return own->second;
    // A category goes before those for whom that was told. (The public feed hides it: there such a visitor
    // reads for a moment what the others wait, which is never too short.)
    if (forecast.at >= ticket.taken || !ticket.category.value.empty()) return std::nullopt;
    const auto service = forecast.services.find(ticket.service);
    return service == forecast.services.end() ? std::nullopt : std::optional(service->second);
}

namespace {

constexpr std::chrono::minutes grid{5};
constexpr int calls_to_speak_of = 10;  // an average of fewer says nothing yet

// What becomes of the day's average wait for a kind, over all futures together.
struct Course {
    std::optional<Timestamp> breaks;  // nothing: the norm holds
    Seconds average{};
};

Course course_of(const Plan& plan, const WindowKind& kind, const Waits& today, const Scene& scene,
                 int futures) {
    std::map<std::int64_t, Waits> by_step;
    Rollout rollout(scene, true);
    for (int future = 0; future < futures; ++future) {
        rollout.play(static_cast<std::uint64_t>(future), Rollout::Until::over);
        for (const auto& call : rollout.first_calls()) {
            if (plan.services[call.service].kind != kind.id) continue;
            Waits& waits = by_step[(call.at - scene.now) / grid];
            ++waits.count;
            waits.sum += call.waited;
        }
    }
    Course course;
    Waits all{today.count * futures, today.sum * futures};
    for (const auto& [step, waits] : by_step) {
        all.count += waits.count;
        all.sum += waits.sum;
        if (!course.breaks && all.count >= calls_to_speak_of * futures &&
            all.sum > Milliseconds{kind.norm.wait} * all.count)
            course.breaks = scene.now + (step + 1) * grid;
    }
    if (all.count > 0) course.average = std::chrono::round<Seconds>(all.sum / all.count);
    return course;
}

bool serves_kind(const Plan& plan, const Window& window, const KindId& kind) {
    return std::any_of(window.services.begin(), window.services.end(), [&](const ServiceId& id) {
        const Service* service = find(plan, id);
        return service && service->kind == kind;
    });
}

// Of the windows nobody has opened the one that helps most.
void propose(Advice& advice, const State& state, const WindowKind& kind, const Waits& today,
             const Scene& scene, int futures) {
    advice.then = advice.average;
    for (const Window& window : state.plan.windows) {
        const WindowState* post = find(state, window.id);
        if (!post || !std::holds_alternative<Closed>(post->post)) continue;
        if (!serves_kind(state.plan, window, kind.id)) continue;
        const Course course = course_of(state.plan, kind, today, with_window(scene, state, window), futures);
        if (course.average >= advice.then) continue;
        advice.open = window.id;
        advice.then = course.average;
        advice.avoids = !course.breaks;
    }
}

}  // namespace

std::optional<Advice> advice(const State& state, Timestamp now, int futures) {
    const Scene scene = scene_of(state, now);
    std::optional<Advice> first;
    for (const WindowKind& kind : state.plan.kinds) {
        const auto known = state.experience.waits.find(kind.id);
        const Waits today = known == state.experience.waits.end() ? Waits{} : known->second;
        // Broken already: too late for a warning, the figures say so.
        if (today.count >= calls_to_speak_of && today.sum > Milliseconds{kind.norm.wait} * today.count)
            continue;
        const Course course = course_of(state.plan, kind, today, scene, futures);
        if (!course.breaks || (first && first->breaks <= *course.breaks)) continue;
        first = Advice{kind.id, *course.breaks, course.average, std::nullopt, {}, false};
        propose(*first, state, kind, today, scene, futures);
    }
    return first;
}

}  // namespace okno::hall
