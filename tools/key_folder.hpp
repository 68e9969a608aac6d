// The folder of CURVE keys as an administrator sees it: who may connect, with which role. Keys that exist are
// kept; a key that was revoked never comes back by itself. Failures are platform::KeyError.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace okno::tools {

// What a key may be for; what each may do is the dispatcher's business (dispatcher/access).
inline constexpr std::array<std::string_view, 7> roles{"kiosk",   "display",       "printer", "bridge",
                                                       "console", "administrator", "observer"};

struct Device {
    std::string name;
    std::string role;
};

// The devices of a hall with one kiosk, one board, one printer and one bridge.
const std::vector<Device>& demo_devices();

enum class KeyChange { made, kept, kept_revoked };

// A sentence when the name or the role cannot be used; "" when both can.
std::string why_not(const Device& device);

// The dispatcher's own pair of keys.
KeyChange init_dispatcher(const std::filesystem::path& folder);
// The secret of the words in the QR codes of slips (protocol/ticket_word). It lets nobody in; printers and
// the console need it.
KeyChange init_visitors(const std::filesystem::path& folder);
// Makes and authorizes a key only where the device has none yet.
KeyChange init_device(const std::filesystem::path& folder, const Device& device);
// An authorized device keeps its key and gets this role; any other gets a new key.
KeyChange add_device(const std::filesystem::path& folder, const Device& device);
// On a device's own computer: its own pair of keys, whose secret never leaves it, and the dispatcher's public
// key ("": the one that is there). Lets nobody in by itself.
struct Paired {
    KeyChange change{};
    std::string fingerprint;  // what an administrator compares on the page of devices
};
Paired pair_device(const std::filesystem::path& folder, const std::string& name,
                   const std::string& dispatcher_key);
// False when no such device was authorized.
bool revoke_device(const std::filesystem::path& folder, const std::string& name);

}  // namespace okno::tools
