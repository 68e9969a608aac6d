// The console's web server: static pages, the live page by server-sent events, and commands; beside them the
// routes of accounts and users. It owns its threads; to the loop it speaks through the Mailbox and the Pages
// only. Plain HTTP listens on loopback addresses alone, unless the administrator says that a TLS proxy stands
// before it: a password must not travel a network in the clear.
//
//   GET /  · GET /api/events[?window=3|?page=reception] · POST /api/command {id, kind, body} -> {events} |
//   {code, sentence} · account_routes.hpp · user_routes.hpp
#pragma once

#include <httplib.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "console/account_routes.hpp"
#include "console/doorkeeper.hpp"
#include "console/gate.hpp"
#include "console/mailbox.hpp"
#include "console/pages.hpp"
#include "console/user_routes.hpp"

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
    bool plain_http = false;      // without TLS beyond this computer, too: a TLS proxy stands before it
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
    void command(const httplib::Request& request, httplib::Response& response,
                 const httplib::ContentReader& body);
    void events(const httplib::Request& request, httplib::Response& response);
    Answer ask(Order order);
    bool send_news(httplib::DataSink& sink, const std::string& session, const PageKey& key,
                   std::uint64_t& version);

    Doorkeeper& doorkeeper_;
    Mailbox& mailbox_;
    Pages& pages_;
    bool secure_;
    Gate gate_;
    AccountRoutes account_routes_;
    UserRoutes user_routes_;
    std::unique_ptr<httplib::Server> server_;
    StreamSlots slots_;
    std::string url_;
    std::thread thread_;
};

}  // namespace okno::console
