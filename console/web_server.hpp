// The console's web server: static pages, log-in, the live page by server-sent events, and commands. It owns
// its threads; to the loop it speaks through the Mailbox and the Pages only. Plain HTTP listens on loopback
// addresses alone: without TLS a password must not travel a network.
//
//   GET /  · POST /api/login {name, password} · POST /api/logout {} · GET /api/me · GET
//   /api/events[?window=3|?page=reception] POST /api/command {id, kind, body} -> {events} | {code, sentence}
#pragma once

#include <httplib.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "console/doorkeeper.hpp"
#include "console/listener.hpp"
#include "console/mailbox.hpp"
#include "console/pages.hpp"

namespace okno::console {

struct WebOptions {
    WebAddress listen;
    std::optional<TlsFiles> tls;
    std::optional<WebAddress> visitors;  // where the visitors' pages are served; empty: nowhere
    std::filesystem::path pages;         // the built web pages
};

// The streams that are open, all in all and by session: each holds a thread of the server.
class StreamSlots {
  public:
    static constexpr int at_most = 256;
    static constexpr int per_session_at_most = 5;  // browsers open at most six connections to one server

    bool take(const std::string& session);
    void give_back(const std::string& session);
    int open() const;

  private:
    mutable std::mutex mutex_;
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

    void start() { listener_.start(); }
    void stop();  // ends the streams and joins; the destructor does it too
    const std::string& url() const { return listener_.url(); }
    httplib::Server& http() { return *server_; }  // before the start: for further routes
    int streams() const { return slots_.open(); }

  private:
    void set_routes();
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
    Listener listener_;
    httplib::Server* server_ = &listener_.http();
    bool secure_ = listener_.secure();
    StreamSlots slots_;
};

}  // namespace okno::console
