#include "alarm/receiver_link.hpp"

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace okno::alarm {

namespace {

constexpr int reads_a_turn_at_most = 16;

std::string reason(int error) {
    return std::strerror(error);
}

}  // namespace

ReceiverLink::ReceiverLink(const Receiver& receiver) : transport_(receiver.transport) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = transport_ == Transport::tcp ? SOCK_STREAM : SOCK_DGRAM;
    addrinfo* found = nullptr;
    const int error =
        ::getaddrinfo(receiver.host.c_str(), std::to_string(receiver.port).c_str(), &hints, &found);
    if (error != 0) throw std::runtime_error(receiver.host + ": " + ::gai_strerror(error));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    std::memcpy(&address_, found->ai_addr, found->ai_addrlen);
    address_size_ = found->ai_addrlen;
}

void ReceiverLink::send(std::string frame, bool afresh) {
    const bool half_sent = written_ > 0 && written_ < outgoing_.size();
    if ((afresh || half_sent) && wire_ != Wire::closed) {
        socket_ = platform::Descriptor{};
        wire_ = Wire::closed;
        cutter_ = {};
    }
    outgoing_ = std::move(frame);
    written_ = 0;
    waiting_ = true;
    if (wire_ == Wire::closed) open();
    if (wire_ == Wire::open) write();
}

std::vector<LinkNews> ReceiverLink::work() {
    if (wire_ == Wire::connecting) finish_connecting();
    if (wire_ == Wire::open) read();
    if (wire_ == Wire::open) write();
    std::vector<LinkNews> news;
    for (std::string& frame : std::exchange(frames_, {})) news.emplace_back(Heard{std::move(frame)});
    if (!why_.empty()) news.emplace_back(Broken{std::exchange(why_, {})});
    return news;
}

std::optional<Watched> ReceiverLink::watched() const {
    if (wire_ == Wire::closed) return std::nullopt;
    return Watched{socket_.get(), wire_ == Wire::connecting || written_ < outgoing_.size()};
}

void ReceiverLink::open() {
    const int type = transport_ == Transport::tcp ? SOCK_STREAM : SOCK_DGRAM;
    socket_ = platform::Descriptor(::socket(address_.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket_) return close(reason(errno));
    const int yes = 1;
    if (transport_ == Transport::tcp) ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto* address = reinterpret_cast<const sockaddr*>(&address_);
    const int result = ::connect(socket_.get(), address, address_size_);
    if (result != 0 && errno != EINPROGRESS) return close(reason(errno));
    wire_ = result == 0 ? Wire::open : Wire::connecting;
}

void ReceiverLink::finish_connecting() {
    pollfd wait{socket_.get(), POLLOUT, 0};
    if (::poll(&wait, 1, 0) <= 0) return;  // how long to wait is the owner's rule
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return close(reason(error));
    wire_ = Wire::open;
}

void ReceiverLink::write() {
    while (written_ < outgoing_.size()) {
        const ssize_t size =
            ::send(socket_.get(), outgoing_.data() + written_, outgoing_.size() - written_, MSG_NOSIGNAL);
        if (size < 0) {
            if (errno != EAGAIN && errno != EINTR) close(reason(errno));
            return;
        }
        written_ += static_cast<std::size_t>(size);
    }
}

void ReceiverLink::read() {
    std::array<char, 2048> bytes{};
    for (int i = 0; i < reads_a_turn_at_most; ++i) {
        const ssize_t size = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
        if (size > 0) {
            const std::string_view got{bytes.data(), static_cast<std::size_t>(size)};
            for (std::string& frame : cutter_.cut(got)) {
                frames_.push_back(std::move(frame));
                waiting_ = false;
            }
        } else if (size == 0 && transport_ == Transport::tcp) {
            return close("the receiver closed the connection");
        } else if (size < 0) {
            if (errno != EAGAIN && errno != EINTR) close(reason(errno));
            return;
        }
    }
}

// Many receivers hang up after each answer: that is no fault.
void ReceiverLink::close(const std::string& why) {
    socket_ = platform::Descriptor{};
    wire_ = Wire::closed;
    cutter_ = {};
    if (std::exchange(waiting_, false)) why_ = why;
}

}  // namespace okno::alarm
