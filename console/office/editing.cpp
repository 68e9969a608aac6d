#include "console/office/editing.hpp"

namespace okno::console {

Editing::Editing(const EditingOptions& options, const std::filesystem::path& data, const Gate& gate,
                 Mailbox& mailbox, AuditTrail& trail)
    : plan_routes_(
          gate, options.plan.empty() ? nullptr : &plan_.emplace(options.plan, data / "plan", mailbox, trail)),
      content_routes_(gate, options.playlist.empty() ? nullptr : &content_.emplace(options.playlist, trail),
                      mailbox) {}

void Editing::add_to(Listener& listener) {
    plan_routes_.add_to(listener);
    content_routes_.add_to(listener);
}

void Editing::start() {
    if (plan_) plan_->start();
}

}  // namespace okno::console
