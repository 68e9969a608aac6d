#include "platform/usb.hpp"

#include <libusb-1.0/libusb.h>
#include <poll.h>

#include <array>
#include <cassert>
#include <utility>

namespace okno::platform {

namespace {

constexpr unsigned request_timeout_ms = 200;
constexpr int last_words_ms = 100;  // for a cancelled transfer to come back, each try
constexpr int last_words_tries = 10;
constexpr std::uint8_t class_request_to_interface = static_cast<std::uint8_t>(LIBUSB_ENDPOINT_OUT) |
                                                    static_cast<std::uint8_t>(LIBUSB_REQUEST_TYPE_CLASS) |
                                                    static_cast<std::uint8_t>(LIBUSB_RECIPIENT_INTERFACE);

void check(int result, const std::string& what) {
    if (result < 0)
        throw UsbError(what + ": " + libusb_strerror(static_cast<libusb_error>(result)) + " (" +
                       libusb_error_name(result) + ')');
}

struct ExitContext {
    void operator()(libusb_context* context) const { libusb_exit(context); }
};
using Context = std::unique_ptr<libusb_context, ExitContext>;

struct CloseHandle {
    void operator()(libusb_device_handle* handle) const { libusb_close(handle); }
};
using Handle = std::unique_ptr<libusb_device_handle, CloseHandle>;

struct FreeTransfer {
    void operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }
};
using Transfer = std::unique_ptr<libusb_transfer, FreeTransfer>;

struct FreeConfiguration {
    void operator()(libusb_config_descriptor* configuration) const {
        libusb_free_config_descriptor(configuration);
    }
};
using Configuration = std::unique_ptr<libusb_config_descriptor, FreeConfiguration>;

Context make_context() {
    libusb_context* context = nullptr;
    check(libusb_init(&context), "USB is out of reach");
    return Context(context);
}

// The devices of a context; valid as long as the list.
class DeviceList {
  public:
    explicit DeviceList(libusb_context* context) {
        count_ = libusb_get_device_list(context, &list_);
        check(static_cast<int>(count_), "the USB devices cannot be listed");
    }
    ~DeviceList() { libusb_free_device_list(list_, 1); }
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;

    libusb_device** begin() const { return list_; }
    libusb_device** end() const { return list_ + count_; }

  private:
    libusb_device** list_ = nullptr;
    ssize_t count_ = 0;
};

UsbDevice describe(libusb_device* device) {
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

// Asked anew each turn: descriptors come and go inside libusb.
std::vector<UsbWatched> watched_of(libusb_context* context) {
    std::vector<UsbWatched> watched;
    const libusb_pollfd** list = libusb_get_pollfds(context);
    for (auto each = list; each && *each; ++each)
        watched.push_back({(*each)->fd, ((*each)->events & POLLIN) != 0, ((*each)->events & POLLOUT) != 0});
    libusb_free_pollfds(list);
    return watched;
}

void handle_events(libusb_context* context, int at_most_ms) {
    timeval timeout{0, at_most_ms * 1000};
    libusb_handle_events_timeout_completed(context, &timeout, nullptr);
}

std::string status_words(libusb_transfer_status status) {
    switch (status) {
        case LIBUSB_TRANSFER_NO_DEVICE:
            return "it was unplugged";
        case LIBUSB_TRANSFER_STALL:
            return "it refuses to be read";
        case LIBUSB_TRANSFER_OVERFLOW:
            return "it sent more than its endpoint holds";
        default:
            return "reading it failed";  // an unplugged device may end its transfer so, too
    }
}

}  // namespace

std::vector<UsbDevice> list_usb_devices() {
    const Context context = make_context();
    std::vector<UsbDevice> devices;
    for (libusb_device* device : DeviceList(context.get())) devices.push_back(describe(device));
    return devices;
}

struct UsbHotplug::Ears {
    Context context = make_context();
    bool changed = false;
};

UsbHotplug::UsbHotplug() : ears_(std::make_unique<Ears>()) {
    const auto heard = [](libusb_context*, libusb_device*, libusb_hotplug_event, void* ears) {
        static_cast<Ears*>(ears)->changed = true;
        return 0;
    };
    check(libusb_hotplug_register_callback(
              ears_->context.get(), LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, 0,
              LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, heard,
              ears_.get(), nullptr),
          "the system tells nothing of devices plugged in");
}

UsbHotplug::~UsbHotplug() = default;

std::vector<UsbWatched> UsbHotplug::watched() const {
    return watched_of(ears_->context.get());
}

bool UsbHotplug::changed() {
    handle_events(ears_->context.get(), 0);
    return std::exchange(ears_->changed, false);
}

// The transfer's callback only writes into this; members go in the reverse order, the context last.
struct UsbInput::Claim {
    Context context = make_context();
    Handle handle;
    Transfer transfer;
    std::vector<std::uint8_t> buffer;
    std::vector<std::vector<std::uint8_t>> reports;
    std::string why;
    int interface = -1;
    std::uint8_t endpoint = 0;
    bool boot_keyboard = false;
    bool in_flight = false;
    bool closing = false;

