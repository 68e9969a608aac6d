#include "dispatcher/administration.hpp"

#include <algorithm>
#include <array>

#include "dispatcher/access.hpp"
#include "plan/words.hpp"
#include "platform/log.hpp"
#include "platform/log_ring.hpp"
#include "platform/version.hpp"
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"
#include "protocol/sentences.hpp"

namespace okno::dispatcher {

using protocol::Fields;
using protocol::Json;

namespace {

constexpr std::array<std::string_view, 6> kinds{"devices", "approve_device", "revoke_device",
                                                "backups", "make_backup",    "log"};

// What a page may let in and lock out. A key that has rights over the hall, such as the console's own, is
// made and taken away on the dispatcher's computer: whoever gets hold of a log-in must not make themselves
// one.
constexpr std::array<std::string_view, 5> device_roles{"kiosk", "display", "printer", "bridge", "observer"};

constexpr std::array<std::string_view, 2> reserved_names{"dispatcher", "visitors"};
constexpr std::size_t typed_bytes = 64;

template <class Words>
bool contains(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::int64_t ms(platform::WallTime at) {
    return at.time_since_epoch().count();
}

auto refuse(std::string_view code) {
    return tl::make_unexpected(protocol::refusal(code));
}

std::string text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

bool is_administrative(std::string_view kind) {
    return contains(kinds, kind);
}

Administration::Administration(GuestList& guests, const Attendance& attendance, BackupKeeper& backups,
                               std::string public_key, platform::Instant start)
    : guests_(guests),
      attendance_(attendance),
      backups_(backups),
      public_key_(std::move(public_key)),
      start_(start) {}

protocol::Reply Administration::answer(const Guest& guest, const protocol::Request& request,
                                       platform::Instant now) {
    if (!may(guest.role, request.kind))
        return protocol::refused(request.id, protocol::refusal("not_allowed"));
    try {
        const Told told = request.kind == "devices"          ? devices(now)
                          : request.kind == "approve_device" ? approve(guest, request.body, now)
                          : request.kind == "revoke_device"  ? revoke(guest, request.body)
                          : request.kind == "backups"        ? backups()
                          : request.kind == "make_backup"    ? make_backup(request.body)
                                                             : log(request.body);
        return told ? protocol::Reply{request.id, true, *told} : protocol::refused(request.id, told.error());
    } catch (const protocol::CodecError& error) {
        return protocol::refused(request.id, protocol::refusal("malformed", error.what()));
    } catch (const std::exception& error) {  // the list cannot be written: the hall goes on
        spdlog::error("The list of devices cannot be changed. reason=\"{}\"", error.what());
        return protocol::refused(request.id, protocol::refusal("list_not_written"));
    }
}

void Administration::knock(const std::string& public_key, const std::string& address, platform::Instant now) {
    const auto welcome = strangers_.knock(public_key, address, now);
    if (!welcome) return;
    try {
        let_in(public_key, {welcome->name, welcome->role});
    } catch (const std::exception& error) {
        spdlog::error("The list of devices cannot be changed. reason=\"{}\"", error.what());
    }
}

Administration::Told Administration::devices(platform::Instant now) const {
    Json devices = Json::array();
    for (const auto& [key, guest] : guests_.all()) {
        Json device{{"name", guest.name},
                    {"role", guest.role},
                    {"fingerprint", platform::fingerprint(key)},
                    {"heard_ago_ms", nullptr},
                    {"address", nullptr},
                    {"revocable", contains(device_roles, guest.role)}};
        if (const auto heard = attendance_.last_heard({guest.name})) {
            device["heard_ago_ms"] =
                std::chrono::duration_cast<std::chrono::milliseconds>(now.steady - *heard).count();
            if (const auto from = addresses_.find(guest.name); from != addresses_.end())
                device["address"] = from->second;
        }
        devices.push_back(std::move(device));
    }
    const auto revoked = platform::read_revoked_keys(guests_.file());
    Json knocking = Json::array();
    for (const auto& [fingerprint, stranger] : strangers_.knocking(now.steady)) {
        const auto was =
            std::find_if(revoked.begin(), revoked.end(),
                         [&key = stranger.public_key](const auto& each) { return each.public_key == key; });
        knocking.push_back({{"fingerprint", fingerprint},
                            {"address", stranger.address},
                            {"first", ms(stranger.first.wall)},
                            {"last", ms(stranger.last.wall)},
                            {"revoked", was == revoked.end() ? Json(nullptr) : Json(was->name)}});
    }
    Json expected = Json::array();
    for (const Expected& each : strangers_.expected(now.steady))
        expected.push_back({{"fingerprint", each.fingerprint},
                            {"name", each.name},
                            {"role", each.role},
                            {"until", ms(each.until.wall)}});
    return text({{"dispatcher",
                  {{"version", platform::version}, {"public_key", public_key_}, {"since", ms(start_.wall)}}},
                 {"devices", devices},
                 {"knocking", knocking},
                 {"more_knocking", strangers_.some_found_no_place(now.steady)},
                 {"expected", expected}});
}

Administration::Told Administration::approve(const Guest& guest, const std::string& body,
                                             platform::Instant now) {
    const Json json = protocol::parse(body);
    const Fields fields(json, "approve_device");
    const std::string person = protocol::person_from_json(json).value;
    if (person.empty()) return refuse("person_required");
    const std::string fingerprint = platform::typed_fingerprint(fields.text("fingerprint", typed_bytes));
    const Guest wanted{fields.text("name", typed_bytes), fields.text("role", typed_bytes)};
    if (fingerprint.empty()) return refuse("bad_fingerprint");
    if (!plan::is_name(wanted.name) || contains(reserved_names, wanted.name))
        return refuse("bad_device_name");
    if (!contains(device_roles, wanted.role)) return refuse("not_a_device_role");
    for (const auto& [key, known] : guests_.all()) {
        const bool same_key = platform::fingerprint(key) == fingerprint;
        if (same_key && known == wanted) return text({{"state", "approved"}});
        if (same_key) return refuse("key_has_name");
        if (known.name == wanted.name) return refuse("device_name_taken");
    }
    for (const platform::AuthorizedKey& key : platform::read_revoked_keys(guests_.file()))
        if (platform::fingerprint(key.public_key) == fingerprint) return refuse("key_revoked");
    spdlog::info("A device is approved. device={} role={} fingerprint={} by={}", wanted.name, wanted.role,
                 fingerprint, guest.name);
    if (const Stranger* stranger = strangers_.find(fingerprint))
        return let_in(std::string{stranger->public_key}, wanted);
    const platform::Instant until{now.wall + Strangers::expected_for, now.steady + Strangers::expected_for};
    if (!strangers_.expect({fingerprint, wanted.name, wanted.role, until}, now.steady))
        return refuse("too_many_expected");
    return text({{"state", "expected"}, {"until", ms(until.wall)}});
}

Administration::Told Administration::let_in(const std::string& public_key, const Guest& guest) {
    platform::authorize(guests_.file(), {public_key, guest.role, guest.name});
    guests_.look_now();
    strangers_.forget(public_key);
    spdlog::info("A new device may come in. device={} role={}", guest.name, guest.role);
    return text({{"state", "approved"}});
}

Administration::Told Administration::revoke(const Guest& guest, const std::string& body) {
    const Json json = protocol::parse(body);
    const std::string name = Fields(json, "revoke_device").text("name", typed_bytes);
    const std::string person = protocol::person_from_json(json).value;
    if (person.empty()) return refuse("person_required");
    const auto known = std::find_if(guests_.all().begin(), guests_.all().end(),
                                    [&](const auto& each) { return each.second.name == name; });
    if (known == guests_.all().end()) {
        // Asked once more: it was locked out already.
        for (const platform::AuthorizedKey& key : platform::read_revoked_keys(guests_.file()))
            if (key.name == name) return text({{"state", "revoked"}});
        return refuse("unknown_key");
    }
    if (!contains(device_roles, known->second.role)) return refuse("key_protected");
    platform::revoke(guests_.file(), name);
    guests_.look_now();
    spdlog::warn("A device was locked out. device={} by={}", name, guest.name);
    return text({{"state", "revoked"}});
}

Administration::Told Administration::backups() const {
    Json list = Json::array();
    if (backups_.backups())
        for (const Backup& backup : *backups_.backups())
            list.push_back({{"name", backup.name},
                            {"made", ms(backup.made)},
                            {"events", backup.events},
                            {"bytes", backup.bytes},
                            {"verified", backup.verified},
                            {"program", backup.program}});
    Json failure;
    if (backups_.failure())
        failure = {{"at", ms(backups_.failure()->at)}, {"reason", backups_.failure()->reason}};
    return text({{"kept", backups_.has_folder()},
                 {"folder", backups_.folder().string()},
                 {"known", backups_.backups().has_value()},
                 {"busy", backups_.busy()},
                 {"failure", failure},
                 {"backups", list}});
}

Administration::Told Administration::make_backup(const std::string& body) {
    const Json json = protocol::parse(body);
    if (protocol::person_from_json(json).value.empty()) return refuse("person_required");
    if (!backups_.has_folder()) return refuse("no_backup_folder");
    backups_.make_now();
    return backups();
}

Administration::Told Administration::log(const std::string& body) const {
    const Json json = protocol::parse(body);
    const Fields fields(json, "log");
    const auto after = fields.has("after") ? static_cast<std::uint64_t>(fields.integer("after", 0)) : 0;
    Json lines = Json::array();
    for (const platform::LogLine& line : platform::newest_warnings(after))
        lines.push_back(
            {{"number", line.number}, {"at", ms(line.at)}, {"level", line.level}, {"text", line.text}});
    return text({{"program", "okno-dispatcher"}, {"since", ms(start_.wall)}, {"lines", lines}});
}

}  // namespace okno::dispatcher
