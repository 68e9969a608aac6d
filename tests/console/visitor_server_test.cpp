// The visitors' server and the metrics over real sockets, with the loop's side played by the test.
#include "console/outside/visitor_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "console/outside/metrics.hpp"
#include "console/sentences.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;

namespace {

constexpr protocol::NamedTicket known{{7}, fakes::nine_o_clock};

class Visitors {
  public:
    Visitors() {
        metrics.count_requests(server.http());
        metrics.add_to(server.http(), [] { return 3; });
        server.start();
        loop_ = std::thread([this] { play_loop(); });
    }
    ~Visitors() {
        server.stop();
        ended_ = true;
        loop_.join();
    }
    httplib::Client client() const {
        return httplib::Client(server.url().substr(0, server.url().size() - 1));
    }

    const protocol::TicketWords words{"0123456789012345678901234567890123456789"};
    const std::string address = "/t/" + words.word(known);
    std::atomic<bool> rateable{false};
    std::atomic<int> rated{0};

  private:
    TicketAnswer answer(const protocol::NamedTicket& ticket) const {
        if (!(ticket == known)) return tl::make_unexpected(complain(Complaint::unknown_ticket));
        PublicTicket shown;
        shown.stage = rateable ? PublicStage::served : PublicStage::ended;
        shown.hall = fakes::both("Центр", "Centre");
        shown.number = hall::TicketNumber{"A", 12};
        shown.rateable = rateable;
        return shown;
    }
    void play_loop() {
        while (!ended_) {
            for (Mail& mail : mailbox_.take()) {
                if (auto* question = std::get_if<TicketQuestion>(&mail))
                    question->answer.set_value(answer(question->ticket));
                if (auto* gauges = std::get_if<GaugesQuestion>(&mail))
                    gauges->answer.set_value({{"okno_blind", "Blind.", {{{}, 0}}}});
                if (auto* order = std::get_if<Order>(&mail)) {
                    rated = std::get<hall::RateVisit>(order->wish).score;
                    rateable = false;
                    order->answer.set_value(std::vector<protocol::Entry>{});
                }
            }
            std::this_thread::yield();
        }
    }

    fakes::TemporaryFolder folder_;
    Mailbox mailbox_;
    TicketDesk desk_{mailbox_, words};
    ApiGate gate_{ApiKeyFile(folder_ / "data")};
    std::atomic<bool> ended_{false};
    std::thread loop_;

  public:
    Metrics metrics{gate_, mailbox_};
    VisitorServer server{{"127.0.0.1", 0}, std::nullopt, desk_};
};

}  // namespace

TEST_CASE("a visitor's page is shown to whoever has its word, in their language") {
    Visitors visitors;
    auto client = visitors.client();
    const auto page = client.Get(visitors.address, {{"Accept-Language", "en"}});
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(page->body.find("<html lang=\"en\">") != std::string::npos);
    CHECK(page->body.find("A012") != std::string::npos);
    CHECK(page->get_header_value("Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(client.Get(visitors.address + "?lang=ru", {{"Accept-Language", "en"}})->body.find("lang=\"ru\"") !=
          std::string::npos);
    const auto unknown = client.Get("/t/" + std::string(22, 'A'));
    CHECK(unknown->status == 404);
    CHECK(unknown->body.find("Такого талона нет") != std::string::npos);
}

TEST_CASE("what has not changed is not sent again") {
    Visitors visitors;
    auto client = visitors.client();
    const auto first = client.Get(visitors.address + "/now");
    REQUIRE(first);
    CHECK(first->body.find("<!doctype") == std::string::npos);
    const std::string tag = first->get_header_value("ETag");
    const auto second = client.Get(visitors.address + "/now", {{"If-None-Match", tag}});
    CHECK(second->status == 304);
    CHECK(second->body.empty());
    visitors.rateable = true;
    CHECK(client.Get(visitors.address + "/now", {{"If-None-Match", tag}})->status == 200);
}

TEST_CASE("a rating is given once, by the page's own form, and leads back to the page") {
    Visitors visitors;
    auto client = visitors.client();
    const auto give = [&](const std::string& score, const httplib::Headers& headers = {}) {
        return client.Post(visitors.address + "/rating?lang=en", headers, "score=" + score,
                           "application/x-www-form-urlencoded");
    };
    visitors.rateable = true;
    CHECK(give("4", {{"Sec-Fetch-Site", "cross-site"}})->status == 403);
    for (const char* wrong : {"", "0", "6", "44", "x"}) CHECK(give(wrong)->status == 400);
    CHECK(visitors.rated == 0);
    const auto given = give("4", {{"Sec-Fetch-Site", "same-origin"}});
    CHECK(given->status == 303);
    CHECK(given->get_header_value("Location") == visitors.address + "/thanks?lang=en");
    CHECK(client.Get(visitors.address + "/thanks?lang=en")->body.find("Thank you for your rating!") !=
          std::string::npos);
    CHECK(visitors.rated == 4);
    CHECK(give("1")->status == 303);  // pressed twice: the first has been heard
    CHECK(visitors.rated == 4);
}

