// The routes of the administrator's pages: the users, and the audit trail, which auditors read, too. They
// know HTTP and rights; what an act means is said by the UserOffice.
//
//   GET  /api/users -> {users: [{name, role, window, blocked, must_change, pin, last_log_in}]}
//   POST /api/users {act, name, role, window} -> the same, and the new password if there is one; act: "add",
//        "give_password", "change", "block", "unblock", "remove"; role and window where they are wanted
//   GET  /api/audit[?before=N] -> {acts: [...], before: N | null}, the newest first
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "console/pages/pages.hpp"
#include "console/people/gate.hpp"
#include "console/people/user_office.hpp"

namespace okno::console {

class UserRoutes {
  public:
    // All must outlive the routes.
    UserRoutes(Doorkeeper& doorkeeper, const Gate& gate, Pages& pages);

    void add_to(httplib::Server& server);

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Json = nlohmann::json;

    void tell_users(const Request& request, Response& response);
    void act(const Request& request, Response& response, const httplib::ContentReader& body);
    UserOffice::NewPassword carry_out(const std::string& by, const Json& json);
    void tell_trail(const Request& request, Response& response);
    Json users_json() const;

    UserOffice office_;
    const AuditTrail& trail_;
    const Gate& gate_;
    Pages& pages_;
};

}  // namespace okno::console
