#include "printer/port_address.hpp"

#include <doctest/doctest.h>

using namespace okno::printer;

TEST_CASE("a port is a folder of paper, a network printer or a USB printer") {
    CHECK(port_address_from("file:var/paper") == PortAddress{PaperFolder{"var/paper"}});
    CHECK(port_address_from("tcp:10.0.0.7:9100") == PortAddress{NetworkPrinter{"10.0.0.7", 9100}});
    CHECK(port_address_from("tcp:ticket-printer") == PortAddress{NetworkPrinter{"ticket-printer", 9100}});
    CHECK(port_address_from("tcp:[::1]:9101") == PortAddress{NetworkPrinter{"::1", 9101}});
    CHECK(port_address_from("usb") == PortAddress{UsbPrinter{}});
    CHECK(port_address_from("usb:04b8:0202") == PortAddress{UsbPrinter{UsbModel{0x04b8, 0x0202}, "", ""}});
    CHECK(port_address_from("usb:04B8:0202:J5:01@2-1.4") ==
          PortAddress{UsbPrinter{UsbModel{0x04b8, 0x0202}, "J5:01", "2-1.4"}});
    CHECK(port_address_from("usb@1-2") == PortAddress{UsbPrinter{{}, "", "1-2"}});
}

TEST_CASE("an address is told as it was given") {
    for (const char* text : {"file:var/paper", "tcp:10.0.0.7:9100", "tcp:[::1]:9101", "usb", "usb:04b8:0202",
                             "usb:04b8:0e15:J5XF@2-1.4", "usb@1-2"})
        CHECK(to_string(port_address_from(text).value()) == text);
}

TEST_CASE("what is no address is refused") {
    for (const char* wrong : {"",
                              "file:",
                              "tcp:",
                              "tcp::9100",
                              "tcp:host:",
                              "tcp:host:0",
                              "tcp:host:65536",
                              "tcp:host:91x",
                              "tcp:[::1",
                              "tcp:[::1]9100",
                              "var/paper",
                              "usb:",
                              "usb:1",
                              "usb:04b8",
                              "usb:04b8:",
                              "usb:04b8:02",
                              "usb:04b8:0202:",
                              "usb:04b8:0202x",
                              "usb:04g8:0202",
                              "usb@",
                              "usb@1",
                              "usb@1-",
                              "usb@0-1",
                              "usb@1-2.",
                              "usb@1-2.0",
                              "usb:04b8:0202@x",
                              "usbprinter"})
        CHECK_MESSAGE(!port_address_from(wrong), wrong);
}
