// The console's web server: static pages, log-in, the live page by server-sent events, and commands. It owns
// its threads; to the loop it speaks through the Mailbox and the Pages only. Plain HTTP listens on loopback
// addresses alone: without TLS a password must not travel a network.
//
//   GET /  · POST /api/login {name, password} · POST /api/logout {} · GET /api/me · GET
//   /api/events[?window=3|?page=reception] POST /api/command {id, kind, body} -> {events} | {code, sentence}
#pragma once

#include <httplib.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "console/doorkeeper.hpp"
#include "console/mailbox.hpp"
#include "console/pages.hpp"

namespace okno::console {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, the chain
    std::filesystem::path key;          // PEM
};

struct WebAddress {
    std::string host = "127.0.0.1";
    int port = 8080;  // 0: any free one
};

struct WebOptions {
    WebAddress listen;
    std::optional<TlsFiles> tls;
    std::filesystem::path pages;  // the built web pages
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080"; empty when it is none.
std::optional<WebAddress> web_address_from(const std::string& text);

// The streams that are open, all in all and by session: each holds a thread of the server.
class StreamSlots {
  public:
    static constexpr int at_most = 64;
    static constexpr int per_session_at_most = 5;  // browsers open at most six connections to one server

    bool take(const std::string& session);
    void give_back(const std::string& session);

  private:
    std::mutex mutex_;
    std::map<std::string, int> by_session_;
    int all_ = 0;
};

class WebServer {
  public:
    // Binds at once; throws std::runtime_error with what to do. The references must outlive the server.
    WebServer(const WebOptions& options, Doorkeeper& doorkeeper, Mailbox& mailbox, Pages& pages);
    ~WebServer();
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    void start();  // on a thread of its own; returns when it runs
    void stop();   // ends the streams and joins; the destructor does it too
    const std::string& url() const { return url_; }

  private:
    void set_routes();
    void set_limits();
    void refuse_other_names();
    void log_in(const httplib::Request& request, httplib::Response& response,
                const httplib::ContentReader& body);
    void log_out(const httplib::Request& request, httplib::Response& response,
                 const httplib::ContentReader& body);
    void tell_who(const httplib::Request& request, httplib::Response& response);
    void command(const httplib::Request& request, httplib::Response& response,
                 const httplib::ContentReader& body);
    void events(const httplib::Request& request, httplib::Response& response);
    tl::expected<Guest, protocol::Refusal> guest_of(const httplib::Request& request);
    Answer ask(Order order);
    bool send_news(httplib::DataSink& sink, const std::string& session, const PageKey& key,
                   std::uint64_t& version);

    Doorkeeper& doorkeeper_;
    Mailbox& mailbox_;
    Pages& pages_;
    bool secure_;
    std::unique_ptr<httplib::Server> server_;
    StreamSlots slots_;
    std::string url_;
    std::thread thread_;
};

}  // namespace okno::console
