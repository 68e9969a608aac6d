#include "display/name_tag.hpp"

#include "display/words.hpp"

namespace okno::display {

std::optional<ui::NameTag> name_tag(const protocol::Introduction& introduction, const hall::Plan& plan) {
    if (!introduction.is_due()) return std::nullopt;
    return ui::NameTag{worded(plan, "For the administrator: this device's fingerprint"),
                       introduction.device(), introduction.fingerprint()};
}

}  // namespace okno::display
