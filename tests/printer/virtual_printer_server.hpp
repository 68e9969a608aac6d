// The virtual printer behind a listener on a free loopback port: what answers on 9100, with the bad manners
// of real networks. Driven by the test (`pump`), no thread.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <limits>

#include "printer/virtual_printer.hpp"

namespace okno::printer {

class VirtualPrinterServer {
  public:
    explicit VirtualPrinterServer(int width_dots, Speech speech = Speech::escpos)
        : printer(width_dots, speech) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(listener_, any, size) == 0);
        REQUIRE(::getsockname(listener_, any, &size) == 0);
        port_ = ntohs(address.sin_port);
        REQUIRE(::listen(listener_, 4) == 0);
    }
    ~VirtualPrinterServer() {
        hang_up();
        ::close(listener_);
    }
    VirtualPrinterServer(const VirtualPrinterServer&) = delete;
    VirtualPrinterServer& operator=(const VirtualPrinterServer&) = delete;

    std::uint16_t port() const { return port_; }

    void pump() {
        if (stalled) return;
        if (peer_ < 0) {
            peer_ = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (peer_ >= 0) ++connections;
        }
        if (peer_ < 0) return;
        std::array<char, 4096> bytes{};
        const ssize_t size = ::recv(peer_, bytes.data(), std::min(bytes.size(), close_after), 0);
        if (size > 0) {
            printer.feed({bytes.data(), static_cast<std::size_t>(size)});
            close_after -= static_cast<std::size_t>(size);
        }
        const std::string answers = printer.take_answers();
        if (!answers.empty()) ::send(peer_, answers.data(), answers.size(), MSG_NOSIGNAL);
        if (size == 0 || close_after == 0) hang_up();
    }

    void hang_up() {
        if (peer_ >= 0) ::close(peer_);
        peer_ = -1;
    }

    VirtualPrinter printer;
    bool stalled = false;                                               // neither accepts nor reads
    std::size_t close_after = std::numeric_limits<std::size_t>::max();  // bytes; then it closes
    int connections = 0;

  private:
    int listener_ = -1;
    int peer_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace okno::printer
