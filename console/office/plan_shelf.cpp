#include "console/office/plan_shelf.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "platform/atomic_file.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr mode_t private_file = 0600;
constexpr std::uintmax_t list_bytes_at_most = 16 * 1024 * 1024;

std::string read_file(const fs::path& file, std::uintmax_t bytes_at_most) {
    std::error_code failure;
    const auto bytes = fs::file_size(file, failure);
    if (failure) throw std::runtime_error(file.string() + " cannot be read (" + failure.message() + ")");
    if (bytes > bytes_at_most) throw std::runtime_error(file.string() + " is larger than any plan");
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

platform::WallTime moment(const Json& json) {
    return platform::WallTime{std::chrono::milliseconds{json.get<std::int64_t>()}};
}

std::optional<int> number(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? std::optional{found->get<int>()}
                                                             : std::nullopt;
}

PlanVersion version_from(const Json& json) {
    return {json.at("id").get<int>(),           moment(json.at("at")),
            json.at("who").get<std::string>(),  json.at("why").get<std::string>(),
            json.at("hash").get<std::string>(), number(json, "restores")};
}

}  // namespace

PlanShelf::PlanShelf(fs::path file, fs::path folder) : file_(std::move(file)), folder_(std::move(folder)) {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
}

std::string PlanShelf::text() const {
    return read_file(file_, bytes_at_most);
}

// The dispatcher, perhaps another user, must read it as before.
void PlanShelf::write(const std::string& text) const {
    struct stat present {};
    const bool there = ::stat(file_.c_str(), &present) == 0;
    platform::replace_file(file_, text, there ? present.st_mode & 0777 : 0644);
}

fs::path PlanShelf::version_file(int id) const {
    std::string name = std::to_string(id);
    name.insert(0, name.size() < 6 ? 6 - name.size() : 0, '0');
    return folder_ / (name + ".toml");
}

std::vector<PlanVersion> PlanShelf::versions() const {
    std::vector<PlanVersion> versions;
    std::ifstream in(folder_ / "versions.jsonl");
    for (std::string line; std::getline(in, line);) {
        const Json json = Json::parse(line, nullptr, false);
        try {
            versions.push_back(version_from(json));
        } catch (const Json::exception&) {
            continue;  // half a line, after a power cut
        }
    }
    std::reverse(versions.begin(), versions.end());
    return versions;
}

std::optional<std::string> PlanShelf::version(int id) const {
    if (id < 1 || !fs::exists(version_file(id))) return std::nullopt;
    return read_file(version_file(id), bytes_at_most);
}

void PlanShelf::keep(PlanVersion version, const std::string& text) const {
    const fs::path list = folder_ / "versions.jsonl";
    const auto versions = this->versions();
    version.id = versions.empty() ? 1 : versions.front().id + 1;
    platform::replace_file(version_file(version.id), text, private_file);
    std::error_code failure;
    std::string lines = fs::exists(list, failure) ? read_file(list, list_bytes_at_most) : std::string();
    if (!lines.empty() && lines.back() != '\n') lines += '\n';
    Json json{{"id", version.id},
              {"at", version.at.time_since_epoch().count()},
              {"who", version.who},
              {"why", version.why},
              {"hash", version.hash}};
    if (version.restores) json["restores"] = *version.restores;
    platform::replace_file(list, lines + dump(json) + "\n", private_file);
}

std::optional<WaitingPlan> PlanShelf::waiting() const {
    const fs::path file = folder_ / "waiting.json";
    std::error_code failure;
    if (!fs::exists(file, failure)) return std::nullopt;
    try {
        const Json json = Json::parse(read_file(file, list_bytes_at_most));
        const auto day = statistics::day_from(json.at("day").get<std::string>());
        if (!day) return std::nullopt;
        return WaitingPlan{*day,
                           moment(json.at("at")),
                           json.at("who").get<std::string>(),
                           json.at("why").get<std::string>(),
                           json.at("base").get<std::string>(),
                           json.at("text").get<std::string>(),
                           number(json, "restores")};
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

void PlanShelf::wait(const WaitingPlan& plan) const {
    Json json{{"day", statistics::to_text(plan.day)},
              {"at", plan.at.time_since_epoch().count()},
              {"who", plan.who},
              {"why", plan.why},
              {"base", plan.base},
              {"text", plan.text}};
    if (plan.restores) json["restores"] = *plan.restores;
    platform::replace_file(folder_ / "waiting.json", dump(json), private_file);
}

void PlanShelf::forget_waiting() const {
    fs::remove(folder_ / "waiting.json");
}

}  // namespace okno::console
