#include "console/people/audit_trail.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "platform/descriptor.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t bytes_at_once = 64 * 1024;

[[noreturn]] void fail(const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), "cannot write the audit trail " + file.string());
}

std::string line_of(const Act& act, platform::WallTime at) {
    Json json{{"at", at.time_since_epoch().count()}, {"deed", to_string(act.deed)}, {"who", act.who}};
    if (!act.whom.empty()) json["whom"] = act.whom;
    if (act.role) json["role"] = to_string(*act.role);
    if (act.window) json["window"] = act.window->value;
    if (act.calls_by_number) json["calls_by_number"] = true;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool is_log_in(Deed deed) {
    return deed == Deed::log_in || deed == Deed::pin_log_in || deed == Deed::first_start;
}

bool is_whole(const std::string& line) {
    return Json::accept(line) && line.starts_with('{');
}

}  // namespace

std::string_view to_string(Deed deed) {
    switch (deed) {
        case Deed::log_in:
            return "log_in";
        case Deed::log_in_refused:
            return "log_in_refused";
        case Deed::log_out:
            return "log_out";
        case Deed::pin_log_in:
            return "pin_log_in";
        case Deed::pin_refused:
            return "pin_refused";
        case Deed::pin_set:
            return "pin_set";
        case Deed::pin_disabled:
            return "pin_disabled";
        case Deed::password_changed:
            return "password_changed";
        case Deed::sessions_ended:
            return "sessions_ended";
        case Deed::first_start:
            return "first_start";
        case Deed::first_start_refused:
            return "first_start_refused";
        case Deed::user_added:
            return "user_added";
        case Deed::password_given:
            return "password_given";
        case Deed::user_changed:
            return "user_changed";
        case Deed::user_blocked:
            return "user_blocked";
        case Deed::user_unblocked:
            return "user_unblocked";
        case Deed::user_removed:
            return "user_removed";
        case Deed::device_approved:
            return "device_approved";
        case Deed::device_revoked:
            return "device_revoked";
        case Deed::device_act_refused:
            return "device_act_refused";
        case Deed::backup_asked:
            return "backup_asked";
        case Deed::plan_adopted:
            return "plan_adopted";
        case Deed::plan_refused:
            return "plan_refused";
        case Deed::plan_planned:
            return "plan_planned";
        case Deed::plan_withdrawn:
            return "plan_withdrawn";
        case Deed::key_added:
            return "key_added";
        case Deed::key_removed:
            return "key_removed";
        case Deed::content_added:
            return "content_added";
        case Deed::content_changed:
            return "content_changed";
        case Deed::content_removed:
            return "content_removed";
        case Deed::content_restored:
            return "content_restored";
        case Deed::report_made:
            return "report_made";
        case Deed::report_downloaded:
            return "report_downloaded";
    }
    return "";
}

AuditTrail::AuditTrail(const std::filesystem::path& folder) : file_(folder / "audit.jsonl") {
    remember_log_ins();
}

void AuditTrail::record(const Act& act) {
    const std::lock_guard lock(mutex_);
    const auto now = platform::read_clock().wall;
    const platform::Descriptor out(::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!out) fail(file_);
    // A power cut may have left half a line, which then must not swallow this one.
    char last = '\n';
    const off_t size = ::lseek(out.get(), 0, SEEK_END);
    if (size > 0 && ::pread(out.get(), &last, 1, size - 1) != 1) fail(file_);
    std::string line{last == '\n' ? "" : "\n"};
    line += line_of(act, now);
    if (::write(out.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())) fail(file_);
    if (::fdatasync(out.get()) != 0) fail(file_);
    if (is_log_in(act.deed)) log_ins_[act.who] = now;
}

void AuditTrail::note(const Act& act) noexcept {
    try {
        record(act);
    } catch (const std::exception& error) {
        spdlog::error("An act is missing in the audit trail. deed={} reason=\"{}\"", to_string(act.deed),
                      error.what());
    }
}

std::optional<platform::WallTime> AuditTrail::last_log_in(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto found = log_ins_.find(name);
    return found == log_ins_.end() ? std::nullopt : std::optional{found->second};
}

AuditTrail::Part AuditTrail::part(std::optional<std::uint64_t> before) const {
    std::ifstream in(file_, std::ios::binary | std::ios::ate);
    if (!in) return {};
    const auto size = static_cast<std::uint64_t>(in.tellg());
    std::uint64_t end = std::min(before.value_or(size), size);
    const std::uint64_t begin = end > bytes_at_once ? end - bytes_at_once : 0;
    std::string text(end - begin, '\0');
    in.seekg(static_cast<std::streamoff>(begin));
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    Part part;
    part.before = end;
    while (!text.empty() && part.lines.size() < lines_at_most) {
        if (text.back() == '\n') text.pop_back();
        const auto newline = text.rfind('\n');
        if (newline == std::string::npos && begin > 0) break;  // its beginning is not here
        const std::size_t from = newline == std::string::npos ? 0 : newline + 1;
        std::string line = text.substr(from);
        text.resize(from);
        part.before = begin + from;
        if (is_whole(line)) part.lines.push_back(std::move(line));
    }
    return part;
}

void AuditTrail::remember_log_ins() {
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
        const Json json = Json::parse(line, nullptr, false);
        if (!json.is_object() || !json.contains("who") || !json["who"].is_string()) continue;
        const auto deed = json.value("deed", Json()), at = json.value("at", Json());
        for (const Deed each : {Deed::log_in, Deed::pin_log_in, Deed::first_start})
            if (deed == to_string(each) && at.is_number_integer())
                log_ins_[json["who"].get<std::string>()] =
                    platform::WallTime{std::chrono::milliseconds{at.get<std::int64_t>()}};
    }
}

}  // namespace okno::console
