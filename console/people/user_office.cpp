#include "console/people/user_office.hpp"

#include <algorithm>

#include "console/people/password.hpp"
#include "console/sentences.hpp"

namespace okno::console {

namespace {

std::optional<protocol::Refusal> why_not_position(const Position& position) {
    const bool needs = position.role == Role::window_operator;
    if (needs && (!position.window || position.window->value < 1)) return complain(Complaint::window_needed);
    if (!needs && position.calls_by_number) return complain(Complaint::number_right_not_needed);
    if (!needs && position.window) return complain(Complaint::window_not_needed);
    return std::nullopt;
}

bool has_administrator(const std::vector<User>& users) {
    return std::any_of(users.begin(), users.end(),
                       [](const User& user) { return user.role == Role::administrator && !user.blocked; });
}

}  // namespace

template <class Edit>
UserOffice::Done UserOffice::edit(const std::string& name, const Act& act, Edit edit) {
    std::optional<protocol::Refusal> no;
    file_.change([&](std::vector<User>& users) {
        User* user = find_user(users, name);
        const bool had_one = has_administrator(users);
        if (user)
            edit(users, *user);
        else
            no = complain(Complaint::unknown_user);
        if (had_one && !has_administrator(users)) no = complain(Complaint::last_administrator);
        if (no) return false;
        trail_.record(act);
        return true;
    });
    if (no) return tl::make_unexpected(*std::move(no));
    return {};
}

UserOffice::NewPassword UserOffice::add(const std::string& by, const std::string& name,
                                        const Position& position) {
    if (!is_user_name(name)) return tl::make_unexpected(complain(Complaint::bad_user_name));
    if (auto no = why_not_position(position)) return tl::make_unexpected(*std::move(no));
    std::string password = make_password();
    User user{name, position.role, position.window, hash_password(password), true};
    user.calls_by_number = position.calls_by_number;
    const bool added = file_.change([&](std::vector<User>& users) {
        if (find_user(users, name)) return false;
        trail_.record({Deed::user_added, by, name, position.role, position.window, position.calls_by_number});
        users.push_back(user);
        return true;
    });
    if (!added) return tl::make_unexpected(complain(Complaint::user_exists));
    return password;
}

UserOffice::NewPassword UserOffice::give_password(const std::string& by, const std::string& name) {
    std::string password = make_password();
    const std::string hash = hash_password(password);
    const auto done = edit(name, {Deed::password_given, by, name}, [&](std::vector<User>&, User& user) {
        user.password_hash = hash;
        user.must_change = true;
        user.pin_hash.clear();
        user.pin_disabled = false;
    });
    if (!done) return tl::make_unexpected(done.error());
    return password;
}

UserOffice::Done UserOffice::change(const std::string& by, const std::string& name,
                                    const Position& position) {
    if (auto no = why_not_position(position)) return tl::make_unexpected(*std::move(no));
    return edit(name,
                {Deed::user_changed, by, name, position.role, position.window, position.calls_by_number},
                [&](std::vector<User>&, User& user) {
                    user.role = position.role;
                    user.window = position.window;
                    user.calls_by_number = position.calls_by_number;
                    if (position.role != Role::window_operator) user.pin_hash.clear();
                });
}

UserOffice::Done UserOffice::block(const std::string& by, const std::string& name) {
    return edit(name, {Deed::user_blocked, by, name},
                [](std::vector<User>&, User& user) { user.blocked = true; });
}

UserOffice::Done UserOffice::unblock(const std::string& by, const std::string& name) {
    return edit(name, {Deed::user_unblocked, by, name},
                [](std::vector<User>&, User& user) { user.blocked = false; });
}

UserOffice::Done UserOffice::remove(const std::string& by, const std::string& name) {
    return edit(name, {Deed::user_removed, by, name}, [&](std::vector<User>& users, User&) {
        std::erase_if(users, [&](const User& user) { return user.name == name; });
    });
}

}  // namespace okno::console