    bool take(const libusb_interface& candidate);
    void ended();
};

// True when this interface has an interrupt endpoint to read.
bool UsbInput::Claim::take(const libusb_interface& candidate) {
    if (candidate.num_altsetting < 1) return false;
    const libusb_interface_descriptor& description = candidate.altsetting[0];
    for (int i = 0; i < description.bNumEndpoints; ++i) {
        const libusb_endpoint_descriptor& each = description.endpoint[i];
        const int size = each.wMaxPacketSize & 0x7ff;
        if ((each.bEndpointAddress & LIBUSB_ENDPOINT_DIR_MASK) != LIBUSB_ENDPOINT_IN) continue;
        if ((each.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_INTERRUPT) continue;
        if (size == 0) continue;
        interface = description.bInterfaceNumber;
        endpoint = each.bEndpointAddress;
        buffer.resize(static_cast<std::size_t>(size));
        boot_keyboard = description.bInterfaceClass == LIBUSB_CLASS_HID &&
                        description.bInterfaceSubClass == 1 && description.bInterfaceProtocol == 1;
        return true;
    }
    return false;
}

void UsbInput::Claim::ended() {
    in_flight = false;
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED) {
        const auto length = static_cast<std::size_t>(transfer->actual_length);
        if (length > 0) reports.emplace_back(buffer.begin(), buffer.begin() + transfer->actual_length);
        if (closing) return;
        const int result = libusb_submit_transfer(transfer.get());
        in_flight = result == 0;
        if (!in_flight) why = libusb_error_name(result);
    } else {
        why = status_words(transfer->status);
    }
}

UsbInput::UsbInput(const UsbDevice& device) : claim_(std::make_unique<Claim>()) {
    for (libusb_device* each : DeviceList(claim_->context.get())) {
        if (describe(each) != device) continue;
        libusb_device_handle* handle = nullptr;
        check(libusb_open(each, &handle), "it cannot be opened");
        claim_->handle.reset(handle);
        return;
    }
    throw UsbError("it has gone");
}

UsbInput::~UsbInput() {
    Claim& claim = *claim_;
    claim.closing = true;
    if (claim.in_flight) libusb_cancel_transfer(claim.transfer.get());
    for (int tries = 0; claim.in_flight && tries < last_words_tries; ++tries)
        handle_events(claim.context.get(), last_words_ms);
    // A transfer that never comes back still belongs to libusb: memory is lost rather than overwritten.
    if (claim.in_flight) {
        static_cast<void>(claim_.release());
        return;
    }
    if (claim.interface >= 0) libusb_release_interface(claim.handle.get(), claim.interface);
}

std::string UsbInput::serial() {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(libusb_get_device(claim_->handle.get()), &descriptor);
    if (descriptor.iSerialNumber == 0) return {};
    std::array<unsigned char, 128> text{};
    const int length = libusb_get_string_descriptor_ascii(claim_->handle.get(), descriptor.iSerialNumber,
                                                          text.data(), static_cast<int>(text.size()));
    check(length, "its serial number cannot be read");
    return {text.begin(), text.begin() + length};
}

void UsbInput::claim(std::optional<int> interface) {
    libusb_config_descriptor* raw = nullptr;
    check(libusb_get_active_config_descriptor(libusb_get_device(claim_->handle.get()), &raw),
          "its configuration cannot be read");
    const Configuration configuration(raw);
    bool found = false;
    for (int i = 0; i < configuration->bNumInterfaces && !found; ++i) {
        const libusb_interface& each = configuration->interface[i];
        const bool wanted =
            !interface || (each.num_altsetting > 0 && each.altsetting[0].bInterfaceNumber == *interface);
        found = wanted && claim_->take(each);
    }
    if (!found)
        throw UsbError((interface ? "its interface " + std::to_string(*interface) : std::string{"it"}) +
                       " has no interrupt endpoint to read");
    libusb_set_auto_detach_kernel_driver(claim_->handle.get(), 1);
    const int result = libusb_claim_interface(claim_->handle.get(), claim_->interface);
    if (result != 0) claim_->interface = -1;  // not ours: nothing to release
    check(result, "its interface cannot be claimed");
}

bool UsbInput::is_boot_keyboard() const {
    return claim_->boot_keyboard;
}

bool UsbInput::request(std::uint8_t request, std::uint16_t value) {
    assert(claim_->interface >= 0);
    const int result = libusb_control_transfer(claim_->handle.get(), class_request_to_interface, request,
                                               value, static_cast<std::uint16_t>(claim_->interface), nullptr,
                                               0, request_timeout_ms);
    if (result == LIBUSB_ERROR_PIPE || result == LIBUSB_ERROR_TIMEOUT) return false;
    check(result, "a request to it failed");
    return true;
}

void UsbInput::start() {
    assert(claim_->interface >= 0 && !claim_->transfer);
    claim_->transfer.reset(libusb_alloc_transfer(0));
    if (!claim_->transfer) throw UsbError("there is no memory for reading it");
    const auto ended = [](libusb_transfer* transfer) { static_cast<Claim*>(transfer->user_data)->ended(); };
    libusb_fill_interrupt_transfer(claim_->transfer.get(), claim_->handle.get(), claim_->endpoint,
                                   claim_->buffer.data(), static_cast<int>(claim_->buffer.size()), ended,
                                   claim_.get(), 0);
    check(libusb_submit_transfer(claim_->transfer.get()), "it cannot be read");
    claim_->in_flight = true;
}

std::vector<UsbWatched> UsbInput::watched() const {
    return watched_of(claim_->context.get());
}

std::optional<std::chrono::milliseconds> UsbInput::time_left() const {
    timeval left{};
    if (libusb_get_next_timeout(claim_->context.get(), &left) != 1) return std::nullopt;
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::seconds{left.tv_sec} +
                                                        std::chrono::microseconds{left.tv_usec});
}

void UsbInput::work() {
    handle_events(claim_->context.get(), 0);
}

std::vector<std::vector<std::uint8_t>> UsbInput::take_reports() {
    return std::exchange(claim_->reports, {});
}

bool UsbInput::gone() const {
    return claim_->transfer && !claim_->in_flight;
}

const std::string& UsbInput::why() const {
    return claim_->why;
}

}  // namespace okno::platform
