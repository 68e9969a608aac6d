// A console's web server over a real socket, with the loop's side played by the test. All users have the
// password "secret": anna and boris are operators at the windows 3 and 7, olga is an auditor, petr the
// administrator.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <utility>

#include "console/people/password.hpp"
#include "console/sentences.hpp"
#include "console/web_server.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace okno::console {

using nlohmann::json;

enum class Over { http, tls };

// A certificate for this computer alone, signed by itself.
inline TlsFiles make_certificate(const std::filesystem::path& folder) {
    const TlsFiles files{folder / "certificate.pem", folder / "key.pem"};
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        " -subj /CN=okno -addext subjectAltName=IP:127.0.0.1 -out " +
        files.certificate.string() + " -keyout " + files.key.string() + " 2>/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    return files;
}

// A console whose dispatcher answers what it is told to.
class Console {
  public:
    explicit Console(Over over = Over::http) {
        std::filesystem::create_directories(folder_ / "web" / "assets");
        std::ofstream(folder_ / "web" / "index.html") << "<!doctype html><title>Okno</title>";
        UserFile users(folder_ / "data");
        const std::string hash = hash_password("secret");
        users.put({"anna", Role::window_operator, hall::WindowId{3}, hash});
        users.put({"olga", Role::auditor, std::nullopt, hash});
        users.put({"boris", Role::window_operator, hall::WindowId{7}, hash});
        users.put({"petr", Role::administrator, std::nullopt, hash});
        doorkeeper_.emplace(users);
        WebOptions options;
        options.listen.port = 0;
        options.pages = folder_ / "web";
        if (over == Over::tls) options.tls = tls_ = make_certificate(folder_.path());
        server_.emplace(options, *doorkeeper_, mailbox, pages);
        server_->start();
        loop_ = std::thread([this] { play_loop(); });
    }
    ~Console() {
        ended_ = true;
        loop_.join();
    }

    httplib::Client client() const {
        httplib::Client client(server_->url().substr(0, server_->url().size() - 1));
        if (tls_) client.set_ca_cert_path(tls_->certificate.string());
        return client;
    }

    int streams() const { return server_->streams(); }
    int port() const { return std::stoi(server_->url().substr(server_->url().rfind(':') + 1)); }
    void damage_user_file() { std::ofstream(folder_ / "data/users.json") << "{"; }

    Doorkeeper& doorkeeper() { return *doorkeeper_; }
    std::filesystem::path data() const { return folder_ / "data"; }

    Mailbox mailbox;
    Pages pages;
    std::atomic<bool> refuses{false};
    std::atomic<int> orders{0};
    std::atomic<int> take_overs{0};

  private:
    void play_loop() {
        while (!ended_) {
            for (Mail& mail : mailbox.take())
                if (auto* order = std::get_if<Order>(&mail)) {
                    ++orders;
                    const auto* open = std::get_if<hall::OpenWindow>(&order->wish);
                    if (open && open->take_over) ++take_overs;
                    if (refuses)
                        order->answer.set_value(tl::make_unexpected(complain(Complaint::dispatcher_away)));
                    else
                        order->answer.set_value(std::vector<protocol::Entry>{
                            {7, hall::Event{{}, {{"console"}, order->person}, hall::WindowOpened{{3}}}}});
                }
            std::this_thread::yield();
        }
    }

    fakes::TemporaryFolder folder_;
    std::optional<TlsFiles> tls_;
    std::optional<Doorkeeper> doorkeeper_;
    std::optional<WebServer> server_;
    std::atomic<bool> ended_{false};
    std::thread loop_;
};

struct Visit {
    httplib::Client client;
    httplib::Headers headers;

    httplib::Result post(const std::string& path, const std::string& body) {
        return client.Post(path, headers, body, "application/json");
    }
};

inline Visit log_in(httplib::Client client, const std::string& name) {
    Visit visit{std::move(client), {{"X-Okno-Csrf", "login"}}};
    const auto answer = visit.post("/api/login", json{{"name", name}, {"password", "secret"}}.dump());
    REQUIRE(answer);
    REQUIRE(answer->status == 200);
    const std::string cookie = answer->get_header_value("Set-Cookie");
    visit.headers = {{"X-Okno-Csrf", json::parse(answer->body)["csrf"].get<std::string>()},
                     {"Cookie", cookie.substr(0, cookie.find(';'))}};
    return visit;
}
inline Visit log_in(const Console& console, const std::string& name) {
    return log_in(console.client(), name);
}

}  // namespace okno::console
