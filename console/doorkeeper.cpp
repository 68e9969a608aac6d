#include "console/doorkeeper.hpp"

#include <algorithm>

#include "console/password.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {
constexpr std::chrono::seconds hash_patience{5};
}

// A damaged file locks nobody out and lets nobody in: the people last known stay. Told once per change.
void Doorkeeper::look_at_file() {
    std::string stamp = file_.stamp();
    if (stamp == stamp_) return;
    stamp_ = std::move(stamp);
    try {
        users_ = file_.read();
    } catch (const std::exception& error) {
        spdlog::error("The list of users cannot be read; the old one stays in force. reason=\"{}\"",
                      error.what());
    }
}

std::optional<User> Doorkeeper::find(const std::string& name) {
    look_at_file();
    const auto found =
        std::find_if(users_.begin(), users_.end(), [&](const User& user) { return user.name == name; });
    if (found == users_.end()) return std::nullopt;
    return *found;
}

tl::expected<Admission, protocol::Refusal> Doorkeeper::log_in(const std::string& name,
                                                              const std::string& password,
                                                              const std::string& address,
                                                              platform::SteadyTime now) {
    std::optional<User> user;
    {
        const std::lock_guard lock(mutex_);
        const auto wait = std::max(by_account_.wait(name, now), by_address_.wait(address, now));
        if (wait.count() > 0) return tl::make_unexpected(complain_too_many_attempts(wait));
        // Counted before the slow check: many tries at the same moment are many failures.
        by_account_.failed(name, now);
        by_address_.failed(address, now);
        user = find(name);
    }
    const auto fits = verify_password(user ? user->password_hash : std::string{}, password, hash_patience);
    if (!fits) return tl::make_unexpected(complain(Complaint::busy));
    if (!*fits) return tl::make_unexpected(complain(Complaint::wrong_password));
    const std::lock_guard lock(mutex_);
    by_account_.succeeded(name);
    by_address_.succeeded(address);
    const std::string token = sessions_.open(user->name, user->password_hash, now);
    return Admission{token, Guest{*user, sessions_.find(token, now)->csrf}};
}

void Doorkeeper::log_out(const std::string& token) {
    const std::lock_guard lock(mutex_);
    sessions_.close(token);
}

std::optional<Guest> Doorkeeper::who(const std::string& token, platform::SteadyTime now, bool counts) {
    const std::lock_guard lock(mutex_);
    const Session* session = counts ? sessions_.use(token, now) : sessions_.find(token, now);
    if (!session) return std::nullopt;
    const auto user = find(session->user);
    if (!user || user->password_hash != session->password_hash) {
        sessions_.close(token);
        return std::nullopt;
    }
    return Guest{*user, session->csrf};
}

}  // namespace okno::console
