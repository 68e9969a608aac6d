#include "platform/usb_channel.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "platform/usb_handles.hpp"

namespace okno::platform {

namespace {

constexpr std::size_t sent_at_once = 16 * 1024;  // usbfs splits more anyway
constexpr std::size_t received_at_once = 1024;   // a multiple of any bulk packet: nothing can overflow it
constexpr std::size_t received_at_most = 64 * 1024;
constexpr unsigned request_timeout_ms = 200;    // the bridge must not wait longer: somebody may call for help
constexpr unsigned device_id_timeout_ms = 500;  // asked once, by a program that has nothing else to do yet

// An interface in one of its settings, as far as it can be a channel.
struct Candidate {
    int interface = -1;
    int setting = 0;
    std::uint8_t out = 0;
    std::uint8_t in = 0;  // 0: none; endpoint 0 is never a bulk one
    bool printer_class = false;

    int worth() const { return out == 0 ? 0 : 1 + (in != 0 ? 1 : 0) + (in != 0 && printer_class ? 1 : 0); }
};

Candidate candidate(const libusb_interface_descriptor& description, std::uint8_t wanted_class) {
    Candidate found;
    found.interface = description.bInterfaceNumber;
    found.setting = description.bAlternateSetting;
    found.printer_class = description.bInterfaceClass == LIBUSB_CLASS_PRINTER;
    // Disks, sound, radio and hubs also have bulk endpoints: only the wanted ones and makers' own count.
    const bool vendor_class = description.bInterfaceClass == LIBUSB_CLASS_VENDOR_SPEC;
    if (description.bInterfaceClass != wanted_class && !vendor_class) return found;
    for (int i = 0; i < description.bNumEndpoints; ++i) {
        const libusb_endpoint_descriptor& each = description.endpoint[i];
        if ((each.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK) continue;
        const bool in = (each.bEndpointAddress & LIBUSB_ENDPOINT_DIR_MASK) == LIBUSB_ENDPOINT_IN;
        std::uint8_t& endpoint = in ? found.in : found.out;
        if (endpoint == 0) endpoint = each.bEndpointAddress;
    }
    return found;
}

Candidate best_candidate(const libusb_config_descriptor& configuration) {
    Candidate best;
    for (int i = 0; i < configuration.bNumInterfaces; ++i) {
        const libusb_interface& interface = configuration.interface[i];
        for (int setting = 0; setting < interface.num_altsetting; ++setting) {
            const Candidate each = candidate(interface.altsetting[setting], LIBUSB_CLASS_PRINTER);
            if (each.worth() > best.worth()) best = each;
        }
    }
    return best;
}

// The first that both takes and gives bytes.
Candidate serial_candidate(const libusb_config_descriptor& configuration, std::optional<int> wanted) {
    for (int i = 0; i < configuration.bNumInterfaces; ++i) {
        const libusb_interface& interface = configuration.interface[i];
        if (interface.num_altsetting < 1) continue;
        const Candidate each = candidate(interface.altsetting[0], LIBUSB_CLASS_DATA);
        if (each.out != 0 && each.in != 0 && (!wanted || each.interface == *wanted)) return each;
    }
    return {};
}

std::uint8_t request_type(UsbRequest to, libusb_endpoint_direction direction) {
    const int kind =
        to == UsbRequest::to_class
            ? static_cast<int>(LIBUSB_REQUEST_TYPE_CLASS) | static_cast<int>(LIBUSB_RECIPIENT_INTERFACE)
            : static_cast<int>(LIBUSB_REQUEST_TYPE_VENDOR) | static_cast<int>(LIBUSB_RECIPIENT_DEVICE);
    return static_cast<std::uint8_t>(kind | static_cast<int>(direction));
}

}  // namespace

std::vector<UsbPrinterDevice> list_usb_printers() {
    const UsbContext context = make_usb_context();
    std::vector<UsbPrinterDevice> printers;
    for (libusb_device* device : UsbDeviceList(context.get())) {
        libusb_config_descriptor* raw = nullptr;
        if (libusb_get_active_config_descriptor(device, &raw) != 0) continue;  // being plugged out or in
        const UsbConfiguration configuration(raw);
        const Candidate best = best_candidate(*configuration);
        if (best.worth() > 0) printers.push_back({describe_usb(device), best.printer_class});
    }
    return printers;
}

// The callbacks only write into this; members go in the reverse order, the context last.
struct UsbChannel::Claim {
    UsbContext context = make_usb_context();
    UsbHandle handle;
    UsbTransfer reading;
    UsbTransfer writing;
    std::array<std::uint8_t, received_at_once> in_buffer{};
    std::string outgoing;  // its first `sending` bytes are under way: it must not move meanwhile
    std::string waiting;   // goes after it
    std::size_t sending = 0;
    std::string received;
    std::string why;
    Candidate ours;
    std::vector<int> controls;  // interfaces of the control class, ours besides
    bool claimed = false;
    bool read_in_flight = false;
    bool closing = false;
    bool broken = false;

