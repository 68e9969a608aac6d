// The routes of the administrator's page of backups. They are made by the dispatcher
// (dispatcher/backup_keeper); here are the rights, the audit trail and HTTP. A backup is not read or brought
// back from here: that is done at the dispatcher's computer, by whoever may read its keys.
//
//   GET  /api/backups -> "backups" of protocol/SPEC.md, and {"now": ms}
//   POST /api/backups {act: "make"} -> the same
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "console/mailbox.hpp"
#include "console/people/audit_trail.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class BackupRoutes {
  public:
    // All must outlive the routes.
    BackupRoutes(AuditTrail& trail, const Gate& gate, Mailbox& mailbox)
        : trail_(trail), gate_(gate), mailbox_(mailbox) {}

    void add_to(httplib::Server& server);

  private:
    void tell(const httplib::Request& request, httplib::Response& response);
    void make(const httplib::Request& request, httplib::Response& response,
              const httplib::ContentReader& body);
    void pass_on(const std::string& kind, const nlohmann::json& body, httplib::Response& response);

    AuditTrail& trail_;
    const Gate& gate_;
    Mailbox& mailbox_;
};

}  // namespace okno::console