TEST_CASE("whoever tries out words is soon told to wait, and the others are not") {
    Visitors visitors;
    auto client = visitors.client();
    int refused = 0;
    for (int i = 0; i < VisitorServer::guessing.burst + 5; ++i) {
        const auto answer = client.Get("/t/" + visitors.words.word({{100u + static_cast<unsigned>(i)}, {}}));
        REQUIRE(answer);
        if (answer->status != 429) continue;
        ++refused;
        CHECK(answer->get_header_value("Retry-After") != "");
    }
    CHECK(refused >= 3);
    CHECK(client.Get(visitors.address)->status == 200);  // a real one from the same address
    // Through a reverse proxy the others are the others.
    CHECK(client.Get("/t/x", {{"X-Forwarded-For", "203.0.113.9"}})->status == 404);
    CHECK(client.Get("/t/x")->status == 429);
}

TEST_CASE("a telephone is known by its connection, or by what a proxy on this computer says of it") {
    httplib::Request request;
    const auto address = [&](const std::string& remote, const std::string& forwarded) {
        request.remote_addr = remote;
        request.headers.clear();
        if (!forwarded.empty()) request.set_header("X-Forwarded-For", forwarded);
        return visitor_address(request);
    };
    CHECK(address("203.0.113.9", "") == "203.0.113.9");
    CHECK(address("203.0.113.9", "198.51.100.1") == "203.0.113.9");  // anybody could write it
    CHECK(address("127.0.0.1", "6.6.6.6, 198.51.100.1") == "198.51.100.1");
    CHECK(address("127.0.0.1", "198.51.100.1") == "198.51.100.1");
    CHECK(address("2001:db8:1:2::1", "") == address("2001:db8:1:2:ffff::9", ""));
    CHECK(address("2001:db8:1:2::1", "") != address("2001:db8:1:3::1", ""));
}

TEST_CASE("metrics count by route and status, whatever words are asked for") {
    Visitors visitors;
    auto client = visitors.client();
    for (int i = 0; i < 3; ++i) client.Get(visitors.address);
    for (const char* path : {"/t/a", "/t/b", "/nothing", "/never"}) client.Get(path);
    for (const char* path : {"/invented", "/invented/too"}) client.Get(path, {{"Range", "bytes=0-1"}});
    const auto metrics = client.Get("/metrics");
    REQUIRE(metrics);
    CHECK(metrics->status == 200);
    for (const char* line :
         {"okno_http_requests_total{route=\"/t/{id}\",status=\"200\"} 3\n",
          "okno_http_requests_total{route=\"/t/{id}\",status=\"404\"} 2\n",
          "okno_http_requests_total{route=\"unknown\",status=\"404\"} 2\n", "okno_blind 0\n",
          "okno_streams_open 3\n", "# TYPE process_resident_memory_bytes gauge\n"})
        CHECK_MESSAGE(metrics->body.find(line) != std::string::npos, line);
    for (const char* word : {"/t/a", "invented"}) CHECK(metrics->body.find(word) == std::string::npos);
    // A proxy on this computer asks for somebody else, who needs a key.
    CHECK(client.Get("/metrics", {{"X-Forwarded-For", "203.0.113.9"}})->status == 401);
}

TEST_CASE("the routes that are counted are few, whatever a stranger invents") {
    const auto route = [](const std::string& path, int status, const char* handler = nullptr) {
        httplib::Request request;
        request.path = path;
        if (handler != nullptr) std::regex_match(request.path, request.matches, std::regex(handler));
        return route_of(request, status);
    };
    CHECK(route("/api/v1/tickets/abc", 404, "/api/v1/tickets/([^/]+)") == "/api/v1/tickets/{id}");
    CHECK(route("/t/abc/rating", 303, "/t/([^/]+)/rating") == "/t/{id}/rating");
    CHECK(route("/api/login", 401, "/api/login") == "/api/login");
    CHECK(route("/assets/index-12345.js", 200) == "file");
    CHECK(route("/./assets/./index-12345.js", 200) == "file");
    for (const int refused : {400, 403, 404, 413, 416}) CHECK(route("/anything", refused) == "unknown");
    CHECK(route("/t/abc/else", 404, "/t/([^/]+)") == "unknown");  // a handler that was tried
}
