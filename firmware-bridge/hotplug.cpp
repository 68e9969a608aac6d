#include "firmware-bridge/hotplug.hpp"

#include <utility>

namespace okno::bridge {

namespace {

using platform::SteadyTime;
using platform::UsbDevice;
using platform::UsbError;
using platform::UsbInput;

// HID 1.11, 7.2.
constexpr std::uint8_t set_idle = 0x0a;
constexpr std::uint16_t only_when_changed = 0;
constexpr std::uint8_t set_protocol = 0x0b;
constexpr std::uint16_t boot_protocol = 0;

constexpr std::chrono::seconds tried_again_after{1};  // a button may be among them

std::vector<DeviceAddress> addresses(const std::vector<Keypad>& keypads) {
    std::vector<DeviceAddress> found;
    for (const Keypad& keypad : keypads) found.push_back(keypad.device);
    return found;
}

}  // namespace

Hotplug::Hotplug(const Devices& devices)
    : devices_(devices),
      finder_(
          addresses(devices.keypads),
          [this](std::size_t keypad, const UsbDevice& device) { return open(keypad, device); },
          tried_again_after) {}

std::vector<HotplugNews> Hotplug::work(SteadyTime now) {
    std::vector<HotplugNews> news;
    finder_.work_ports();
    for (std::size_t i = 0; i < finder_.size(); ++i) {
        UsbInput* const input = finder_.port(i);
        if (!input) continue;
        for (std::vector<std::uint8_t>& report : input->take_reports())
            news.emplace_back(Reported{i, std::move(report)});
        if (std::string why = input->take_refusal(); !why.empty() && !input->gone())
            news.emplace_back(LampsRefused{i, std::move(why)});
    }
    for (const FinderNews& each : finder_.work(now))
        std::visit([&](const auto& what) { news.emplace_back(what); }, each);
    for (TypesElsewhere& each : std::exchange(elsewhere_, {})) news.emplace_back(std::move(each));
    return news;
}

void Hotplug::light(std::size_t keypad, const std::vector<std::uint8_t>& report) {
    const auto& lamps = devices_.keypads[keypad].lamps;
    if (UsbInput* const input = finder_.port(keypad); input && lamps)
        input->send(platform::HidReport::output, lamps->id.value_or(0), report);
}

hall::Condition Hotplug::condition(std::size_t keypad) const {
    if (finder_.port(keypad)) return hall::Condition::ready;
    return finder_.unusable(keypad) ? hall::Condition::faulty : hall::Condition::out_of_reach;
}

// Empty: another one of the same make.
std::unique_ptr<UsbInput> Hotplug::open(std::size_t place, const UsbDevice& device) {
    const Keypad& keypad = devices_.keypads[place];
    auto input = std::make_unique<UsbInput>(device);
    if (keypad.device.serial && input->serial() != *keypad.device.serial) return nullptr;
    input->claim(keypad.device.interface);
    // A pad with keys for sound or sleep is two devices to the kernel: neither may type into anything else.
    if (std::string why = input->silence_others(interfaces_of_others(devices_, keypad.device)); !why.empty())
        elsewhere_.push_back({place, std::move(why)});
    // A keyboard may have a report format of its own until it is told to speak the simple one.
    if (std::holds_alternative<KeyboardKeys>(keypad.layout) && input->is_boot_keyboard())
        input->request(set_protocol, boot_protocol);
    input->request(set_idle, only_when_changed);
    input->start();
    return input;
}

SteadyTime Hotplug::next_work(SteadyTime now) const {
    return elsewhere_.empty() ? finder_.next_work(now) : now;
}

}  // namespace okno::bridge
