// Reports over a real socket, and what the audit trail tells of them.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "console/past/report_routes.hpp"
#include "console/people/password.hpp"
#include "console/web_server.hpp"
#include "tests/console/played_hall.hpp"

using namespace okno;
using namespace okno::console;
using nlohmann::json;

namespace {

// The console of that hall on its Wednesday. Its manager is maria, with the password "secret".
class Office {
  public:
    Office() {
        std::filesystem::create_directories(folder_ / "web" / "assets");
        std::ofstream(folder_ / "web" / "index.html") << "<!doctype html><title>Okno</title>";
        UserFile users(folder_ / "data");
        users.put({"maria", Role::manager, std::nullopt, hash_password("secret")});
        doorkeeper_.emplace(users);
        hall_.played.tell_statistics();
        WebOptions options;
        options.listen.port = 0;
        options.pages = folder_ / "web";
        server_.emplace(options, *doorkeeper_, hall_.played.mailbox, pages_);
        routes_.emplace(hall_.desk, ReportFolder(hall_.played.reports()), doorkeeper_->trail(),
                        server_->gate());
        routes_->add_to(server_->http());
        server_->start();
        log_in();
    }

    int get(const std::string& path) {
        const auto answer = client_->Get("/api/reports" + path, headers_);
        REQUIRE(answer);
        return answer->status;
    }
    // "maria report_made month-2026-11", the newest first; log-ins are left out.
    std::vector<std::string> trail() const {
        std::vector<std::string> told;
        for (const std::string& line : doorkeeper_->trail().part({}).lines) {
            const json act = json::parse(line);
            if (act["deed"] != "log_in")
                told.push_back(act["who"].get<std::string>() + ' ' + act["deed"].get<std::string>() + ' ' +
                               act["whom"].get<std::string>());
        }
        return told;
    }

    Wednesday& hall() { return hall_; }
    std::filesystem::path data() const { return folder_ / "data"; }

  private:
    void log_in() {
        client_.emplace(server_->url().substr(0, server_->url().size() - 1));
        const auto answer =
            client_->Post("/api/login", httplib::Headers{{"X-Okno-Csrf", "login"}},
                          json{{"name", "maria"}, {"password", "secret"}}.dump(), "application/json");
        REQUIRE(answer);
        REQUIRE(answer->status == 200);
        const std::string cookie = answer->get_header_value("Set-Cookie");
        headers_ = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
    }

    fakes::TemporaryFolder folder_;
    Wednesday hall_;
    Pages pages_;
    mutable std::optional<Doorkeeper> doorkeeper_;
    std::optional<WebServer> server_;
    std::optional<ReportRoutes> routes_;
    std::optional<httplib::Client> client_;
    httplib::Headers headers_;
};

}  // namespace

TEST_CASE("who opens or downloads a report is in the audit trail, with its name") {
    Office office;
    REQUIRE(office.get("?period=2026-11&language=ru") == 200);
    CHECK(office.trail() == std::vector<std::string>{"maria report_made month-2026-11"});
    REQUIRE(office.get("/file?period=2026-11-24&format=xlsx") == 200);
    CHECK(office.trail().front() == "maria report_downloaded okno-day-2026-11-24.xlsx");
    REQUIRE(office.get("/file?period=2026-Q4&format=csv") == 200);
    CHECK(office.trail().front() == "maria report_downloaded okno-quarter-2026-Q4.csv");
    REQUIRE(office.get("/forwarded/file?format=xlsx") == 200);
    CHECK(office.trail().front() == "maria report_downloaded okno-forwarded.xlsx");
    REQUIRE(office.get("/forwarded/file?format=csv&period=2026-11") == 200);
    CHECK(office.trail().front() == "maria report_downloaded okno-forwarded-2026-11.csv");
}

TEST_CASE(
    "a report that comes by itself is in the audit trail only when somebody fetches it from the folder") {
    Office office;
    office.hall().rounds.look(office.hall().six, [] { return false; });
    CHECK(office.trail().empty());
    CHECK(office.get("/folder") == 200);
    CHECK(office.trail().empty());
    REQUIRE(office.get("/folder/file?name=day-2026-11-24.csv") == 200);
    CHECK(office.trail() == std::vector<std::string>{"maria report_downloaded day-2026-11-24.csv"});
}

TEST_CASE("what was refused is no report, and a report that cannot be told of is not given") {
    Office office;
    CHECK(office.get("?period=2026-13") != 200);
    CHECK(office.get("/file?period=../../etc&format=csv") != 200);
    CHECK(office.get("/folder/file?name=../users.json") != 200);
    CHECK(office.trail().empty());
    std::filesystem::remove(office.data() / "audit.jsonl");
    std::filesystem::create_directory(office.data() / "audit.jsonl");
    CHECK(office.get("?period=2026-11") != 200);
    CHECK(office.get("/file?period=2026-11&format=csv") != 200);
}
