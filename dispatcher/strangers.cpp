#include "dispatcher/strangers.hpp"

#include <algorithm>

#include "platform/keys.hpp"

namespace okno::dispatcher {

std::optional<Expected> Strangers::knock(const std::string& public_key, const std::string& address,
                                         platform::Instant now) {
    std::erase_if(expected_, [&](const Expected& each) { return each.until.steady <= now.steady; });
    if (!expected_.empty()) {
        const std::string fingerprint = platform::fingerprint(public_key);
        const auto found = std::find_if(expected_.begin(), expected_.end(), [&](const Expected& each) {
            return each.fingerprint == fingerprint;
        });
        if (found != expected_.end()) {
            const Expected welcome = *found;
            expected_.erase(found);
            known_.erase(public_key);
            return welcome;
        }
    }
    if (const auto known = known_.find(public_key); known != known_.end())
        known->second.last = now;
    else if (has_place(address, now.steady))
        known_[public_key] = {public_key, address, now, now};
    else
        no_place_at_ = now.steady;
    return std::nullopt;
}

bool Strangers::has_place(const std::string& address, platform::SteadyTime now) {
    std::erase_if(known_, [&](const auto& known) { return now - known.second.last.steady >= silent_after; });
    const auto neighbours = std::count_if(known_.begin(), known_.end(),
                                          [&](const auto& known) { return known.second.address == address; });
    return known_.size() < at_most && static_cast<std::size_t>(neighbours) < of_one_address;
}

bool Strangers::expect(const Expected& expected, platform::SteadyTime now) {
    std::erase_if(expected_, [&](const Expected& each) {
        return each.until.steady <= now || each.fingerprint == expected.fingerprint ||
               each.name == expected.name;
    });
    if (expected_.size() >= expected_at_most) return false;
    expected_.push_back(expected);
    return true;
}

const Stranger* Strangers::find(const std::string& fingerprint) const {
    for (const auto& [key, stranger] : known_)
        if (platform::fingerprint(key) == fingerprint) return &stranger;
    return nullptr;
}

std::map<std::string, Stranger> Strangers::knocking(platform::SteadyTime now) const {
    std::map<std::string, Stranger> found;
    for (const auto& [key, stranger] : known_)
        if (now - stranger.last.steady < silent_after) found[platform::fingerprint(key)] = stranger;
    return found;
}

std::vector<Expected> Strangers::expected(platform::SteadyTime now) const {
    std::vector<Expected> waiting;
    for (const Expected& each : expected_)
        if (now < each.until.steady) waiting.push_back(each);
    return waiting;
}

}  // namespace okno::dispatcher
