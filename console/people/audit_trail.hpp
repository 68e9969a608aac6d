// The audit trail: who logged in, who changed what about whom, and who took which report. One line of JSON
// each in `audit.jsonl`, mode 0600, only ever appended to and flushed to the disk before the act is answered.
// Holds log-in names and nothing else about people; no password, no PIN, no address. Thread-safe; the command
// line writes to it, too.
//
//   {"at": ms UTC, "deed": "user_added", "who": "olga", "whom": "anna", "role": "operator", "window": 3}
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console/people/user.hpp"
#include "platform/clock.hpp"

namespace okno::console {

enum class Deed {
    log_in,
    log_in_refused,
    log_out,
    pin_log_in,
    pin_refused,
    pin_set,
    pin_disabled,
    password_changed,
    sessions_ended,
    first_start,
    first_start_refused,
    user_added,
    password_given,
    user_changed,
    user_blocked,
    user_unblocked,
    user_removed,
    device_approved,  // asked for; a refusal of the dispatcher follows
    device_revoked,   // likewise
    device_act_refused,
    backup_asked,
    plan_adopted,  // asked for; a refusal of the dispatcher follows
    plan_refused,
    plan_planned,
    plan_withdrawn,
    key_added,  // of the API; `whom`: its name
    key_removed,
    content_added,
    content_changed,
    content_removed,
    content_restored,
    report_made,        // shown on the page, where it can be printed
    report_downloaded,  // also one of the folder, and the forwarded applications
};
std::string_view to_string(Deed deed);

struct Act {
    Deed deed{};
    std::string who;  // "": nobody who is known, or the command line
    // "": nobody else; a device, with its fingerprint and role when it is let in; a report, by its file's
    // name.
    std::string whom;
    std::optional<Role> role{};
    std::optional<hall::WindowId> window{};
    bool calls_by_number = false;  // with a role: granted
};

class AuditTrail {
  public:
    explicit AuditTrail(const std::filesystem::path& folder);

    // Throws std::system_error when the line cannot be written.
    void record(const Act& act);
    // For acts that must not fail with the disk: a full one locks nobody out. Tells the log instead.
    void note(const Act& act) noexcept;
    // Of a log-in with password or PIN.
    std::optional<platform::WallTime> last_log_in(const std::string& name) const;

    struct Part {
        std::vector<std::string> lines;  // JSON, the newest first
        std::uint64_t before = 0;        // where the part before this one ends; 0: this was the first
    };
    static constexpr std::size_t lines_at_most = 100;
    // What was written before that place of the file; the newest when empty.
    Part part(std::optional<std::uint64_t> before) const;

  private:
    void remember_log_ins();

    std::filesystem::path file_;
    mutable std::mutex mutex_;
    std::map<std::string, platform::WallTime> log_ins_;
};

}  // namespace okno::console
