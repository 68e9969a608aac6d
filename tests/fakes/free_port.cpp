#include "tests/fakes/free_port.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

namespace okno::fakes {

namespace {

// Below the range the kernel gives to outgoing connections; the same numbers as in tests/e2e/ports.py.
constexpr int first_port = 15000;
constexpr int ports = 17000;

bool can_bind(int port) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool bound = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return bound;
}

}  // namespace

int free_port() {
    const auto locks =
        std::filesystem::temp_directory_path() / ("okno-test-ports-" + std::to_string(::getuid()));
    std::filesystem::create_directories(locks);
    std::random_device chance;
    const int start = static_cast<int>(chance() % ports);
    for (int i = 0; i < ports; ++i) {
        const int port = first_port + (start + i) % ports;
        const std::string file = locks / std::to_string(port);
        const int lock = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
        if (lock < 0) continue;
        // The lock lives with its descriptor, which is never closed: until this process ends.
        if (::flock(lock, LOCK_EX | LOCK_NB) == 0 && can_bind(port)) return port;
        ::close(lock);
    }
    throw std::runtime_error("no free port");
}

}  // namespace okno::fakes
