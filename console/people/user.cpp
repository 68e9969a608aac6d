#include "console/people/user.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <utility>

#include "platform/atomic_file.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

// Held while the file is read, changed and replaced.
class FileLock {
  public:
    explicit FileLock(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot lock " + file.string());
    }
    ~FileLock() { ::close(descriptor_); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    int descriptor_;
};

Json to_json(const User& user) {
    Json json{{"name", user.name}, {"role", to_string(user.role)}, {"password", user.password_hash}};
    if (user.window) json["window"] = user.window->value;
    if (user.must_change) json["must_change"] = true;
    if (user.blocked) json["blocked"] = true;
    if (!user.pin_hash.empty()) json["pin"] = user.pin_hash;
    if (user.calls_by_number) json["calls_by_number"] = true;
    if (user.pin_disabled) json["pin_disabled"] = true;
    return json;
}

User user_from_json(const Json& json) {
    User user;
    user.name = json.at("name").get<std::string>();
    user.password_hash = json.at("password").get<std::string>();
    const auto role = role_from(json.at("role").get<std::string>());
    if (!role || !is_user_name(user.name)) throw UserError("a user has a wrong name or role");
    user.role = *role;
    if (json.contains("window")) user.window = hall::WindowId{json.at("window").get<int>()};
    user.must_change = json.value("must_change", false);
    user.blocked = json.value("blocked", false);
    user.pin_hash = json.value("pin", "");
    user.calls_by_number = json.value("calls_by_number", false);
    user.pin_disabled = json.value("pin_disabled", false);
    return user;
}

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::window_operator:
            return "operator";
        case Role::manager:
            return "manager";
        case Role::guard:
            return "guard";
        case Role::auditor:
            return "auditor";
        case Role::administrator:
            return "administrator";
    }
    return "";
}

std::optional<Role> role_from(std::string_view text) {
    for (const Role role : every_role)
        if (to_string(role) == text) return role;
    return std::nullopt;
}

bool is_user_name(std::string_view name) {
    const auto letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 32 && letter_or_digit(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

User* find_user(std::vector<User>& users, std::string_view name) {
    const auto found =
        std::find_if(users.begin(), users.end(), [&](const User& user) { return user.name == name; });
    return found == users.end() ? nullptr : &*found;
}

UserFile::UserFile(const std::filesystem::path& folder) : file_(folder / "users.json") {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

std::vector<User> UserFile::read() const {
    std::ifstream in(file_);
    if (!in) {
        if (!std::filesystem::exists(file_)) return {};
        throw UserError("cannot read " + file_.string() + "; give its owner the right to read it");
    }
    std::ostringstream text;
    text << in.rdbuf();
    try {
        const Json json = Json::parse(text.str());
        std::vector<User> users;
        for (const Json& user : json.at("users")) users.push_back(user_from_json(user));
        return users;
    } catch (const std::exception& error) {
        throw UserError(file_.string() + " is damaged (" + error.what() +
                        "); move it away and add the users again");
    }
}

void UserFile::put(const User& user) {
    change([&](std::vector<User>& users) {
        std::erase_if(users, [&](const User& known) { return known.name == user.name; });
        users.push_back(user);
        return true;
    });
}

bool UserFile::change(const std::function<bool(std::vector<User>&)>& edit) {
    const FileLock lock(file_.parent_path() / "users.lock");
    std::vector<User> users = read();
    if (!edit(users)) return false;
    std::sort(users.begin(), users.end(), [](const User& a, const User& b) { return a.name < b.name; });
    Json json = Json::array();
    for (const User& each : users) json.push_back(to_json(each));
    platform::replace_file(file_, Json{{"users", json}}.dump(2) + "\n", 0600);
    return true;
}

std::string UserFile::stamp() const {
    struct stat found {};
    if (::stat(file_.c_str(), &found) != 0) return "none";
    return std::to_string(found.st_ino) + ":" + std::to_string(found.st_mtim.tv_sec) + "." +
           std::to_string(found.st_mtim.tv_nsec);
}

}  // namespace okno::console
