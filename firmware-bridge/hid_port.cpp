#include <utility>

#include "firmware-bridge/byte_port.hpp"

namespace okno::bridge {

namespace {

using platform::UsbInput;

constexpr std::size_t received_at_most = 4096;

class HidPort : public BytePort {
  public:
    HidPort(std::unique_ptr<UsbInput> input, platform::HidReport kind, std::size_t report_bytes)
        : input_(std::move(input)), kind_(kind), report_bytes_(report_bytes) {}

    void send(std::string_view bytes) override {
        std::vector<std::uint8_t> report(bytes.begin(), bytes.end());
        report.resize(report_bytes_);
        input_->send(kind_, 0, std::move(report));
    }
    std::size_t unsent() const override { return input_->sending() ? report_bytes_ : 0; }
    std::string take_received() override {
        std::string received;
        for (const auto& report : input_->take_reports())
            if (received.size() < received_at_most) received.append(report.begin(), report.end());
        return received;
    }
    std::string take_refusal() override { return input_->take_refusal(); }

    std::vector<platform::UsbWatched> watched() const override { return input_->watched(); }
    std::optional<std::chrono::milliseconds> time_left() const override { return input_->time_left(); }
    void work() override { input_->work(); }
    bool gone() const override { return input_->gone(); }
    const std::string& why() const override { return input_->why(); }

  private:
    std::unique_ptr<UsbInput> input_;
    platform::HidReport kind_;
    std::size_t report_bytes_;
};

}  // namespace

std::unique_ptr<BytePort> open_hid_port(const platform::UsbDevice& device, const DeviceAddress& address,
                                        platform::HidReport kind, std::size_t report_bytes) {
    auto input = std::make_unique<UsbInput>(device);
    if (address.serial && input->serial() != *address.serial) return nullptr;
    input->claim(address.interface);
    input->start();
    return std::make_unique<HidPort>(std::move(input), kind, report_bytes);
}

}  // namespace okno::bridge
