#include "console/outside/api_gate.hpp"

#include <utility>

#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

constexpr std::string_view scheme = "Bearer ";
constexpr std::size_t key_bytes_at_most = 256;
constexpr std::chrono::minutes between_lines{1};
constexpr int burst_for_each_per_second = 10;

}  // namespace

// As with the users: a damaged file locks nobody out and lets nobody in. Told once per change.
void ApiGate::look_at_file() {
    std::string stamp = file_.stamp();
    if (stamp_ == stamp) return;
    stamp_ = std::move(stamp);
    try {
        keys_ = file_.read();
    } catch (const std::exception& error) {
        spdlog::error("The keys of the API cannot be read; the old ones stay in force. reason=\"{}\"",
                      error.what());
    }
}

// Somebody who guesses fills a counter, not the log: one line a minute.
ApiRefusal ApiGate::refuse_key(platform::SteadyTime now) {
    ++wrong_keys_;
    if (!told_at_ || now >= *told_at_ + between_lines) {
        spdlog::warn("Requests to the API came without a key that is known. requests={} all={}",
                     wrong_keys_ - told_, wrong_keys_.load());
        told_at_ = now;
        told_ = wrong_keys_;
    }
    return ApiRefusal{complain(Complaint::wrong_key)};
}

std::optional<ApiRefusal> ApiGate::why_not(const std::string& authorization, Scope scope,
                                           platform::SteadyTime now) {
    const std::lock_guard lock(mutex_);
    look_at_file();
    const ApiKey* key = nullptr;
    if (authorization.starts_with(scheme) && authorization.size() <= scheme.size() + key_bytes_at_most)
        key = find(keys_, std::string_view(authorization).substr(scheme.size()));
    if (!key) return refuse_key(now);
    const auto wait =
        limit_.take(key->name, {key->per_second, key->per_second * burst_for_each_per_second}, now);
    if (wait.count() > 0) return ApiRefusal{complain_too_often(wait), wait};
    if (!key->scopes.contains(scope)) return ApiRefusal{complain(Complaint::scope_missing, to_string(scope))};
    return std::nullopt;
}

}  // namespace okno::console