    bool in_flight() const { return read_in_flight || sending > 0; }
    void break_off(std::string reason);
    void read();
    void read_ended();
    void write();
    void write_ended();
};

void UsbChannel::Claim::break_off(std::string reason) {
    if (!broken && !closing) why = std::move(reason);
    broken = true;
}

void UsbChannel::Claim::read() {
    const int result = libusb_submit_transfer(reading.get());
    read_in_flight = result == 0;
    if (result == LIBUSB_ERROR_NO_DEVICE) return break_off(status_words(LIBUSB_TRANSFER_NO_DEVICE));
    if (!read_in_flight) break_off(std::string{"it cannot be read: "} + libusb_error_name(result));
}

void UsbChannel::Claim::read_ended() {
    read_in_flight = false;
    if (reading->status != LIBUSB_TRANSFER_COMPLETED) return break_off(status_words(reading->status));
    const auto length = static_cast<std::size_t>(reading->actual_length);
    if (received.size() + length > received_at_most) return break_off("it floods us with answers");
    received.append(reinterpret_cast<const char*>(in_buffer.data()), length);
    if (!closing) read();
}

// One transfer at a time, so that the order is beyond doubt; libusb itself cuts it into packets.
void UsbChannel::Claim::write() {
    if (sending > 0 || outgoing.empty() || broken || closing) return;
    const std::size_t size = std::min(outgoing.size(), sent_at_once);
    writing->buffer = reinterpret_cast<unsigned char*>(outgoing.data());
    writing->length = static_cast<int>(size);
    const int result = libusb_submit_transfer(writing.get());
    if (result == LIBUSB_ERROR_NO_DEVICE) return break_off(status_words(LIBUSB_TRANSFER_NO_DEVICE));
    if (result != 0) return break_off(std::string{"it takes no bytes: "} + libusb_error_name(result));
    sending = size;
}

void UsbChannel::Claim::write_ended() {
    sending = 0;
    outgoing.erase(0, static_cast<std::size_t>(writing->actual_length));
    outgoing += std::exchange(waiting, {});
    if (writing->status != LIBUSB_TRANSFER_COMPLETED) return break_off(status_words(writing->status));
    write();
}

UsbChannel::UsbChannel(const UsbDevice& device) : claim_(std::make_unique<Claim>()) {
    claim_->handle = open_usb(claim_->context.get(), device);
}

UsbChannel::~UsbChannel() {
    Claim& claim = *claim_;
    claim.closing = true;
    if (claim.read_in_flight) libusb_cancel_transfer(claim.reading.get());
    if (claim.sending > 0) libusb_cancel_transfer(claim.writing.get());
    hear_last_words(claim.context.get(), [&] { return claim.in_flight(); });
    // A transfer that never comes back still belongs to libusb: memory is lost rather than overwritten.
    if (claim.in_flight()) {
        static_cast<void>(claim_.release());
        return;
    }
    for (const UsbTransfer* transfer : {&claim.reading, &claim.writing})
        if (*transfer && (*transfer)->status == LIBUSB_TRANSFER_STALL)
            clear_halt(claim.handle.get(), (*transfer)->endpoint);
    if (claim.claimed) libusb_release_interface(claim.handle.get(), claim.ours.interface);
    for (const int each : claim.controls) libusb_release_interface(claim.handle.get(), each);
}

std::string UsbChannel::serial() {
    return usb_serial(claim_->handle.get());
}

void UsbChannel::claim() {
    Claim& claim = *claim_;
    const UsbConfiguration configuration = active_configuration(claim.handle.get());
    claim.ours = best_candidate(*configuration);
    if (claim.ours.worth() == 0) throw UsbError("it has no interface that takes bytes");
    claim_interface(claim.handle.get(), claim.ours.interface);
    claim.claimed = true;
    if (claim.ours.setting != 0)
        check_usb(
            libusb_set_interface_alt_setting(claim.handle.get(), claim.ours.interface, claim.ours.setting),
            "its interface cannot be set up");
}

void UsbChannel::claim_serial(std::optional<int> interface) {
    Claim& claim = *claim_;
    const UsbConfiguration configuration = active_configuration(claim.handle.get());
    claim.ours = serial_candidate(*configuration, interface);
    if (claim.ours.interface < 0) throw UsbError("it has no interface that takes and gives bytes");
    // The kernel's driver sits on the control interface and holds the other one through it.
    for (int i = 0; i < configuration->bNumInterfaces; ++i) {
        const libusb_interface& each = configuration->interface[i];
        if (each.num_altsetting < 1 || each.altsetting[0].bInterfaceClass != LIBUSB_CLASS_COMM) continue;
        claim_interface(claim.handle.get(), each.altsetting[0].bInterfaceNumber);
        claim.controls.push_back(each.altsetting[0].bInterfaceNumber);
    }
    claim_interface(claim.handle.get(), claim.ours.interface);
    claim.claimed = true;
}

bool UsbChannel::request(UsbRequest to, std::uint8_t request, std::uint16_t value, std::string_view bytes,
                         std::uint16_t index) {
    Claim& claim = *claim_;
    std::string data{bytes};  // libusb wants to be able to write into it
    const int interface = claim.controls.empty() ? claim.ours.interface : claim.controls.front();
    const int result =
        libusb_control_transfer(claim.handle.get(), request_type(to, LIBUSB_ENDPOINT_OUT), request, value,
                                to == UsbRequest::to_class ? static_cast<std::uint16_t>(interface) : index,
                                reinterpret_cast<unsigned char*>(data.data()),
                                static_cast<std::uint16_t>(data.size()), request_timeout_ms);
    if (result == LIBUSB_ERROR_PIPE || result == LIBUSB_ERROR_TIMEOUT) return false;
    check_usb(result, "a request to it failed");
    return true;
}

std::string UsbChannel::ask(std::uint8_t request, std::size_t bytes_at_most) {
    std::string answer(bytes_at_most, '\0');
    const int result =
        libusb_control_transfer(claim_->handle.get(), request_type(UsbRequest::to_vendor, LIBUSB_ENDPOINT_IN),
                                request, 0, 0, reinterpret_cast<unsigned char*>(answer.data()),
                                static_cast<std::uint16_t>(answer.size()), request_timeout_ms);
    if (result == LIBUSB_ERROR_PIPE || result == LIBUSB_ERROR_TIMEOUT) return {};
    check_usb(result, "a request to it failed");
    answer.resize(static_cast<std::size_t>(result));
    return answer;
}

bool UsbChannel::answers() const {
    return claim_->ours.in != 0;
}

std::string UsbChannel::device_id() {
    Claim& claim = *claim_;
    assert(claim.claimed);
    if (!claim.ours.printer_class) return {};
    constexpr std::uint8_t class_request_from_interface = 0xA1, get_device_id = 0;
    std::array<unsigned char, 1024> bytes{};
    const int got =
        libusb_control_transfer(claim.handle.get(), class_request_from_interface, get_device_id, 0,
                                static_cast<std::uint16_t>(claim.ours.interface << 8 | claim.ours.setting),
                                bytes.data(), bytes.size(), device_id_timeout_ms);
    if (got <= 0) return {};
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(got)};
}

void UsbChannel::start() {
    Claim& claim = *claim_;
    assert(claim.claimed && !claim.writing);
    for (UsbTransfer* transfer : {&claim.reading, &claim.writing}) {
        transfer->reset(libusb_alloc_transfer(0));
        if (!*transfer) throw UsbError("there is no memory for its transfers");
    }
    libusb_fill_bulk_transfer(
        claim.reading.get(), claim.handle.get(), claim.ours.in, claim.in_buffer.data(),
        static_cast<int>(claim.in_buffer.size()),
        [](libusb_transfer* transfer) { static_cast<Claim*>(transfer->user_data)->read_ended(); }, &claim, 0);
    libusb_fill_bulk_transfer(
        claim.writing.get(), claim.handle.get(), claim.ours.out, nullptr, 0,
        [](libusb_transfer* transfer) { static_cast<Claim*>(transfer->user_data)->write_ended(); }, &claim,
        0);
    if (answers()) claim.read();
    if (claim.broken) throw UsbError(claim.why);
}

void UsbChannel::send(std::string_view bytes) {
    Claim& claim = *claim_;
    if (claim.sending > 0)
        claim.waiting.append(bytes);
    else
        claim.outgoing.append(bytes);
    claim.write();
}

std::size_t UsbChannel::unsent() const {
    return claim_->outgoing.size() + claim_->waiting.size();
}

std::vector<UsbWatched> UsbChannel::watched() const {
    return watched_of(claim_->context.get());
}

std::optional<std::chrono::milliseconds> UsbChannel::time_left() const {
    return usb_time_left(claim_->context.get());
}

void UsbChannel::work() {
    handle_usb_events(claim_->context.get(), 0);
}

std::string UsbChannel::take_received() {
    return std::exchange(claim_->received, {});
}

bool UsbChannel::gone() const {
    return claim_->broken;
}

const std::string& UsbChannel::why() const {
    return claim_->why;
}

}  // namespace okno::platform
