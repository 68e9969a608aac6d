#include "console/people/sessions.hpp"

#include <algorithm>

#include "console/people/token.hpp"

namespace okno::console {

namespace {

std::chrono::seconds delay_after(int failures) {
    if (failures < FailedAttempts::free_of_charge) return {};
    const int doublings = std::min(failures - FailedAttempts::free_of_charge, 6);
    return std::min(std::chrono::seconds{1LL << doublings}, std::chrono::seconds{60});
}

bool has_ended(const Session& session, platform::SteadyTime now) {
    return now - session.last_used > Sessions::idle_at_most || now - session.opened > Sessions::whole_at_most;
}

template <class Map, class Time>
void drop_oldest(Map& map, Time Map::mapped_type::*time) {
    map.erase(std::min_element(map.begin(), map.end(), [&](const auto& a, const auto& b) {
        return a.second.*time < b.second.*time;
    }));
}

}  // namespace

std::string Sessions::open(const std::string& user, const std::string& standing, platform::SteadyTime now,
                           std::optional<hall::WindowId> by_pin_at) {
    std::erase_if(sessions_, [&](const auto& each) { return has_ended(each.second, now); });
    if (sessions_.size() >= sessions_at_most) drop_oldest(sessions_, &Session::last_used);
    const std::string token = random_token();
    sessions_[token] = Session{user, standing, by_pin_at, random_token(), now, now};
    return token;
}

const Session* Sessions::use(const std::string& token, platform::SteadyTime now) {
    const auto found = sessions_.find(token);
    if (found == sessions_.end()) return nullptr;
    if (has_ended(found->second, now)) {
        sessions_.erase(found);
        return nullptr;
    }
    found->second.last_used = now;
    return &found->second;
}

const Session* Sessions::find(const std::string& token, platform::SteadyTime now) const {
    const auto found = sessions_.find(token);
    return found != sessions_.end() && !has_ended(found->second, now) ? &found->second : nullptr;
}

void Sessions::close(const std::string& token) {
    sessions_.erase(token);
}

std::vector<std::pair<std::string, Session>> Sessions::of(const std::string& user,
                                                          platform::SteadyTime now) const {
    std::vector<std::pair<std::string, Session>> found;
    for (const auto& each : sessions_)
        if (each.second.user == user && !has_ended(each.second, now)) found.push_back(each);
    return found;
}

std::chrono::seconds FailedAttempts::wait(const std::string& by, platform::SteadyTime now) const {
    const auto found = tried_.find(by);
    if (found == tried_.end() || now - found->second.last > std::chrono::hours{1}) return {};
    const auto until = found->second.last + delay_after(found->second.failures);
    if (now >= until) return {};
    return std::chrono::ceil<std::chrono::seconds>(until - now);
}

void FailedAttempts::failed(const std::string& by, platform::SteadyTime now) {
    if (!tried_.contains(by) && tried_.size() >= kept_at_most) drop_oldest(tried_, &Record::last);
    Record& record = tried_[by];
    if (now - record.last > std::chrono::hours{1}) record.failures = 0;
    ++record.failures;
    record.last = now;
}

void FailedAttempts::succeeded(const std::string& by) {
    tried_.erase(by);
}

}  // namespace okno::console
