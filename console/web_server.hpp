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
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "console/listener.hpp"
#include "console/mailbox.hpp"
#include "console/office/backup_routes.hpp"
#include "console/office/device_routes.hpp"
#include "console/office/editing.hpp"
#include "console/office/log_routes.hpp"
#include "console/outside/rate_limit.hpp"
#include "console/pages/pages.hpp"
#include "console/people/account_routes.hpp"
#include "console/people/doorkeeper.hpp"
#include "console/people/gate.hpp"
#include "console/people/user_routes.hpp"

namespace okno::console {

struct WebOptions {
    WebAddress listen;
    std::optional<TlsFiles> tls;
    std::optional<WebAddress> visitors;  // where the visitors' pages are served; empty: nowhere
    std::filesystem::path pages;         // the built web pages
    EditingOptions editing{};
    bool plain_http = false;  // without TLS beyond this computer, too: a TLS proxy stands before it
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

    void start();
    void stop();  // ends the streams and joins; the destructor does it too
    const std::string& url() const { return listener_.url(); }
    httplib::Server& http() { return *server_; }  // before the start: for further routes
    const Gate& gate() const { return gate_; }    // who is behind a request, for those routes
    int streams() const { return slots_.open(); }

  private:
    void set_routes();
    void refuse_other_names();
    void command(const httplib::Request& request, httplib::Response& response,
                 const httplib::ContentReader& body);
    void events(const httplib::Request& request, httplib::Response& response);
    std::chrono::seconds wait_of(const std::string& person);  // 0: go ahead
    Answer ask(Order order);
    bool send_news(httplib::DataSink& sink, const std::string& session, const PageKey& key,
                   std::uint64_t& version);

    Doorkeeper& doorkeeper_;
    Mailbox& mailbox_;
    Pages& pages_;
    Listener listener_;
    httplib::Server* server_ = &listener_.http();
    bool secure_ = listener_.secure();
    Gate gate_;
    AccountRoutes account_routes_;
    UserRoutes user_routes_;
    DeviceRoutes device_routes_;
    BackupRoutes backup_routes_;
    LogRoutes log_routes_;
    Editing editing_;
    StreamSlots slots_;
    std::mutex commands_mutex_;
    RateLimit commands_;  // by person
};

}  // namespace okno::console
