// What an administrator edits from the console beside the users: the hall's plan and the content of its
// boards, each when the console was told where it is. Owns the offices and their routes; part of the web
// server.
#pragma once

#include <optional>

#include "console/office/content_office.hpp"
#include "console/office/content_routes.hpp"
#include "console/office/plan_office.hpp"
#include "console/office/plan_routes.hpp"

namespace okno::console {

struct EditingOptions {
    std::filesystem::path plan;      // the plan's file; empty: it is changed elsewhere
    std::filesystem::path playlist;  // the folder that the boards show; empty: likewise
};

class Editing {
  public:
    // The references must outlive it. `data`: the console's own folder.
    Editing(const EditingOptions& options, const std::filesystem::path& data, const Gate& gate,
            Mailbox& mailbox, AuditTrail& trail);

    void add_to(Listener& listener);
    void start();

  private:
    std::optional<PlanOffice> plan_;
    PlanRoutes plan_routes_;
    std::optional<ContentOffice> content_;
    ContentRoutes content_routes_;
};

}  // namespace okno::console
