// The web server's routes over a real socket.
#include <arpa/inet.h>
#include <sys/socket.h>

#include <functional>
#include <list>

#include "platform/descriptor.hpp"
#include "protocol/codec.hpp"
#include "tests/console/running_console.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

const std::string request_id(32, 'a');

// A browser that has asked for a stream and reads nothing of it.
class DeafStream {
  public:
    DeafStream(const Console& console, const httplib::Headers& headers)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(console.port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        const std::string asking =
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + headers.find("Cookie")->second +
            "\r\n\r\n";
        REQUIRE(::send(socket_.get(), asking.data(), asking.size(), 0) ==
                static_cast<ssize_t>(asking.size()));
    }

  private:
    platform::Descriptor socket_;
};

bool soon(const std::function<bool()>& condition) {
    for (const auto until = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < until;
         std::this_thread::yield())
        if (condition()) return true;
    return false;
}

std::string command(const std::string& kind, const json& body) {
    return json{{"id", request_id}, {"kind", kind}, {"body", body}}.dump();
}

}  // namespace

TEST_CASE("a log-in sets a cookie that no script can read and no other site can send") {
    Console console;
    Visit visit{console.client(), {{"X-Okno-Csrf", "login"}}};
    const auto answer = visit.post("/api/login", R"({"name":"Anna","password":"secret"})");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    const std::string cookie = answer->get_header_value("Set-Cookie");
    for (const char* attribute : {"HttpOnly", "SameSite=Strict", "Path=/"})
        CHECK(cookie.find(attribute) != std::string::npos);
    const json me = json::parse(answer->body);
    CHECK(me["role"] == "operator");
    CHECK(me["window"] == 3);
}

