// `--port tcp:HOST:PORT`: a network printer that takes raw bytes, usually on 9100. Keeps one connection open
// and opens it again each half second when it is lost. Never blocks: connecting, reading and writing are all
// non-blocking; a name is looked up once, at the start (a failure there is an exception). One thread.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>

#include "printer/conversation.hpp"

namespace okno::printer {

class TcpPort : public Port {
  public:
    // `profile` must outlive the port. Throws std::runtime_error when there is no such host.
    TcpPort(std::string host, std::uint16_t port, const Profile& profile, SteadyTime now);
    ~TcpPort() override;
    TcpPort(const TcpPort&) = delete;
    TcpPort& operator=(const TcpPort&) = delete;

    std::string name() const override { return name_; }
    bool free() const override { return conversation_.free(); }
    void print(Job job, SteadyTime now) override;
    std::vector<Watched> watched() const override;
    SteadyTime next_work() const override;
    std::vector<PortNews> work(SteadyTime now) override;

  private:
    enum class Wire { closed, connecting, open };

    void begin_connecting(SteadyTime now);
    void finish_connecting(SteadyTime now);
    void read(SteadyTime now);
    void write(SteadyTime now);
    void close(SteadyTime now, const std::string& why);

    std::string name_;
    sockaddr_storage address_{};
    socklen_t address_size_ = 0;
    Conversation conversation_;
    int socket_ = -1;
    Wire wire_ = Wire::closed;
    SteadyTime next_try_;  // to connect; while connecting: when to give up
    std::string outgoing_;
    std::size_t written_ = 0;  // of `outgoing_`
};

}  // namespace okno::printer
