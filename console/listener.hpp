// One address at which the console is heard, with the bounds that keep it upright: a pool of threads of its
// own, no thread that waits for a browser's next wish, slow readers dropped, small bodies, the headers of
// every answer. Plain HTTP listens on loopback addresses alone,
// unless it is allowed anywhere. Routes are added to `http()` before the
// start.
#pragma once

#include <httplib.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "protocol/messages.hpp"

namespace okno::console {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, the chain
    std::filesystem::path key;          // PEM
};

struct WebAddress {
    std::string host = "127.0.0.1";
    int port = 8080;  // 0: any free one
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080"; empty when it is none.
std::optional<WebAddress> web_address_from(const std::string& text);

// Without TLS passwords travel in the clear: beyond this computer only behind a TLS proxy.
enum class PlainHttp { on_this_computer, anywhere };

class Listener {
  public:
    // Binds at once; throws std::runtime_error with what to do.
    Listener(const WebAddress& address, const std::optional<TlsFiles>& tls, PlainHttp plain,
             std::size_t threads);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    httplib::Server& http() { return *server_; }
    // Asked before any route is looked for; empty: fine.
    using Objection = std::function<std::optional<protocol::Refusal>(const httplib::Request&)>;
    void object_by(Objection objection) { objection_ = std::move(objection); }
    // POSTs to this path may bring so much; all others 16 KiB. Before the start.
    void allow_body(const std::string& path, std::size_t bytes);
    bool secure() const { return secure_; }
    const std::string& url() const { return url_; }  // "http://127.0.0.1:8080/"
    void start();                                    // on a thread of its own; returns when it runs
    void stop();                                     // joins; the destructor does it too

  private:
    void set_limits(std::size_t threads);
    void set_handlers();
    void bind(const WebAddress& address);

    bool secure_;
    std::unique_ptr<httplib::Server> server_;
    socket_t socket_ = INVALID_SOCKET;                 // the server's own
    std::map<std::string, std::size_t> large_bodies_;  // by path
    Objection objection_ = [](const httplib::Request&) { return std::nullopt; };
    std::string url_;
    std::thread thread_;
};

}  // namespace okno::console
