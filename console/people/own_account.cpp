// What people do about their own account: the first administrator comes into being, a password and a PIN are
// chosen, other sessions are ended.
#include <algorithm>

#include "console/people/doorkeeper.hpp"
#include "console/people/password.hpp"
#include "console/people/password_rules.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::seconds hash_patience{5};

// Wrong codes make an account wait that nobody can have.
const std::string account_of_first_start = "first start";

}  // namespace

bool Doorkeeper::prepare_first_start() {
    const bool waits = waits_for_first_start();
    if (waits)
        first_start_.offer();
    else
        first_start_.end();
    return waits;
}

bool Doorkeeper::waits_for_first_start() {
    const std::lock_guard lock(mutex_);
    look_at_file();
    return known_ && users_.empty();
}

Doorkeeper::Admitted Doorkeeper::first_start(const std::string& code, const std::string& name,
                                             const std::string& password, const std::string& address,
                                             platform::SteadyTime now) {
    {
        const std::lock_guard lock(mutex_);
        if (auto wait = count_attempt(account_of_first_start, address, now))
            return tl::make_unexpected(*std::move(wait));
        if (!first_start_.fits(code)) {
            trail_.note({Deed::first_start_refused, "", ""});
            return tl::make_unexpected(complain(Complaint::wrong_code));
        }
        forget_attempts(account_of_first_start, address);
    }
    if (!is_user_name(name)) return tl::make_unexpected(complain(Complaint::bad_user_name));
    if (auto no = why_not_password(password, name)) return tl::make_unexpected(*std::move(no));
    const User administrator{name, Role::administrator, std::nullopt, hash_password(password)};
    // The user first, then the code goes: a crash in between leaves a code that opens nothing any more.
    const bool made = file_.change([&](std::vector<User>& users) {
        if (!users.empty()) return false;
        trail_.record({Deed::first_start, name, ""});
        users.push_back(administrator);
        return true;
    });
    const std::lock_guard lock(mutex_);
    first_start_.end();
    if (!made) return tl::make_unexpected(complain(Complaint::first_start_over));
    return admit(administrator, now);
}

Doorkeeper::Admitted Doorkeeper::change_password(const std::string& token, const std::string& old_one,
                                                 const std::string& new_one, const std::string& address,
                                                 platform::SteadyTime now) {
    const auto guest = who(token, now, true);
    if (!guest) return tl::make_unexpected(complain(Complaint::not_logged_in));
    const std::string& name = guest->user.name;
    {
        const std::lock_guard lock(mutex_);
        if (auto wait = count_attempt(name, address, now)) return tl::make_unexpected(*std::move(wait));
    }
    const auto fits = verify_password(guest->user.password_hash, old_one, hash_patience);
    if (!fits) return tl::make_unexpected(complain(Complaint::busy));
    if (!*fits) return tl::make_unexpected(complain(Complaint::wrong_old_password));
    {
        const std::lock_guard lock(mutex_);
        forget_attempts(name, address);
    }
    if (new_one == old_one) return tl::make_unexpected(complain(Complaint::password_same));
    if (auto no = why_not_password(new_one, name)) return tl::make_unexpected(*std::move(no));
    std::optional<User> changed;
    const std::string hash = hash_password(new_one);
    file_.change([&](std::vector<User>& users) {
        User* user = find_user(users, name);
        // Somebody else may have given another one in the meantime.
        if (!user || user->password_hash != guest->user.password_hash) return false;
        trail_.record({Deed::password_changed, name, ""});
        user->password_hash = hash;
        user->must_change = false;
        changed = *user;
        return true;
    });
    const std::lock_guard lock(mutex_);
    sessions_.close(token);
    if (!changed) return tl::make_unexpected(complain(Complaint::not_logged_in));
    // Who relieves a colleague goes on at the colleague's window.
    return admit(*changed, now, guest->by_pin ? guest->user.window : std::nullopt);
}

std::optional<protocol::Refusal> Doorkeeper::set_pin(const std::string& token, const std::string& pin,
                                                     platform::SteadyTime now) {
    const auto guest = who(token, now, true);
    if (!guest) return complain(Complaint::not_logged_in);
    if (guest->user.role != Role::window_operator) return complain(Complaint::not_allowed);
    if (guest->by_pin) return complain(Complaint::password_needed_for_pin);
    if (auto no = why_not_pin(pin)) return no;
    const std::string hash = hash_password(pin);
    const bool done = file_.change([&](std::vector<User>& users) {
        User* user = find_user(users, guest->user.name);
        if (!user || user->password_hash != guest->user.password_hash) return false;
        trail_.record({Deed::pin_set, user->name, ""});
        user->pin_hash = hash;
        user->pin_disabled = false;
        return true;
    });
    if (!done) return complain(Complaint::not_logged_in);
    const std::lock_guard lock(mutex_);
    wrong_pins_.erase(guest->user.name);
    return std::nullopt;
}

std::vector<Doorkeeper::OwnSession> Doorkeeper::own_sessions(const std::string& token,
                                                             platform::SteadyTime now) {
    const auto guest = who(token, now, false);
    if (!guest) return {};
    const auto seconds = [](auto passed) { return std::chrono::floor<std::chrono::seconds>(passed); };
    const std::lock_guard lock(mutex_);
    std::vector<OwnSession> own;
    for (const auto& [each, session] : sessions_.of(guest->user.name, now))
        own.push_back({seconds(now - session.opened), seconds(now - session.last_used), each == token});
    std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.age < b.age; });
    return own;
}

void Doorkeeper::end_other_sessions(const std::string& token, platform::SteadyTime now) {
    const auto guest = who(token, now, true);
    if (!guest) return;
    trail_.note({Deed::sessions_ended, guest->user.name, ""});
    const std::lock_guard lock(mutex_);
    for (const auto& [each, session] : sessions_.of(guest->user.name, now))
        if (each != token) sessions_.close(each);
}

}  // namespace okno::console
