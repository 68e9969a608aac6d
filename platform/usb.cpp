#include "platform/usb.hpp"

#include <cassert>
#include <utility>

#include "platform/usb_handles.hpp"

namespace okno::platform {

namespace {

constexpr unsigned request_timeout_ms = 200;
constexpr unsigned report_timeout_ms = 500;
constexpr std::uint8_t set_report = 0x09;  // HID 1.11, 7.2
constexpr std::uint8_t class_request_to_interface = static_cast<std::uint8_t>(LIBUSB_ENDPOINT_OUT) |
                                                    static_cast<std::uint8_t>(LIBUSB_REQUEST_TYPE_CLASS) |
                                                    static_cast<std::uint8_t>(LIBUSB_RECIPIENT_INTERFACE);

}  // namespace

std::vector<UsbDevice> list_usb_devices() {
    const UsbContext context = make_usb_context();
    std::vector<UsbDevice> devices;
    for (libusb_device* device : UsbDeviceList(context.get())) devices.push_back(describe_usb(device));
    return devices;
}

struct UsbHotplug::Ears {
    UsbContext context = make_usb_context();
    bool changed = false;
};

UsbHotplug::UsbHotplug() : ears_(std::make_unique<Ears>()) {
    const auto heard = [](libusb_context*, libusb_device*, libusb_hotplug_event, void* ears) {
        static_cast<Ears*>(ears)->changed = true;
        return 0;
    };
    check_usb(
        libusb_hotplug_register_callback(
            ears_->context.get(), LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, 0,
            LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, heard, ears_.get(),
            nullptr),
        "the system tells nothing of devices plugged in");
}

UsbHotplug::~UsbHotplug() = default;

std::vector<UsbWatched> UsbHotplug::watched() const {
    return watched_of(ears_->context.get());
}

bool UsbHotplug::changed() {
    handle_usb_events(ears_->context.get(), 0);
    return std::exchange(ears_->changed, false);
}

// The transfer's callback only writes into this; members go in the reverse order, the context last.
struct UsbInput::Claim {
    struct Outgoing {
        HidReport kind{};
        std::uint8_t id = 0;
        std::vector<std::uint8_t> bytes;
    };

    UsbContext context = make_usb_context();
    UsbHandle handle;
    UsbTransfer transfer;
    UsbTransfer writing;
    std::vector<std::uint8_t> outgoing;  // under way: it must not move meanwhile
    std::optional<Outgoing> next;        // goes after it
    std::string refusal;
    std::vector<std::uint8_t> buffer;
    std::vector<std::vector<std::uint8_t>> reports;
    std::string why;
    int found = -1;      // the interface that can be read
    int interface = -1;  // once it is ours
    std::set<int> silenced;
    std::uint8_t endpoint = 0;
    std::uint8_t out_endpoint = 0;  // 0: none
    bool boot_keyboard = false;
    bool in_flight = false;
    bool write_in_flight = false;
    bool closing = false;

