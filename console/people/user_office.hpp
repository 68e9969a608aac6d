// What an administrator does about the users: every act is checked, written into the audit trail and then
// into the user file, in this order and under the file's lock. Somebody who can administrate is always left.
// Thread-safe. Who may come here at all is a question of rights.hpp.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "console/people/audit_trail.hpp"
#include "console/people/user.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

struct Position {
    Role role = Role::auditor;
    std::optional<hall::WindowId> window;  // of an operator, and of nobody else
    bool calls_by_number = false;          // granted to an operator, and to nobody else
};

class UserOffice {
  public:
    // The trail must outlive it.
    UserOffice(UserFile file, AuditTrail& trail) : file_(std::move(file)), trail_(trail) {}

    // A made password, to be shown once and changed at the first log-in.
    using NewPassword = tl::expected<std::string, protocol::Refusal>;
    using Done = tl::expected<void, protocol::Refusal>;

    std::vector<User> users() const { return file_.read(); }
    // `by`: the administrator's log-in name.
    NewPassword add(const std::string& by, const std::string& name, const Position& position);
    NewPassword give_password(const std::string& by, const std::string& name);  // takes the PIN away, too
    Done change(const std::string& by, const std::string& name, const Position& position);
    Done block(const std::string& by, const std::string& name);
    Done unblock(const std::string& by, const std::string& name);
    Done remove(const std::string& by, const std::string& name);

  private:
    template <class Edit>
    Done edit(const std::string& name, const Act& act, Edit edit);

    UserFile file_;
    AuditTrail& trail_;
};

}  // namespace okno::console
