#include <array>
#include <utility>

#include "firmware-bridge/byte_port.hpp"
#include "firmware-bridge/ch34x.hpp"
#include "platform/usb_channel.hpp"

namespace okno::bridge {

namespace {

using platform::UsbChannel;
using platform::UsbRequest;

// USB CDC 1.2 PSTN, 6.3: the requests of the abstract control model, to its control interface.
constexpr std::uint8_t set_line_coding = 0x20;
constexpr std::uint8_t set_control_line_state = 0x22;
constexpr std::uint16_t dtr_and_rts = 3;

class SerialPort : public BytePort {
  public:
    explicit SerialPort(std::unique_ptr<UsbChannel> channel) : channel_(std::move(channel)) {}

    void send(std::string_view bytes) override { channel_->send(bytes); }
    std::size_t unsent() const override { return channel_->unsent(); }
    std::string take_received() override { return channel_->take_received(); }
    std::string take_refusal() override { return {}; }  // it is gone then

    std::vector<platform::UsbWatched> watched() const override { return channel_->watched(); }
    std::optional<std::chrono::milliseconds> time_left() const override { return channel_->time_left(); }
    void work() override { channel_->work(); }
    bool gone() const override { return channel_->gone(); }
    const std::string& why() const override { return channel_->why(); }

  private:
    std::unique_ptr<UsbChannel> channel_;
};

// Line coding: the speed, little-endian; 1 stop bit; no parity; 8 data bits (CDC PSTN 1.2, table 17).
void set_up_cdc_acm(UsbChannel& channel, int baud) {
    const auto speed = static_cast<unsigned>(baud);
    std::string coding;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) coding += static_cast<char>(speed >> shift & 0xffU);
    coding += std::string{'\0', '\0', '\b'};
    // A gadget without a real line may know neither; its bytes go all the same.
    channel.request(UsbRequest::to_class, set_line_coding, 0, coding);
    channel.request(UsbRequest::to_class, set_control_line_state, dtr_and_rts);
}

void set_up_ch34x(UsbChannel& channel, int baud) {
    const std::string version = channel.ask(ch34x::read_version, ch34x::version_bytes);
    if (version.empty()) throw platform::UsbError("it is no CH340 or CH341: it does not tell its version");
    for (const ch34x::Request& each : ch34x::set_up(baud, static_cast<std::uint8_t>(version[0])))
        if (!channel.request(UsbRequest::to_vendor, each.request, each.value, {}, each.index))
            throw platform::UsbError("it is no CH340 or CH341: it refuses to set up its line");
}

}  // namespace

std::unique_ptr<BytePort> open_serial_port(const platform::UsbDevice& device, const DeviceAddress& address,
                                           SerialKind kind, int baud) {
    auto channel = std::make_unique<UsbChannel>(device);
    if (address.serial && channel->serial() != *address.serial) return nullptr;
    channel->claim_serial(address.interface);
    if (kind == SerialKind::ch34x)
        set_up_ch34x(*channel, baud);
    else
        set_up_cdc_acm(*channel, baud);
    channel->start();
    return std::make_unique<SerialPort>(std::move(channel));
}

}  // namespace okno::bridge
