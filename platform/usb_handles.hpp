// What the USB wrappers share: libusb's handles with owners, and what its words mean. Only usb*.cpp include
// this.
#pragma once

#include <libusb-1.0/libusb.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/usb.hpp"

namespace okno::platform {

// UsbError with libusb's own words when `result` is negative.
void check_usb(int result, const std::string& what);

struct ExitContext {
    void operator()(libusb_context* context) const { libusb_exit(context); }
};
using UsbContext = std::unique_ptr<libusb_context, ExitContext>;

struct CloseHandle {
    void operator()(libusb_device_handle* handle) const { libusb_close(handle); }
};
using UsbHandle = std::unique_ptr<libusb_device_handle, CloseHandle>;

struct FreeTransfer {
    void operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }
};
using UsbTransfer = std::unique_ptr<libusb_transfer, FreeTransfer>;

struct FreeConfiguration {
    void operator()(libusb_config_descriptor* configuration) const {
        libusb_free_config_descriptor(configuration);
    }
};
using UsbConfiguration = std::unique_ptr<libusb_config_descriptor, FreeConfiguration>;

UsbContext make_usb_context();

// The devices of a context; valid as long as the list.
class UsbDeviceList {
  public:
    explicit UsbDeviceList(libusb_context* context);
    ~UsbDeviceList() { libusb_free_device_list(list_, 1); }
    UsbDeviceList(const UsbDeviceList&) = delete;
    UsbDeviceList& operator=(const UsbDeviceList&) = delete;

    libusb_device** begin() const { return list_; }
    libusb_device** end() const { return list_ + count_; }

  private:
    libusb_device** list_ = nullptr;
    ssize_t count_ = 0;
};

UsbDevice describe_usb(libusb_device* device);
UsbHandle open_usb(libusb_context* context, const UsbDevice& device);  // throws UsbError
UsbConfiguration active_configuration(libusb_device_handle* handle);   // throws UsbError
std::string usb_serial(libusb_device_handle* handle);                  // "" when it has none; throws UsbError
// Takes an interface, from the kernel's driver too, which has it back when it is released. Throws UsbError.
void claim_interface(libusb_device_handle* handle, int interface);

// After a stall: the endpoint refuses everything until it is told to go on, also for whoever opens it next.
// A device that does not know this request is no worse off.
void clear_halt(libusb_device_handle* handle, std::uint8_t endpoint);

// Asked anew each turn: descriptors come and go inside libusb.
std::vector<UsbWatched> watched_of(libusb_context* context);
std::optional<std::chrono::milliseconds> usb_time_left(libusb_context* context);
void handle_usb_events(libusb_context* context, int at_most_ms);

// Waits until the cancelled transfers have come back, a second at most.
template <class InFlight>
void hear_last_words(libusb_context* context, InFlight in_flight) {
    constexpr int each_try_ms = 100;
    constexpr int tries_at_most = 10;
    for (int tries = 0; in_flight() && tries < tries_at_most; ++tries)
        handle_usb_events(context, each_try_ms);
}

std::string status_words(libusb_transfer_status status);

}  // namespace okno::platform
