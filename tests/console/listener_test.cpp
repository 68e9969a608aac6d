#include "console/listener.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>

#include <poll.h>
#include <sys/socket.h>
#include <filesystem>
#include <fstream>

#include <vector>

#include "platform/descriptor.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;

namespace {

int port_of(const Listener& listener) {
    const std::string& url = listener.url();
    return std::stoi(url.substr(url.rfind(':') + 1));
}

// Connected within a fifth of a second: the kernel repeats a connection that found no room after a whole one.
bool connects(const platform::Descriptor& socket, int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return true;
    pollfd wanted{socket.get(), POLLOUT, 0};
    return ::poll(&wanted, 1, 200) == 1 && (wanted.revents & POLLERR) == 0;
}

}  // namespace

TEST_CASE("a crowd that comes at the same moment is let in, though nobody is accepted for a while") {
    Listener listener({"127.0.0.1", 0}, std::nullopt, PlainHttp::on_this_computer,
                      1);  // not started: it accepts nobody
    std::vector<platform::Descriptor> crowd;
    for (int i = 0; i < 100; ++i) {
        crowd.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
        REQUIRE_MESSAGE(connects(crowd.back(), port_of(listener)), i);
    }
}

TEST_CASE("plain HTTP is served on this computer alone") {
    CHECK_THROWS_WITH_AS(Listener({"0.0.0.0", 0}, std::nullopt, PlainHttp::on_this_computer, 1),
                         doctest::Contains("on this computer only"), std::runtime_error);
}

TEST_CASE("an address that is taken is told") {
    Listener first({"127.0.0.1", 0}, std::nullopt, PlainHttp::on_this_computer, 1);
    CHECK_THROWS_WITH_AS(
        Listener({"127.0.0.1", port_of(first)}, std::nullopt, PlainHttp::on_this_computer, 1),
        doctest::Contains("another program"), std::runtime_error);
}

TEST_CASE("a TLS key that everybody on this computer can read is refused with what to do") {
    fakes::TemporaryFolder folder;
    const auto key = folder / "key.pem";
    std::ofstream(key) << "none\n";
    const auto start = [&] {
        Listener({"127.0.0.1", 0}, TlsFiles{folder / "certificate.pem", key}, PlainHttp::on_this_computer, 1);
    };
    std::filesystem::permissions(key, std::filesystem::perms{0644});
    CHECK_THROWS_WITH_AS(start(), doctest::Contains("chmod o="), std::runtime_error);
    std::filesystem::permissions(key, std::filesystem::perms{0640});  // a group may
    CHECK_THROWS_WITH_AS(start(), doctest::Contains("cannot be used"), std::runtime_error);
}
