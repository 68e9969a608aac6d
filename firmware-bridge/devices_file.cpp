#include "firmware-bridge/devices_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "firmware-bridge/device_reader.hpp"
#include "firmware-bridge/keypad_reader.hpp"
#include "firmware-bridge/plate_reader.hpp"
#include "plan/logged.hpp"

namespace okno::bridge {

namespace {

using plan::Complaints;
using plan::Critic;
using plan::logged;
using plan::StrictTable;

Devices read(const toml::table& document, Critic& critic) {
    StrictTable root(document, logged("the file"), critic);
    DeviceReader device(critic);
    KeypadReader keypads(critic, device);
    Devices found;
    for (StrictTable& table : root.tables("keypad", logged("the keypad")))
        found.keypads.push_back(keypads.read_keypad(table));
    for (StrictTable& table : root.tables("panic", logged("the panic button")))
        found.keypads.push_back(keypads.read_panic(table));
    for (StrictTable& table : root.tables("plate", logged("the plate")))
        found.plates.push_back(read_plate(table, critic, device));
    for (StrictTable& table : root.tables("relay", logged("the relay")))
        found.relays.push_back(read_relay(table, critic, device, keypads.zones()));
    root.refuse_other_keys();
    return found;
}

tl::unexpected<Complaints> refuse_file(const std::string& file, std::string found) {
    return tl::make_unexpected(
        Complaints{{file, 0, 0, logged(std::move(found)), logged("devices in TOML"), {}}});
}

}  // namespace

tl::expected<Devices, Complaints> read_devices(const std::filesystem::path& file) {
    if (std::filesystem::is_directory(file)) return refuse_file(file.string(), "this is a folder");
    std::ifstream in(file);
    if (!in) return refuse_file(file.string(), std::string{"cannot be read ("} + std::strerror(errno) + ')');
    std::ostringstream text;
    text << in.rdbuf();
    return read_devices_text(text.str(), file.string());
}

tl::expected<Devices, Complaints> read_devices_text(std::string_view text, const std::string& name) {
    Critic critic{name};
    try {
        const toml::table document = toml::parse(text, std::string_view{name});
        Devices devices = read(document, critic);
        if (critic.content()) return devices;
    } catch (const toml::parse_error& error) {
        critic.complain_of(error);
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::bridge
