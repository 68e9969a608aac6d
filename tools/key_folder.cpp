#include "tools/key_folder.hpp"

#include <algorithm>

#include "plan/nearest_word.hpp"
#include "plan/words.hpp"
#include "platform/keys.hpp"

namespace okno::tools {

namespace {

constexpr const char* list_name = "authorized_keys";
constexpr const char* server_name = "dispatcher";
constexpr const char* visitors_name = "visitors";

bool has_key(const std::filesystem::path& folder, const std::string& name) {
    return std::filesystem::exists(folder / (name + ".secret"));
}

bool is_authorized(const std::filesystem::path& folder, const std::string& name) {
    if (!std::filesystem::exists(folder / list_name)) return false;
    const auto keys = platform::read_authorized_keys(folder / list_name);
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return key.name == name; });
}

void make(const std::filesystem::path& folder, const Device& device) {
    const platform::KeyPair keys = platform::make_key_pair();
    // First the key, then the list: a list never names a key that nobody has.
    platform::write_key_pair(folder, device.name, keys);
    platform::authorize(folder / list_name, {keys.public_key, device.role, device.name});
}

}  // namespace

const std::vector<Device>& demo_devices() {
    static const std::vector<Device> devices{{"kiosk-1", "kiosk"},     {"display-1", "display"},
                                             {"printer-1", "printer"}, {"bridge-1", "bridge"},
                                             {"console", "console"},   {"administrator", "administrator"}};
    return devices;
}

std::string why_not(const Device& device) {
    if (!plan::is_name(device.name))
        return '"' + device.name +
               "\" cannot name a device; use small Latin letters, digits, \"-\" and \"_\".";
    if (device.name == server_name)
        return "\"dispatcher\" is the server's own name; choose another name for the device.";
    if (device.name == visitors_name)
        return "\"visitors\" is the secret of the QR codes; choose another name for the device.";
    if (std::find(roles.begin(), roles.end(), device.role) != roles.end()) return {};
    const std::vector<std::string> known{roles.begin(), roles.end()};
    std::string sentence = "There is no role \"" + device.role + "\"; expected one of";
    for (const std::string& role : known) sentence += (role == known.front() ? " " : ", ") + role;
    const std::string nearest = plan::nearest_word(device.role, known);
    return sentence + (nearest.empty() ? "." : ". Did you mean \"" + nearest + "\"?");
}

KeyChange init_dispatcher(const std::filesystem::path& folder) {
    if (has_key(folder, server_name)) {
        const platform::KeyPair keys = platform::read_key_pair(folder, server_name);
        // A start that was cut short may have left the public half unwritten.
        if (!std::filesystem::exists(folder / "dispatcher.public"))
            platform::write_key_pair(folder, server_name, keys);
        return KeyChange::kept;
    }
    platform::write_key_pair(folder, server_name, platform::make_key_pair());
    return KeyChange::made;
}

KeyChange init_visitors(const std::filesystem::path& folder) {
    if (has_key(folder, visitors_name)) return KeyChange::kept;
    platform::write_key_pair(folder, visitors_name, platform::make_key_pair());
    return KeyChange::made;
}

KeyChange init_device(const std::filesystem::path& folder, const Device& device) {
    if (has_key(folder, device.name))
        return is_authorized(folder, device.name) ? KeyChange::kept : KeyChange::kept_revoked;
    make(folder, device);
    return KeyChange::made;
}

KeyChange add_device(const std::filesystem::path& folder, const Device& device) {
    // A key that was revoked may be in wrong hands: it is replaced, never authorized again.
    if (!has_key(folder, device.name) || !is_authorized(folder, device.name)) {
        make(folder, device);
        return KeyChange::made;
    }
    const platform::KeyPair keys = platform::read_key_pair(folder, device.name);
    platform::authorize(folder / list_name, {keys.public_key, device.role, device.name});
    return KeyChange::kept;
}

Paired pair_device(const std::filesystem::path& folder, const std::string& name,
                   const std::string& dispatcher_key) {
    if (!dispatcher_key.empty()) platform::write_public_key(folder, server_name, dispatcher_key);
    Paired paired{has_key(folder, name) ? KeyChange::kept : KeyChange::made, {}};
    if (paired.change == KeyChange::made) platform::write_key_pair(folder, name, platform::make_key_pair());
    // The programs will want to read it: whatever is missing or in wrong hands is told now.
    paired.fingerprint = platform::fingerprint(platform::read_identity(folder, name).own.public_key);
    return paired;
}

bool revoke_device(const std::filesystem::path& folder, const std::string& name) {
    if (!is_authorized(folder, name)) return false;
    platform::revoke(folder / list_name, name);
    return true;
}

}  // namespace okno::tools
