// What a board or a plate that nobody has let in yet shows of itself, in the languages of the hall. Pure.
#pragma once

#include <optional>

#include "hall/plan.hpp"
#include "protocol/introduction.hpp"
#include "ui/name_tag.hpp"

namespace okno::display {

// Empty: there is no reason to show it.
std::optional<ui::NameTag> name_tag(const protocol::Introduction& introduction, const hall::Plan& plan);

}  // namespace okno::display