    bool take(const libusb_interface& candidate);
    void ended();
    void write();
    void write_ended();
};

// True when this interface has an interrupt endpoint to read.
bool UsbInput::Claim::take(const libusb_interface& candidate) {
    if (candidate.num_altsetting < 1) return false;
    const libusb_interface_descriptor& description = candidate.altsetting[0];
    std::uint8_t in = 0;
    std::uint8_t out = 0;
    for (int i = 0; i < description.bNumEndpoints; ++i) {
        const libusb_endpoint_descriptor& each = description.endpoint[i];
        const int size = each.wMaxPacketSize & 0x7ff;
        if ((each.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_INTERRUPT) continue;
        if (size == 0) continue;
        const bool to_read = (each.bEndpointAddress & LIBUSB_ENDPOINT_DIR_MASK) == LIBUSB_ENDPOINT_IN;
        if (!to_read && out == 0) out = each.bEndpointAddress;
        if (!to_read || in != 0) continue;
        in = each.bEndpointAddress;
        buffer.resize(static_cast<std::size_t>(size));
    }
    if (in == 0) return false;
    found = description.bInterfaceNumber;
    endpoint = in;
    out_endpoint = out;
    boot_keyboard = description.bInterfaceClass == LIBUSB_CLASS_HID && description.bInterfaceSubClass == 1 &&
                    description.bInterfaceProtocol == 1;
    return true;
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

void UsbInput::Claim::write() {
    if (write_in_flight || !next || closing) return;
    const Outgoing report = *std::exchange(next, std::nullopt);
    const auto length = static_cast<std::uint16_t>(report.bytes.size());
    const auto ended = [](libusb_transfer* done) { static_cast<Claim*>(done->user_data)->write_ended(); };
    if (report.kind == HidReport::output && out_endpoint != 0) {
        outgoing = report.bytes;
        libusb_fill_interrupt_transfer(writing.get(), handle.get(), out_endpoint, outgoing.data(), length,
                                       ended, this, report_timeout_ms);
    } else {
        outgoing.assign(LIBUSB_CONTROL_SETUP_SIZE, 0);
        outgoing.insert(outgoing.end(), report.bytes.begin(), report.bytes.end());
        const auto value = static_cast<std::uint16_t>(static_cast<unsigned>(report.kind) << 8U | report.id);
        libusb_fill_control_setup(outgoing.data(), class_request_to_interface, set_report, value,
                                  static_cast<std::uint16_t>(interface), length);
        libusb_fill_control_transfer(writing.get(), handle.get(), outgoing.data(), ended, this,
                                     report_timeout_ms);
    }
    const int result = libusb_submit_transfer(writing.get());
    write_in_flight = result == 0;
    if (!write_in_flight) refusal = libusb_error_name(result);
}

void UsbInput::Claim::write_ended() {
    write_in_flight = false;
    if (closing) return;
    if (writing->status != LIBUSB_TRANSFER_COMPLETED) refusal = status_words(writing->status);
    if (writing->status == LIBUSB_TRANSFER_STALL)
        out_endpoint = 0;  // it stays halted: from now on by SET_REPORT
    write();
}

UsbInput::UsbInput(const UsbDevice& device) : claim_(std::make_unique<Claim>()) {
    claim_->handle = open_usb(claim_->context.get(), device);
}

UsbInput::~UsbInput() {
    Claim& claim = *claim_;
    claim.closing = true;
    if (claim.in_flight) libusb_cancel_transfer(claim.transfer.get());
    if (claim.write_in_flight) libusb_cancel_transfer(claim.writing.get());
    hear_last_words(claim.context.get(), [&] { return claim.in_flight || claim.write_in_flight; });
    // A transfer that never comes back still belongs to libusb: memory is lost rather than overwritten.
    if (claim.in_flight || claim.write_in_flight) {
        static_cast<void>(claim_.release());
        return;
    }
    if (claim.transfer && claim.transfer->status == LIBUSB_TRANSFER_STALL)
        clear_halt(claim.handle.get(), claim.endpoint);
    if (claim.interface >= 0) libusb_release_interface(claim.handle.get(), claim.interface);
    for (const int each : claim.silenced) libusb_release_interface(claim.handle.get(), each);
}

std::string UsbInput::serial() {
    return usb_serial(claim_->handle.get());
}

void UsbInput::claim(std::optional<int> interface) {
    const UsbConfiguration configuration = active_configuration(claim_->handle.get());
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
    claim_interface(claim_->handle.get(), claim_->found);
    claim_->interface = claim_->found;
}

std::string UsbInput::silence_others(const std::set<int>& but) {
    const UsbConfiguration configuration = active_configuration(claim_->handle.get());
    std::string why;
    for (int i = 0; i < configuration->bNumInterfaces; ++i) {
        const libusb_interface& each = configuration->interface[i];
        if (each.num_altsetting < 1) continue;
        const int number = each.altsetting[0].bInterfaceNumber;
        const bool hid = each.altsetting[0].bInterfaceClass == LIBUSB_CLASS_HID;
        if (!hid || number == claim_->interface || but.contains(number)) continue;
        try {
            claim_interface(claim_->handle.get(), number);
            claim_->silenced.insert(number);
        } catch (const UsbError& error) {
            why = "interface " + std::to_string(number) + ": " + error.what();
        }
    }
    return why;
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
    check_usb(result, "a request to it failed");
    return true;
}

void UsbInput::start() {
    assert(claim_->interface >= 0 && !claim_->transfer);
    for (UsbTransfer* transfer : {&claim_->transfer, &claim_->writing}) {
        transfer->reset(libusb_alloc_transfer(0));
        if (!*transfer) throw UsbError("there is no memory for its transfers");
    }
    const auto ended = [](libusb_transfer* transfer) { static_cast<Claim*>(transfer->user_data)->ended(); };
    libusb_fill_interrupt_transfer(claim_->transfer.get(), claim_->handle.get(), claim_->endpoint,
                                   claim_->buffer.data(), static_cast<int>(claim_->buffer.size()), ended,
                                   claim_.get(), 0);
    check_usb(libusb_submit_transfer(claim_->transfer.get()), "it cannot be read");
    claim_->in_flight = true;
}

void UsbInput::send(HidReport kind, std::uint8_t id, std::vector<std::uint8_t> bytes) {
    assert(claim_->writing);
    claim_->next = Claim::Outgoing{kind, id, std::move(bytes)};
    claim_->write();
}

bool UsbInput::sending() const {
    return claim_->write_in_flight || claim_->next;
}

std::string UsbInput::take_refusal() {
    return std::exchange(claim_->refusal, {});
}

std::vector<UsbWatched> UsbInput::watched() const {
    return watched_of(claim_->context.get());
}

std::optional<std::chrono::milliseconds> UsbInput::time_left() const {
    return usb_time_left(claim_->context.get());
}

void UsbInput::work() {
    handle_usb_events(claim_->context.get(), 0);
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
