// Who may log in to the console: a name, a role, and for an operator the window they sit at. Plain data, and
// the file it is kept in: JSON under --data, mode 0600, always replaced in one step. Passwords are kept as
// argon2id strings only. Any thread may read; `put` takes a lock file, so two `add-user` never lose a user.
// Failures (unreadable, malformed) are UserError with the file and what to do.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hall/ids.hpp"

namespace okno::console {

enum class Role { window_operator, manager, guard, auditor };

std::string_view to_string(Role role);  // "operator", "manager", "guard", "auditor"
std::optional<Role> role_from(std::string_view text);

struct User {
    std::string name;
    Role role = Role::auditor;
    std::optional<hall::WindowId> window;  // operators only
    std::string password_hash;             // argon2id, as libsodium writes it
    bool operator==(const User&) const = default;
};

struct UserError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Small Latin letters, digits, ".", "_" and "-"; begins with a letter or digit; at most 32.
bool is_user_name(std::string_view name);

class UserFile {
  public:
    explicit UserFile(const std::filesystem::path& folder);

    std::vector<User> read() const;  // no file yet: nobody
    void put(const User& user);      // adds the user or replaces the one of that name
    // Changes whenever the file is replaced; cheap enough to ask for at each request.
    std::string stamp() const;

  private:
    std::filesystem::path file_;
};

}  // namespace okno::console
