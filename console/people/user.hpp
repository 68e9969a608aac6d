// Who may log in to the console: a name, a role, and for an operator the window they sit at. Plain data, and
// the file it is kept in: JSON under --data, mode 0600, always replaced in one step. Passwords and PINs are
// kept as argon2id strings only. Any thread may read; a change takes a lock file, so two at once never lose a
// user.
// Failures (unreadable, malformed) are UserError with the file and what to do.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hall/ids.hpp"

namespace okno::console {

enum class Role { window_operator, manager, guard, auditor, administrator };
inline constexpr std::array every_role{Role::window_operator, Role::manager, Role::guard, Role::auditor,
                                       Role::administrator};

std::string_view to_string(Role role);  // "operator", "manager", "guard", "auditor", "administrator"
std::optional<Role> role_from(std::string_view text);

struct User {
    std::string name;
    Role role = Role::auditor;
    std::optional<hall::WindowId> window;  // operators only
    std::string password_hash;             // argon2id, as libsodium writes it
    bool must_change = false;              // somebody else has seen the password: it opens one page alone
    bool blocked = false;
    std::string pin_hash = {};     // operators: argon2id; empty: none
    bool calls_by_number = false;  // operators: granted to them; a manager always may
    bool pin_disabled = false;     // too many wrong ones: until a log-in with the password
    bool operator==(const User&) const = default;
};

struct UserError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Small Latin letters, digits, ".", "_" and "-"; begins with a letter or digit; at most 32.
bool is_user_name(std::string_view name);

User* find_user(std::vector<User>& users, std::string_view name);  // null: nobody has that name

class UserFile {
  public:
    explicit UserFile(const std::filesystem::path& folder);

    std::vector<User> read() const;  // no file yet: nobody
    void put(const User& user);      // adds the user or replaces the one of that name
    // Nobody else changes the file between the reading and the writing. False, or an exception: nothing is
    // written.
    bool change(const std::function<bool(std::vector<User>&)>& edit);
    // Changes whenever the file is replaced; cheap enough to ask for at each request.
    std::string stamp() const;
    std::filesystem::path folder() const { return file_.parent_path(); }

  private:
    std::filesystem::path file_;
};

}  // namespace okno::console
