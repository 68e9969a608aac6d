// Who may ask for what: one table, role × kind of request. A role that is not in the table may do nothing.
#pragma once

#include <string_view>

namespace okno::dispatcher {

enum class Feed { none, public_feed, staff_feed };

// The most a role may hear. Replies, snapshots and events are cut down to the same.
Feed feed_of(std::string_view role);

// `kind`: a command ("call_next"), a query ("snapshot", "events", "chain") or an administrative request
// ("devices").
bool may(std::string_view role, std::string_view kind);

}  // namespace okno::dispatcher
