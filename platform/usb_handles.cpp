#include "platform/usb_handles.hpp"

#include <poll.h>

#include <array>

namespace okno::platform {

void check_usb(int result, const std::string& what) {
    if (result < 0)
        throw UsbError(what + ": " + libusb_strerror(static_cast<libusb_error>(result)) + " (" +
                       libusb_error_name(result) + ')');
}

UsbContext make_usb_context() {
    libusb_context* context = nullptr;
    check_usb(libusb_init(&context), "USB is out of reach");
    return UsbContext(context);
}

UsbDeviceList::UsbDeviceList(libusb_context* context) {
    count_ = libusb_get_device_list(context, &list_);
    check_usb(static_cast<int>(count_), "the USB devices cannot be listed");
}

UsbDevice describe_usb(libusb_device* device) {
    UsbDevice described;
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(device, &descriptor);  // cached by libusb: cannot fail
    described.vendor = descriptor.idVendor;
    described.product = descriptor.idProduct;
    described.bus = libusb_get_bus_number(device);
    described.address = libusb_get_device_address(device);
    described.port = std::to_string(described.bus);
    std::array<std::uint8_t, 7> ports{};  // USB 3.0: hubs are at most seven deep
    const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    for (int i = 0; i < depth; ++i)
        described.port += (i == 0 ? '-' : '.') + std::to_string(ports.at(static_cast<std::size_t>(i)));
    return described;
}

UsbHandle open_usb(libusb_context* context, const UsbDevice& device) {
    for (libusb_device* each : UsbDeviceList(context)) {
        if (describe_usb(each) != device) continue;
        libusb_device_handle* handle = nullptr;
        check_usb(libusb_open(each, &handle), "it cannot be opened");
        return UsbHandle(handle);
    }
    throw UsbError("it has gone");
}

UsbConfiguration active_configuration(libusb_device_handle* handle) {
    libusb_config_descriptor* configuration = nullptr;
    check_usb(libusb_get_active_config_descriptor(libusb_get_device(handle), &configuration),
              "its configuration cannot be read");
    return UsbConfiguration(configuration);
}

std::string usb_serial(libusb_device_handle* handle) {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(libusb_get_device(handle), &descriptor);
    if (descriptor.iSerialNumber == 0) return {};
    std::array<unsigned char, 128> text{};
    const int length = libusb_get_string_descriptor_ascii(handle, descriptor.iSerialNumber, text.data(),
                                                          static_cast<int>(text.size()));
    check_usb(length, "its serial number cannot be read");
    return {text.begin(), text.begin() + length};
}

void claim_interface(libusb_device_handle* handle, int interface) {
    libusb_set_auto_detach_kernel_driver(handle, 1);
    check_usb(libusb_claim_interface(handle, interface), "its interface cannot be claimed");
}

void clear_halt(libusb_device_handle* handle, std::uint8_t endpoint) {
    static_cast<void>(libusb_clear_halt(handle, endpoint));
}

std::vector<UsbWatched> watched_of(libusb_context* context) {
    std::vector<UsbWatched> watched;
    const libusb_pollfd** list = libusb_get_pollfds(context);
    for (auto each = list; each && *each; ++each)
        watched.push_back({(*each)->fd, ((*each)->events & POLLIN) != 0, ((*each)->events & POLLOUT) != 0});
    libusb_free_pollfds(list);
    return watched;
}

std::optional<std::chrono::milliseconds> usb_time_left(libusb_context* context) {
    timeval left{};
    if (libusb_get_next_timeout(context, &left) != 1) return std::nullopt;
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::seconds{left.tv_sec} +
                                                        std::chrono::microseconds{left.tv_usec});
}

void handle_usb_events(libusb_context* context, int at_most_ms) {
    timeval timeout{0, at_most_ms * 1000};
    libusb_handle_events_timeout_completed(context, &timeout, nullptr);
}

std::string status_words(libusb_transfer_status status) {
    switch (status) {
        case LIBUSB_TRANSFER_NO_DEVICE:
            return "it was unplugged";
        case LIBUSB_TRANSFER_TIMED_OUT:
            return "it did not take the bytes in time";
        case LIBUSB_TRANSFER_STALL:
            return "it refuses the transfer";
        case LIBUSB_TRANSFER_OVERFLOW:
            return "it sent more than its endpoint holds";
        default:
            return "the transfer failed";  // an unplugged device may end its transfer so, too
    }
}

}  // namespace okno::platform
