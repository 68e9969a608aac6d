#include "console/people/doorkeeper.hpp"

#include <algorithm>

#include "console/people/password.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::seconds hash_patience{5};

// What of a user a session stands on: when it changes, the session is over.
std::string standing_of(const User& user, bool by_pin) {
    std::string standing = user.password_hash;
    standing.append(" ").append(to_string(user.role));
    if (user.window) standing.append(" ").append(std::to_string(user.window->value));
    if (by_pin) standing.append(" ").append(user.pin_hash);
    return standing;
}

Guest guest_of(User user, const Session& session) {
    if (session.by_pin_at) user.window = session.by_pin_at;
    return Guest{std::move(user), session.csrf, session.by_pin_at.has_value()};
}

bool may_have_pin(const User& user) {
    return user.role == Role::window_operator && !user.blocked && !user.must_change &&
           !user.pin_hash.empty() && !user.pin_disabled;
}

}  // namespace

Doorkeeper::Doorkeeper(UserFile file)
    : file_(std::move(file)),
      trail_(file_.folder()),
      browsers_(file_.folder()),
      first_start_(file_.folder()) {}

// A damaged file locks nobody out and lets nobody in: the people last known stay. Told once per change.
void Doorkeeper::look_at_file() {
    std::string stamp = file_.stamp();
    if (stamp == stamp_) return;
    stamp_ = std::move(stamp);
    try {
        users_ = file_.read();
        known_ = true;
    } catch (const std::exception& error) {
        spdlog::error("The list of users cannot be read; the old one stays in force. reason=\"{}\"",
                      error.what());
    }
}

std::optional<User> Doorkeeper::find(const std::string& name) {
    look_at_file();
    const User* found = find_user(users_, name);
    return found ? std::optional{*found} : std::nullopt;
}

std::optional<protocol::Refusal> Doorkeeper::count_attempt(const std::string& name,
                                                           const std::string& address,
                                                           platform::SteadyTime now) {
    const auto wait = std::max(by_account_.wait(name, now), by_address_.wait(address, now));
    if (wait.count() > 0) return complain_too_many_attempts(wait);
    // Counted before the slow check: many tries at the same moment are many failures.
    by_account_.failed(name, now);
    by_address_.failed(address, now);
    return std::nullopt;
}

void Doorkeeper::forget_attempts(const std::string& name, const std::string& address) {
    by_account_.succeeded(name);
    by_address_.succeeded(address);
}

Admission Doorkeeper::admit(const User& user, platform::SteadyTime now,
                            std::optional<hall::WindowId> by_pin_at) {
    const std::string token =
        sessions_.open(user.name, standing_of(user, by_pin_at.has_value()), now, by_pin_at);
    return Admission{token, guest_of(user, *sessions_.find(token, now))};
}

Doorkeeper::Admitted Doorkeeper::log_in(const std::string& name, const std::string& password,
                                        const std::string& address, platform::SteadyTime now) {
    std::optional<User> user;
    {
        const std::lock_guard lock(mutex_);
        if (auto wait = count_attempt(name, address, now)) return tl::make_unexpected(*std::move(wait));
        user = find(name);
    }
    const auto fits = verify_password(user ? user->password_hash : std::string{}, password, hash_patience);
    if (!fits) return tl::make_unexpected(complain(Complaint::busy));
    if (!*fits || user->blocked) {
        // A name nobody has may be a password in the wrong field: it is not written down.
        trail_.note({Deed::log_in_refused, user ? name : "", ""});
        return tl::make_unexpected(complain(*fits ? Complaint::blocked : Complaint::wrong_password));
    }
    trail_.note({Deed::log_in, name, ""});
    if (user->pin_disabled) allow_pin_again(name);
    const std::lock_guard lock(mutex_);
    forget_attempts(name, address);
    wrong_pins_.erase(name);
    return admit(*user, now);
}

