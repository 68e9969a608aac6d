// Where the printer is, as `--port` tells it:
//
//   file:DIR                         virtual paper: pictures in a folder
//   tcp:HOST[:PORT]                  a network printer; 9100, IPv6 in brackets
//   usb[:VVVV:PPPP[:SERIAL]][@BUS-PORT.PORT]
//                                    a USB printer: vendor and product in hex, the port as the kernel writes
//                                    it
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace okno::printer {

struct PaperFolder {
    std::filesystem::path folder;
    bool operator==(const PaperFolder&) const = default;
};
struct NetworkPrinter {
    std::string host;
    std::uint16_t port = 9100;
    bool operator==(const NetworkPrinter&) const = default;
};
struct UsbModel {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    bool operator==(const UsbModel&) const = default;
};
struct UsbPrinter {
    std::optional<UsbModel> model;  // empty: any device that calls itself a printer
    std::string serial;             // "": any
    std::string port;               // "": any; "1-2.3"
    bool operator==(const UsbPrinter&) const = default;
};
struct CupsQueueName {
    std::string name;
    bool operator==(const CupsQueueName&) const = default;
};
using PortAddress = std::variant<PaperFolder, NetworkPrinter, UsbPrinter, CupsQueueName>;

// Empty: none of these forms.
std::optional<PortAddress> port_address_from(const std::string& text);
std::string to_string(const PortAddress& address);

}  // namespace okno::printer