TEST_CASE("over TLS the cookie is for this host and TLS alone, and the browser is told to stay with TLS") {
    Console console(Over::tls);
    Visit visit = log_in(console, "anna");
    const std::string cookie = visit.headers.find("Cookie")->second;
    CHECK(cookie.starts_with("__Host-okno_session="));
    const auto again = visit.post("/api/login", R"({"name":"anna","password":"secret"})");
    REQUIRE(again);
    const std::string set = again->get_header_value("Set-Cookie");
    for (const char* attribute :
         {"__Host-okno_session=", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"})
        CHECK(set.find(attribute) != std::string::npos);
    CHECK(set.find("Domain") == std::string::npos);
    CHECK(again->get_header_value("Strict-Transport-Security") != "");
    CHECK(visit.client.Get("/api/me", visit.headers)->status == 401);  // the former session has ended
    Visit anew = log_in(console, "anna");
    CHECK(anew.client.Get("/api/me", anew.headers)->status == 200);
    const std::string token = cookie.substr(cookie.find('='));
    CHECK(anew.client.Get("/api/me", {{"Cookie", "okno_session" + token}})->status == 401);
}

TEST_CASE("a wrong password is refused in Russian and in English") {
    Console console;
    Visit visit{console.client(), {{"X-Okno-Csrf", "login"}}};
    const auto answer = visit.post("/api/login", R"({"name":"anna","password":"guess"})");
    REQUIRE(answer);
    CHECK(answer->status == 401);
    const json body = json::parse(answer->body);
    CHECK(body["code"] == "wrong_password");
    CHECK_FALSE(body["sentence"]["ru"].get<std::string>().empty());
    CHECK_FALSE(body["sentence"]["en"].get<std::string>().empty());
}

TEST_CASE("an operator's command reaches the loop with the operator's name, and the answer comes back") {
    Console console;
    Visit visit = log_in(console, "anna");
    const auto answer =
        visit.post("/api/command", command("open_window", {{"window", 3}, {"person", "boss"}}));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(json::parse(answer->body)["events"][0]["event"]["person"] == "anna");
}

TEST_CASE("a refusal of the dispatcher comes back with its sentence") {
    Console console;
    console.refuses = true;
    Visit visit = log_in(console, "anna");
    const auto answer = visit.post("/api/command", command("open_window", {{"window", 3}}));
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(json::parse(answer->body)["code"] == "dispatcher_away");
}

TEST_CASE("what a role may not do never reaches the loop") {
    Console console;
    Visit anna = log_in(console, "anna");
    CHECK(anna.post("/api/command", command("open_window", {{"window", 4}}))->status == 403);
    CHECK(anna.post("/api/command", command("take_ticket", {{"service", "x"}, {"language", "ru"}}))->status ==
          400);  // without a reason
    CHECK(anna.post("/api/command", command("cancel_ticket", {{"ticket", 1}}))->status == 403);
    Visit olga = log_in(console, "olga");
    CHECK(olga.post("/api/command", command("open_window", {{"window", 3}}))->status == 403);
    CHECK(console.orders == 0);
}

TEST_CASE("hostile commands are turned away with what is wrong with them") {
    Console console;
    Visit visit = log_in(console, "anna");
    const std::string deep = std::string(2000, '[') + std::string(2000, ']');
    const std::vector<std::string> hostile{
        "",
        "{",
        "[]",
        "null",
        "\xff\xfe",
        deep,
        R"({"kind":"open_window"})",
        R"({"kind":7,"id":"a","body":{}})",
        R"({"kind":"open_window","id":"zz","body":{}})",
        json{{"id", request_id}, {"kind", "launch_rocket"}, {"body", json::object()}}.dump(),
        command("open_window", {{"window", "three"}}),
        command("open_window", json::array()),
        command("finish_service", {{"window", 3}, {"outcome", 1}})};
    for (const std::string& body : hostile) {
        CAPTURE(body);
        const auto answer = visit.post("/api/command", body);
        REQUIRE(answer);
        CHECK(answer->status == 400);
        CHECK(json::parse(answer->body)["sentence"].contains("ru"));
    }
    CHECK(console.orders == 0);
}

TEST_CASE("a body that is too large is refused, with and without a length") {
    Console console;
    Visit visit = log_in(console, "anna");
    const std::string huge(64 * 1024, ' ');
    const auto declared = visit.post("/api/command", huge);
    REQUIRE(declared);
    CHECK(declared->status == 413);
    // The server may hang up before it has read everything; then there is no answer at all.
    const auto chunked = visit.client.Post(
        "/api/command", visit.headers,
        [&](std::size_t offset, httplib::DataSink& sink) {
            if (offset >= huge.size())
                sink.done();
            else
                sink.write(huge.data(), huge.size());
            return true;
        },
        "application/json");
    CHECK((!chunked || chunked->status == 413));
    CHECK(console.orders == 0);
}

TEST_CASE("a request from another site's page does nothing") {
    Console console;
    const Visit visit = log_in(console, "anna");
    const std::string body = command("open_window", {{"window", 3}});
    const auto status = [&](httplib::Headers headers, const char* type) {
        return console.client().Post("/api/command", headers, body, type)->status;
    };
    httplib::Headers cross = visit.headers;
    cross.emplace("Sec-Fetch-Site", "cross-site");
    CHECK(status(cross, "application/json") == 403);
    httplib::Headers origin = visit.headers;
    origin.emplace("Origin", "http://evil.example");
    CHECK(status(origin, "application/json") == 403);
    httplib::Headers no_token = visit.headers;
    no_token.erase("X-Okno-Csrf");
    CHECK(status(no_token, "application/json") == 403);
    no_token.emplace("X-Okno-Csrf", std::string(64, '0'));
    CHECK(status(no_token, "application/json") == 403);
    CHECK(status(visit.headers, "text/plain") == 400);
    CHECK(console.orders == 0);
    CHECK(status(visit.headers, "application/json") == 200);
}

TEST_CASE("another site's name that points to this computer is refused everywhere, with what to do") {
    Console console;
    const Visit visit = log_in(console, "anna");
    const auto under = [&](const std::string& name, const char* path) {
        httplib::Headers headers = visit.headers;
        headers.emplace("Host", name);
        return console.client().Get(path, headers);
    };
    for (const char* name :
         {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "[::1", "[::1]x", ""})
        for (const char* path : {"/", "/api/me"}) {
            CAPTURE(name);
            const auto answer = under(name, path);
            REQUIRE(answer);
            CHECK(answer->status == 403);
            CHECK(json::parse(answer->body)["code"] == "foreign_name");
        }
    for (const char* name : {"localhost:8080", "localhost", "127.0.0.1", "[::1]:8080"}) {
        CAPTURE(name);
        CHECK(under(name, "/api/me")->status == 200);
    }
}

TEST_CASE("nothing is told or done for who is not logged in") {
    Console console;
    auto client = console.client();
    CHECK(client.Get("/api/me")->status == 401);
    CHECK(client.Get("/api/events")->status == 401);
    Visit stranger{console.client(),
                   {{"X-Okno-Csrf", "x"}, {"Cookie", "okno_session=" + std::string(64, '0')}}};
    CHECK(stranger.post("/api/command", command("open_window", {{"window", 3}}))->status == 401);
    CHECK(stranger.post("/api/logout", "{}")->status == 401);
}

TEST_CASE("logging out ends the session on the server") {
    Console console;
    Visit visit = log_in(console, "anna");
    CHECK(visit.client.Get("/api/me", visit.headers)->status == 200);
    CHECK(visit.post("/api/logout", "{}")->status == 200);
    CHECK(visit.client.Get("/api/me", visit.headers)->status == 401);
}

TEST_CASE("a stream begins with the page as it is and goes on with each change") {
    Console console;
    console.pages.publish({{PageKey{hall::WindowId{3}}, R"({"step":1})"}}, "{}");
    Visit visit = log_in(console, "anna");
    std::string heard;
    bool changed = false;
    visit.client.Get("/api/events", visit.headers, [&](const char* data, std::size_t size) {
        heard.append(data, size);
        if (!changed && heard.find(R"("step":1)") != std::string::npos) {
            changed = true;
            console.pages.publish({{PageKey{hall::WindowId{3}}, R"({"step":2})"}}, "{}");
        }
        return heard.find(R"("step":2)") == std::string::npos;
    });
    CHECK(heard.starts_with("event: page\ndata: {\"now\":"));
    CHECK(heard.find(R"("page":{"step":2}})") != std::string::npos);
}

TEST_CASE("a user file that is damaged while a stream is open ends neither the stream nor the console") {
    Console console;
    console.pages.publish({{PageKey{hall::WindowId{3}}, R"({"step":1})"}}, "{}");
    Visit visit = log_in(console, "anna");
    std::string heard;
    bool changed = false;
    visit.client.Get("/api/events", visit.headers, [&](const char* data, std::size_t size) {
        heard.append(data, size);
        if (!changed && heard.find(R"("step":1)") != std::string::npos) {
            changed = true;
            console.damage_user_file();
            console.pages.publish({{PageKey{hall::WindowId{3}}, R"({"step":2})"}}, "{}");
        }
        return heard.find(R"("step":2)") == std::string::npos;
    });
    CHECK(heard.find(R"("step":2)") != std::string::npos);
    CHECK(visit.client.Get("/api/me", visit.headers)->status == 200);
}

TEST_CASE("an operator may not look at another window, nor at the overview by a trick") {
    Console console;
    Visit visit = log_in(console, "anna");
    CHECK(visit.client.Get("/api/events?window=4", visit.headers)->status == 403);
    CHECK(visit.client.Get("/api/events?window=x", visit.headers)->status == 400);
    CHECK(visit.client.Get("/api/events?window=", visit.headers)->status == 400);
}

TEST_CASE("every answer carries the headers that keep a page safe") {
    Console console;
    auto client = console.client();
    for (const char* path : {"/", "/api/me", "/nothing-here"}) {
        const auto answer = client.Get(path);
        REQUIRE(answer);
        const std::string policy = answer->get_header_value("Content-Security-Policy");
        CHECK(policy.find("default-src 'none'") != std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
    }
    CHECK(client.Get("/../data/users.json")->status == 404);
    CHECK(client.Get("/%2e%2e/data/users.json")->status == 404);
}

TEST_CASE("plain HTTP on another address is refused with what to do") {
    fakes::TemporaryFolder folder;
    Doorkeeper door{UserFile(folder.path())};
    Mailbox mailbox;
    Pages pages;
    WebOptions options;
    options.listen = {"0.0.0.0", 0};
    options.pages = folder.path();
    CHECK_THROWS_WITH_AS(WebServer(options, door, mailbox, pages), doctest::Contains("--tls-certificate"),
                         std::runtime_error);
}

TEST_CASE("plain HTTP beyond this computer is served when the administrator says so, under any name") {
    fakes::TemporaryFolder folder;
    std::ofstream(folder / "index.html") << "<!doctype html>";
    Doorkeeper door{UserFile(folder.path())};
    Mailbox mailbox;
    Pages pages;
    WebOptions options;
    options.listen = {"0.0.0.0", 0};
    options.pages = folder.path();
    options.plain_http = true;
    WebServer server(options, door, mailbox, pages);
    server.start();
    const std::string port = server.url().substr(server.url().rfind(':') + 1);
    httplib::Client client("127.0.0.1", std::stoi(port));
    const auto answer = client.Get("/api/me", {{"Host", "console.hall.example"}});
    REQUIRE(answer);
    CHECK(answer->status == 401);
    CHECK(json::parse(answer->body)["code"] == "first_start");
}

TEST_CASE("a server that has just started can be stopped at once") {
    fakes::TemporaryFolder folder;
    std::ofstream(folder / "index.html") << "<!doctype html>";
    Doorkeeper door{UserFile(folder.path())};
    Mailbox mailbox;
    WebOptions options;
    options.listen.port = 0;
    options.pages = folder.path();
    for (int i = 0; i < 20; ++i) {
        Pages pages;
        WebServer server(options, door, mailbox, pages);
        server.start();
        server.stop();
    }
}

TEST_CASE(
    "two hundred pages are open at once, each session has its bound, and everybody else is still answered") {
    Console console;
    std::list<DeafStream> pages;
    httplib::Headers last;
    for (int session = 0; session < 40; ++session) {
        last = log_in(console, "anna").headers;
        for (int tab = 0; tab < StreamSlots::per_session_at_most; ++tab) pages.emplace_back(console, last);
    }
    CHECK(soon([&] { return console.streams() == 200; }));
    CHECK(console.client().Get("/api/events", last)->status == 503);  // one tab too many
    CHECK(console.client().Get("/api/me", last)->status == 200);
}

TEST_CASE("a page that reads nothing is dropped, and its thread is free again") {
    Console console;
    const DeafStream deaf(console, log_in(console, "anna").headers);
    CHECK(soon([&] { return console.streams() == 1; }));
    console.pages.publish({{hall::WindowId{3}, std::string(64 << 20, ' ')}},
                          "{}");  // more than any socket holds
    CHECK(soon([&] { return console.streams() == 0; }));
}

TEST_CASE("a person who sends without end is held back, but for a call for help") {
    Console console;
    Visit anna = log_in(console, "anna");
    int held_back = 0;
    for (int i = 0; i < 90; ++i) {
        const auto answer = anna.post("/api/command", command("open_window", {{"window", 3}}));
        REQUIRE(answer);
        if (answer->status != 429) continue;
        ++held_back;
        CHECK(json::parse(answer->body)["code"] == "too_often");
    }
    CHECK(held_back > 0);
    CHECK(console.orders + held_back == 90);
    const int before = console.orders;
    for (int i = 0; i < 3; ++i)
        CHECK(anna.post("/api/command", command("raise_panic", {{"zone", 3}}))->status == 200);
    CHECK(console.orders == before + 3);
    Visit boris = log_in(console, "boris");
    CHECK(boris.post("/api/command", command("open_window", {{"window", 7}}))->status == 200);
}
