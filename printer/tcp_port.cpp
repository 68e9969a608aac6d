#include "printer/tcp_port.hpp"

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace okno::printer {

namespace {

constexpr std::chrono::milliseconds reconnect_after{500};
constexpr std::chrono::milliseconds connect_patience{2000};
constexpr int reads_a_turn_at_most = 16;

std::string reason(int error) {
    return std::string("the connection failed: ") + std::strerror(error);
}

}  // namespace

TcpPort::TcpPort(std::string host, std::uint16_t port, const Profile& profile, SteadyTime now)
    : name_("tcp:" + host + ":" + std::to_string(port)), conversation_(profile, now), next_try_(now) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (error != 0) throw std::runtime_error(name_ + ": " + ::gai_strerror(error));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    std::memcpy(&address_, found->ai_addr, found->ai_addrlen);
    address_size_ = found->ai_addrlen;
}

TcpPort::~TcpPort() {
    if (socket_ >= 0) ::close(socket_);
}

void TcpPort::print(Job job, SteadyTime now) {
    conversation_.print(std::move(job), now);
    if (wire_ == Wire::open) write(now);
}

std::vector<Watched> TcpPort::watched() const {
    if (wire_ == Wire::closed) return {};
    return {{socket_, wire_ == Wire::connecting || written_ < outgoing_.size()}};
}

SteadyTime TcpPort::next_work() const {
    const SteadyTime next = conversation_.next_tick();
    return wire_ == Wire::open ? next : std::min(next, next_try_);
}

std::vector<PortNews> TcpPort::work(SteadyTime now) {
    if (wire_ == Wire::closed && now >= next_try_) begin_connecting(now);
    if (wire_ == Wire::connecting) finish_connecting(now);
    if (wire_ == Wire::open) read(now);
    conversation_.tick(now);
    if (wire_ == Wire::open) write(now);
    if (conversation_.take_hang_up()) close(now, "the printer was hung up on");
    return conversation_.take_news();
}

void TcpPort::begin_connecting(SteadyTime now) {
    socket_ = ::socket(address_.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return close(now, reason(errno));
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    wire_ = Wire::connecting;
    next_try_ = now + connect_patience;
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address_), address_size_) != 0 &&
        errno != EINPROGRESS)
        close(now, reason(errno));
}

void TcpPort::finish_connecting(SteadyTime now) {
    pollfd wait{socket_, POLLOUT, 0};
    if (::poll(&wait, 1, 0) <= 0) {
        if (now >= next_try_) close(now, "the printer does not take the connection");
        return;
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return close(now, reason(error));
    wire_ = Wire::open;
    conversation_.connected(now);
}

void TcpPort::read(SteadyTime now) {
    std::array<char, 512> bytes{};
    for (int i = 0; i < reads_a_turn_at_most; ++i) {
        const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (size > 0) {
            conversation_.hear({bytes.data(), static_cast<std::size_t>(size)}, now);
        } else if (size == 0) {
            return close(now, "the printer closed the connection");
        } else {
            if (errno != EAGAIN && errno != EINTR) close(now, reason(errno));
            return;
        }
    }
}

void TcpPort::write(SteadyTime now) {
    outgoing_ += conversation_.take_output();
    while (written_ < outgoing_.size()) {
        const ssize_t size =
            ::send(socket_, outgoing_.data() + written_, outgoing_.size() - written_, MSG_NOSIGNAL);
        if (size < 0) {
            if (errno != EAGAIN && errno != EINTR) close(now, reason(errno));
            return;
        }
        written_ += static_cast<std::size_t>(size);
    }
    outgoing_.clear();
    written_ = 0;
}

void TcpPort::close(SteadyTime now, const std::string& why) {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    wire_ = Wire::closed;
    outgoing_.clear();
    written_ = 0;
    next_try_ = now + reconnect_after;
    conversation_.disconnected(now, why);
}

}  // namespace okno::printer
