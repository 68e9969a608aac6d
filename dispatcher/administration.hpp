// What the administrator's pages ask of the dispatcher itself and not of the hall: which devices it hears,
// whom to let in and lock out, the backups, its newest warnings. Nothing here is an event: the journal is
// about the hall, and who may connect is a list beside it. Asked again, each gives the same answer. Who may
// ask is a row of access.cpp; who acts must name a person, which the log tells. Dispatcher's thread.
#pragma once

#include <string>
#include <string_view>

#include "dispatcher/attendance.hpp"
#include "dispatcher/backup_keeper.hpp"
#include "dispatcher/guest_list.hpp"
#include "dispatcher/strangers.hpp"
#include "protocol/messages.hpp"

namespace okno::dispatcher {

// "devices", "approve_device", "revoke_device", "backups", "make_backup", "log"
bool is_administrative(std::string_view kind);

class Administration {
  public:
    // All must outlive it. `public_key`: the dispatcher's own, which a new device has to know.
    Administration(GuestList& guests, const Attendance& attendance, BackupKeeper& backups,
                   std::string public_key, platform::Instant start);

    protocol::Reply answer(const Guest& guest, const protocol::Request& request, platform::Instant now);
    // A key that is not on the list knocks; when it is expected, it is put there.
    void knock(const std::string& public_key, const std::string& address, platform::Instant now);
    // Somebody on the list comes in.
    void came_from(const std::string& name, const std::string& address) { addresses_[name] = address; }

  private:
    using Told = tl::expected<std::string, protocol::Refusal>;  // the body of the reply

    Told devices(platform::Instant now) const;
    Told approve(const Guest& guest, const std::string& body, platform::Instant now);
    Told revoke(const Guest& guest, const std::string& body);
    Told backups() const;
    Told make_backup(const std::string& body);
    Told log(const std::string& body) const;
    Told let_in(const std::string& public_key, const Guest& guest);

    GuestList& guests_;
    const Attendance& attendance_;
    BackupKeeper& backups_;
    std::string public_key_;
    platform::Instant start_;
    Strangers strangers_;
    std::map<std::string, std::string> addresses_;  // by name, of the latest connection
};

}  // namespace okno::dispatcher
