#include "firmware-bridge/plate_reader.hpp"

#include "alarm/event.hpp"
#include "plan/logged.hpp"

namespace okno::bridge {

namespace {

using plan::Critic;
using plan::logged;
using plan::StrictTable;

constexpr int window_at_most = 9999;
constexpr int baud_at_least = 1200;
constexpr int baud_at_most = 921'600;
constexpr int brightness_at_most = 9;
constexpr int channel_at_most = 8;

// A zone from which nobody can call would leave the relay open for ever.
std::set<int> read_zones(StrictTable& table, Critic& critic, const std::map<int, std::string>& known) {
    std::set<int> zones;
    for (const std::int64_t each : table.whole_numbers("zones", 1, alarm::zone_at_most)) {
        const int zone = static_cast<int>(each);
        zones.insert(zone);
        if (!known.contains(zone))
            critic.complain(table.where("zones"),
                            logged("zones: nobody can call for help from zone " + std::to_string(zone)),
                            logged("the zone of a [[panic]] button or of a keypad"));
    }
    return zones;
}

}  // namespace

Plate read_plate(StrictTable& table, Critic& critic, DeviceReader& device) {
    Plate plate;
    plate.name = device.read_name(table);
    plate.window.value = static_cast<int>(table.whole_number("window", 1, window_at_most, true).value_or(0));
    plate.device = device.read_address(table, plate.name);
    const auto kind = device.keyword(table.word("kind", logged("how it is reached")),
                                     {"cdc-acm", "ch34x", "hid"}, "no plate is reached so");
    plate.kind = static_cast<PlateKind>(kind.value_or(0));
    if (const auto baud = table.whole_number("baud", baud_at_least, baud_at_most, false)) {
        plate.baud = static_cast<int>(*baud);
        if (kind && plate.kind == PlateKind::hid)
            critic.complain(table.where("baud"), logged("baud: a HID plate has no serial line"),
                            logged("no such key"));
    }
    if (const auto brightness = table.whole_number("brightness", 0, brightness_at_most, false))
        plate.brightness = static_cast<int>(*brightness);
    table.refuse_other_keys();
    return plate;
}

Relay read_relay(StrictTable& table, Critic& critic, DeviceReader& device,
                 const std::map<int, std::string>& zones) {
    Relay relay;
    relay.name = device.read_name(table);
    relay.device = device.read_address(table, relay.name);
    const auto kind = device.keyword(table.word("kind", logged("how it is reached")), {"ch340-serial", "hid"},
                                     "no relay is reached so");
    relay.kind = static_cast<RelayKind>(kind.value_or(0));
    if (const auto channel = table.whole_number("channel", 1, channel_at_most, false))
        relay.channel = static_cast<int>(*channel);
    relay.zones = read_zones(table, critic, zones);
    table.refuse_other_keys();
    return relay;
}

}  // namespace okno::bridge
