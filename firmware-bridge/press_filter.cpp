#include "firmware-bridge/press_filter.hpp"

#include <algorithm>

namespace okno::bridge {

namespace {

using platform::SteadyTime;

}  // namespace

PressFilter::PressFilter(const Timing& timing, bool single) : timing_(timing) {
    if (single) timing_.chord_window = {};
}

PressFilter::PressFilter(const Keypad& keypad)
    : PressFilter(keypad.timing, actions_of(keypad.layout).size() < 2) {}

std::vector<FilterNews> PressFilter::observe(const std::set<Action>& down, SteadyTime now) {
    std::vector<FilterNews> news = work(now);
    for (auto& [action, contact] : contacts_) {
        if (!contact.down || down.contains(action)) continue;
        contact.down = false;
        contact.up_since = now;
    }
    for (const Action& action : down)
        if (Contact& contact = contacts_[action]; !contact.down) press(action, contact, now);
    for (const FilterNews& more : work(now)) news.push_back(more);  // without a chord window: at once
    return news;
}

void PressFilter::press(Action action, Contact& contact, SteadyTime now) {
    contact.down = true;
    if (contact.up_since && now - *contact.up_since < timing_.bounce) return;  // it never opened
    contact.down_since = now;
    contact.stuck_told = false;
    if (contact.last_press && now - *contact.last_press < timing_.minimum_interval) return;
    contact.last_press = now;
    Candidate& candidate = candidates_[action];
    candidate = {now, false};
    if (timing_.chord_window == std::chrono::milliseconds{}) return;
    for (auto& [other, earlier] : candidates_) {
        if (other == action) continue;
        earlier.spoiled = true;
        candidate.spoiled = true;
    }
}

std::vector<FilterNews> PressFilter::work(SteadyTime now) {
    std::vector<FilterNews> news;
    std::vector<std::pair<SteadyTime, Action>> ripe;
    for (auto it = candidates_.begin(); it != candidates_.end();) {
        const auto& [action, candidate] = *it;
        if (now - candidate.since < timing_.chord_window) {
            ++it;
            continue;
        }
        if (!candidate.spoiled) ripe.emplace_back(candidate.since, action);
        it = candidates_.erase(it);
    }
    std::sort(ripe.begin(), ripe.end());
    for (const auto& [since, action] : ripe) news.emplace_back(Pressed{action});
    for (auto& [action, contact] : contacts_) {
        if (!contact.down || contact.stuck_told || now - *contact.down_since < timing_.stuck_after) continue;
        contact.stuck_told = true;
        news.emplace_back(Stuck{action});
    }
    return news;
}

std::optional<SteadyTime> PressFilter::next_deadline() const {
    std::optional<SteadyTime> next;
    const auto consider = [&](SteadyTime at) { next = next ? std::min(*next, at) : at; };
    for (const auto& [action, candidate] : candidates_) consider(candidate.since + timing_.chord_window);
    for (const auto& [action, contact] : contacts_)
        if (contact.down && !contact.stuck_told) consider(*contact.down_since + timing_.stuck_after);
    return next;
}

}  // namespace okno::bridge
