// The routes of the administrator's page of devices: who is there, who knocks, and letting in and locking
// out. What an act means is the dispatcher's business (dispatcher/administration); here are the rights, the
// audit trail and HTTP.
//
//   GET  /api/devices -> device_page.hpp
//   POST /api/devices {act: "approve", fingerprint, name, role} | {act: "revoke", name} -> {state}
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "console/mailbox.hpp"
#include "console/people/audit_trail.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class DeviceRoutes {
  public:
    // All must outlive the routes.
    DeviceRoutes(AuditTrail& trail, const Gate& gate, Mailbox& mailbox)
        : trail_(trail), gate_(gate), mailbox_(mailbox) {}

    void add_to(httplib::Server& server);

  private:
    using Told = tl::expected<nlohmann::json, protocol::Refusal>;

    void tell(const httplib::Request& request, httplib::Response& response);
    void act(const httplib::Request& request, httplib::Response& response,
             const httplib::ContentReader& body);
    Told carry_out(const std::string& by, const nlohmann::json& json);
    Told page();

    AuditTrail& trail_;
    const Gate& gate_;
    Mailbox& mailbox_;
};

}  // namespace okno::console
