#include "printer/port_address.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace okno::printer {

namespace {

constexpr std::string_view file_scheme = "file:";
constexpr std::string_view tcp_scheme = "tcp:";
constexpr std::string_view usb_scheme = "usb";
constexpr std::string_view cups_scheme = "cups:";
constexpr std::size_t queue_name_at_most = 127;  // cupsd.conf(5)

std::optional<std::uint16_t> number_in(std::string_view text, int base) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<PortAddress> network_printer(const std::string& text) {
    NetworkPrinter printer;
    std::string rest;
    if (text.starts_with('[')) {
        const auto bracket = text.find(']');
        if (bracket == std::string::npos) return std::nullopt;
        printer.host = text.substr(1, bracket - 1);
        rest = text.substr(bracket + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        printer.host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    if (printer.host.empty()) return std::nullopt;
    if (rest.empty()) return printer;
    const auto port = rest.front() == ':' ? number_in(std::string_view(rest).substr(1), 10)
                                          : std::optional<std::uint16_t>{};
    if (!port || *port == 0) return std::nullopt;
    printer.port = *port;
    return printer;
}

// bus "-" number { "." number }; each from 1.
bool is_usb_port(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return false;
    const auto counts = [](std::string_view digits) { return number_in(digits, 10).value_or(0) > 0; };
    if (!counts(text.substr(0, dash))) return false;
    for (auto rest = text.substr(dash + 1);;) {
        const auto dot = rest.find('.');
        if (!counts(rest.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        rest = rest.substr(dot + 1);
    }
}

// VVVV:PPPP[:SERIAL]; a serial number may hold colons.
bool read_model(std::string_view text, UsbPrinter& printer) {
    constexpr std::size_t digits = 4;
    if (text.size() < 2 * digits + 1 || text[digits] != ':') return false;
    const auto vendor = number_in(text.substr(0, digits), 16);
    const auto product = number_in(text.substr(digits + 1, digits), 16);
    if (!vendor || !product) return false;
    printer.model = UsbModel{*vendor, *product};
    const std::string_view rest = text.substr(2 * digits + 1);
    if (rest.empty()) return true;
    printer.serial = rest.substr(1);
    return rest.front() == ':' && !printer.serial.empty();
}

std::optional<PortAddress> usb_printer(std::string_view text) {
    UsbPrinter printer;
    if (const auto at = text.rfind('@'); at != std::string_view::npos) {
        printer.port = text.substr(at + 1);
        if (!is_usb_port(printer.port)) return std::nullopt;
        text = text.substr(0, at);
    }
    if (text.empty()) return printer;
    if (text.front() != ':' || !read_model(text.substr(1), printer)) return std::nullopt;
    return printer;
}

// What lpadmin(8) lets a queue be called.
std::optional<PortAddress> cups_queue(const std::string& name) {
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '/' && c != '#' && c != '\x7f';
    });
    if (name.empty() || name.size() > queue_name_at_most || !fits) return std::nullopt;
    return CupsQueueName{name};
}

std::string hex4(std::uint16_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const int shift : {12, 8, 4, 0}) text += digits[static_cast<std::size_t>(number >> shift & 0xF)];
    return text;
}

std::string text_of(const PaperFolder& paper) {
    return std::string(file_scheme) + paper.folder.string();
}
std::string text_of(const NetworkPrinter& network) {
    const bool version_6 = network.host.find(':') != std::string::npos;
    const std::string host = version_6 ? '[' + network.host + ']' : network.host;
    return std::string(tcp_scheme) + host + ':' + std::to_string(network.port);
}
std::string text_of(const UsbPrinter& usb) {
    std::string text(usb_scheme);
    if (usb.model) text += ':' + hex4(usb.model->vendor) + ':' + hex4(usb.model->product);
    if (!usb.serial.empty()) text += ':' + usb.serial;
    if (!usb.port.empty()) text += '@' + usb.port;
    return text;
}

std::string text_of(const CupsQueueName& queue) {
    return std::string(cups_scheme) + queue.name;
}

}  // namespace

std::optional<PortAddress> port_address_from(const std::string& text) {
    if (text.starts_with(tcp_scheme)) return network_printer(text.substr(tcp_scheme.size()));
    if (text.starts_with(file_scheme) && text.size() > file_scheme.size())
        return PaperFolder{text.substr(file_scheme.size())};
    if (text.starts_with(cups_scheme)) return cups_queue(text.substr(cups_scheme.size()));
    if (text.starts_with(usb_scheme)) return usb_printer(std::string_view(text).substr(usb_scheme.size()));
    return std::nullopt;
}

std::string to_string(const PortAddress& address) {
    return std::visit([](const auto& each) { return text_of(each); }, address);
}

}  // namespace okno::printer
