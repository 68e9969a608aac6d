#include "console/people/user_command.hpp"

#include <cstdio>

#include "console/people/audit_trail.hpp"
#include "console/people/password.hpp"

namespace okno::console {

int add_user(const Config& config) {
    User user = *config.add_user;
    const std::string password = make_password();
    user.password_hash = hash_password(password);
    UserFile file(config.data);
    AuditTrail(config.data)
        .record({Deed::user_added, "", user.name, user.role, user.window, user.calls_by_number});
    file.put(user);
    std::printf("%s %s\n", user.name.c_str(), password.c_str());
    return 0;
}

}  // namespace okno::console
