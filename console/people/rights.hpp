// Who may do what: an operator acts at their own window (by number only when that is granted to them), a
// manager at any, both receive visitors; guards and auditors only look; an administrator has the users and
// nothing to do in the hall. Pure; the dispatcher checks the console's key besides.
#pragma once

#include <array>
#include <optional>

#include "console/pages/pages.hpp"
#include "console/people/user.hpp"
#include "hall/commands.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

std::optional<protocol::Refusal> why_not_do(const User& user, const hall::Wish& wish);  // empty: go ahead
bool may_call_by_number(const User& user);  // at a window where they may act at all
bool may_see(const User& user, const PageKey& page);
// Pages that are asked for and do not follow the hall.
enum class StillPage { users, audit_trail, history, reports, plan, devices, content, backups, log };
inline constexpr std::array every_still_page{StillPage::users,   StillPage::audit_trail, StillPage::history,
                                             StillPage::reports, StillPage::plan,        StillPage::devices,
                                             StillPage::content, StillPage::backups,     StillPage::log};
bool may_open(const User& user, StillPage page);
PageKey first_page(const User& user);

}  // namespace okno::console