Doorkeeper::Admitted Doorkeeper::log_in_by_pin(const std::string& name, const std::string& pin,
                                               const std::string& browser, const std::string& address,
                                               platform::Instant now) {
    std::optional<User> user;
    std::optional<hall::WindowId> window;
    {
        const std::lock_guard lock(mutex_);
        window = window_where_pins_work(browser, now.wall);
        if (!window) return tl::make_unexpected(complain(Complaint::password_needed));
        if (auto wait = count_attempt(name, address, now.steady))
            return tl::make_unexpected(*std::move(wait));
        user = find(name);
    }
    const bool has_pin = user && may_have_pin(*user) && !has_used_up_pins(user->name);
    const auto fits = verify_password(has_pin ? user->pin_hash : std::string{}, pin, hash_patience);
    if (!fits) return tl::make_unexpected(complain(Complaint::busy));
    if (!*fits) return tl::make_unexpected(refuse_pin(user));
    trail_.note({Deed::pin_log_in, name, "", {}, window});
    const std::lock_guard lock(mutex_);
    forget_attempts(name, address);
    wrong_pins_.erase(name);
    return admit(*user, now.steady, window);
}

// Whether or not that could be written down.
bool Doorkeeper::has_used_up_pins(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto wrong = wrong_pins_.find(name);
    return wrong != wrong_pins_.end() && wrong->second >= wrong_pins_at_most;
}

bool Doorkeeper::is_last_wrong_pin(const User& user) {
    return may_have_pin(user) && ++wrong_pins_[user.name] >= wrong_pins_at_most;
}

// The answer is the same for a name nobody has, a user without a PIN and a wrong one.
protocol::Refusal Doorkeeper::refuse_pin(const std::optional<User>& user) {
    trail_.note({Deed::pin_refused, user ? user->name : "", ""});
    const auto disable = [&](std::vector<User>& users) {
        User* found = find_user(users, user->name);
        if (found) found->pin_disabled = true;
        return found != nullptr;
    };
    const auto is_last = [&] {
        const std::lock_guard lock(mutex_);
        return user && is_last_wrong_pin(*user);
    };
    if (!is_last()) return complain(Complaint::wrong_pin);
    try {
        if (file_.change(disable)) trail_.note({Deed::pin_disabled, user->name, ""});
    } catch (const std::exception& error) {
        spdlog::error(
            "A PIN is refused only until this program starts again: the list of users cannot be written. "
            "reason=\"{}\"",
            error.what());
    }
    return complain(Complaint::wrong_pin);
}

void Doorkeeper::allow_pin_again(const std::string& name) {
    try {
        file_.change([&](std::vector<User>& users) {
            User* found = find_user(users, name);
            if (found) found->pin_disabled = false;
            return found != nullptr;
        });
    } catch (const std::exception& error) {
        spdlog::error("A PIN stays disabled: the list of users cannot be written. reason=\"{}\"",
                      error.what());
    }
}

void Doorkeeper::log_out(const std::string& token) {
    const std::lock_guard lock(mutex_);
    sessions_.close(token);
}

std::optional<Guest> Doorkeeper::who(const std::string& token, platform::SteadyTime now, bool counts) {
    const std::lock_guard lock(mutex_);
    const Session* session = counts ? sessions_.use(token, now) : sessions_.find(token, now);
    if (!session) return std::nullopt;
    auto user = find(session->user);
    if (!user || user->blocked || standing_of(*user, session->by_pin_at.has_value()) != session->standing) {
        sessions_.close(token);
        return std::nullopt;
    }
    return guest_of(*std::move(user), *session);
}

std::string Doorkeeper::know_browser(const std::string& former, const User& user, platform::WallTime now) {
    const std::lock_guard lock(mutex_);
    return browsers_.know(former, *user.window, user.name, now);
}

std::optional<hall::WindowId> Doorkeeper::window_of_browser(const std::string& browser,
                                                            platform::WallTime now) {
    const std::lock_guard lock(mutex_);
    return window_where_pins_work(browser, now);
}

std::optional<hall::WindowId> Doorkeeper::window_where_pins_work(const std::string& browser,
                                                                 platform::WallTime now) {
    const auto known = browsers_.find(browser, now);
    if (!known) return std::nullopt;
    const auto user = find(known->user);
    if (!user || user->blocked || user->role != Role::window_operator) return std::nullopt;
    return known->window;
}

}  // namespace okno::console
