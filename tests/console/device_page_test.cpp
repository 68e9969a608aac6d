// The page of devices as a model, and the routes of devices, backups and the log over a real socket.
#include "console/office/device_page.hpp"

#include "tests/console/acting_hall.hpp"
#include "tests/console/running_console.hpp"

using namespace okno;
using namespace okno::console;

namespace {

hall::Plan plan_with_devices() {
    hall::Plan plan = fakes::small_plan();
    plan.devices = {{{"kiosk-1"}, fakes::both("Киоск у входа", "Kiosk at the door")},
                    {{"bridge-1"}, fakes::both("Пульты", "Keypads")}};
    return plan;
}

json key(const char* name, const char* role) {
    return {{"name", name},         {"role", role},          {"fingerprint", "AAAA-BBBB-CCCC-DDDD"},
            {"heard_ago_ms", 1200}, {"address", "10.0.0.7"}, {"revocable", true}};
}

json told(json devices) {
    return {{"dispatcher", {{"version", "okno 9"}}},
            {"devices", std::move(devices)},
            {"knocking", json::array()},
            {"more_knocking", false},
            {"expected", json::array()}};
}

json row(const json& page, const char* id) {
    for (const json& device : page["devices"])
        if (device["id"] == id) return device;
    return nullptr;
}

// Plays the dispatcher's part of the console for queries: takes what was asked, answers what it is told to.
class Machinery {
  public:
    Machinery() : thread_([this] { play(); }) {}
    ~Machinery() {
        ended = true;
        thread_.join();
    }

    Mailbox mailbox;
    Pages pages;
    std::atomic<bool> refuses{false};
    std::vector<std::pair<std::string, json>> asked;  // read when nothing is under way

  private:
    void play() {
        while (!ended) {
            for (Mail& mail : mailbox.take()) {
                if (auto* inquiry = std::get_if<Inquiry>(&mail)) {
                    asked.emplace_back(inquiry->kind, inquiry->body);
                    if (refuses)
                        inquiry->answer.set_value({complain(Complaint::dispatcher_away), {}});
                    else
                        inquiry->answer.set_value({std::nullopt, answer_to(inquiry->kind)});
                }
                if (auto* question = std::get_if<StateQuestion>(&mail))
                    question->answer.set_value(question->look(hall::State{}));
            }
            std::this_thread::yield();
        }
    }
    static json answer_to(const std::string& kind) {
        if (kind == "devices") return told(json::array({key("kiosk-1", "kiosk")}));
        if (kind == "backups" || kind == "make_backup") return {{"kept", true}, {"backups", json::array()}};
        if (kind == "log") return {{"program", "okno-dispatcher"}, {"since", 5}, {"lines", json::array()}};
        return {{"state", "approved"}};
    }

    std::atomic<bool> ended{false};
    std::thread thread_;
};

class Served {
  public:
    Served() {
        std::filesystem::create_directories(folder_ / "web" / "assets");
        std::ofstream(folder_ / "web" / "index.html") << "<!doctype html><title>Okno</title>";
        UserFile users(folder_ / "data");
        const std::string hash = hash_password("secret");
        users.put({"anna", Role::window_operator, hall::WindowId{3}, hash});
        users.put({"maria", Role::manager, std::nullopt, hash});
        users.put({"gleb", Role::guard, std::nullopt, hash});
        users.put({"olga", Role::auditor, std::nullopt, hash});
        users.put({"petr", Role::administrator, std::nullopt, hash});
        doorkeeper_.emplace(users);
        WebOptions options;
        options.listen.port = 0;
        options.pages = folder_ / "web";
        server_.emplace(options, *doorkeeper_, machinery.mailbox, machinery.pages);
        server_->start();
    }
    Visit enter(const std::string& name) const {
        return log_in(httplib::Client(server_->url().substr(0, server_->url().size() - 1)), name);
    }
    std::vector<std::string> trail() const {
        std::vector<std::string> deeds;
        for (const std::string& line : doorkeeper_->trail().part(std::nullopt).lines) {
            const json act = json::parse(line);
            deeds.push_back(act["deed"].get<std::string>() + " " + act.value("whom", ""));
        }
        return deeds;
    }

    Machinery machinery;

  private:
    fakes::TemporaryFolder folder_;
    mutable std::optional<Doorkeeper> doorkeeper_;
    std::optional<WebServer> server_;
};

const json approval{
    {"act", "approve"}, {"fingerprint", "AAAA-BBBB-CCCC-DDDD"}, {"name", "kiosk-2"}, {"role", "kiosk"}};

}  // namespace

TEST_CASE("every device of the plan and every key is on the page once, with what is known of it") {
    Hall hall(plan_with_devices());
    hall.by("kiosk-1", 1s, hall::ReportDevice{{"kiosk-1"}, hall::Condition::no_paper, {}, "okno 0.1.0"});
    hall.by("bridge-1", 1s, hall::ReportDevice{{"bridge-1"}, hall::Condition::ready});
    hall.by("bridge-1", 1s, hall::ReportDevice{{"bridge-1/keypad/Window 3"}, hall::Condition::out_of_reach});
    hall.by("bridge-1", 1s, hall::ReportDevice{{"bridge-1/keypad/unplugged"}, hall::Condition::away});
    const json page = device_page(
        hall.state,
        told(json::array({key("kiosk-1", "kiosk"), key("kiosk-9", "kiosk"), key("console", "console")})));
    REQUIRE(page["devices"].size() == 4);
    const json kiosk = row(page, "kiosk-1");
    CHECK(kiosk["name"]["en"] == "Kiosk at the door");
    CHECK(kiosk["planned"] == true);
    CHECK(kiosk["has_key"] == true);
    CHECK(kiosk["condition"] == "no_paper");
    CHECK(kiosk["since"] == after_nine(1s));
    CHECK(kiosk["version"] == "okno 0.1.0");
    CHECK(kiosk["heard_ago_ms"] == 1200);
    CHECK(kiosk["address"] == "10.0.0.7");
    const json bridge = row(page, "bridge-1");
    CHECK(bridge["has_key"] == false);
    CHECK(bridge["version"] == nullptr);
    REQUIRE(bridge["parts"].size() == 1);
    CHECK(bridge["parts"][0]["kind"] == "keypad");
    CHECK(bridge["parts"][0]["condition"] == "out_of_reach");
    CHECK(row(page, "kiosk-9")["planned"] == false);
    CHECK(row(page, "kiosk-9")["condition"] == nullptr);
    CHECK(page["dispatcher"]["version"] == "okno 9");
    CHECK_FALSE(page["console"]["version"].get<std::string>().empty());
}

TEST_CASE("devices, backups and the log are the administrator's alone") {
    Served served;
    for (const char* name : {"anna", "maria", "gleb", "olga"}) {
        Visit visit = served.enter(name);
        for (const char* path : {"/api/devices", "/api/backups", "/api/log"})
            CHECK(visit.client.Get(path, visit.headers)->status == 403);
        CHECK(visit.post("/api/devices", approval.dump())->status == 403);
        CHECK(visit.post("/api/backups", R"({"act": "make"})")->status == 403);
    }
    CHECK(served.machinery.asked.empty());
    httplib::Client stranger = served.enter("petr").client;
    for (const char* path : {"/api/devices", "/api/backups", "/api/log"})
        CHECK(stranger.Get(path)->status == 401);
}

TEST_CASE("an approval goes to the dispatcher with the person's name, and into the audit trail before") {
    Served served;
    Visit petr = served.enter("petr");
    CHECK(petr.post("/api/devices", approval.dump())->status == 200);
    REQUIRE(served.machinery.asked.size() == 1);
    CHECK(served.machinery.asked[0].first == "approve_device");
    CHECK(served.machinery.asked[0].second == json{{"person", "petr"},
                                                   {"name", "kiosk-2"},
                                                   {"fingerprint", "AAAA-BBBB-CCCC-DDDD"},
                                                   {"role", "kiosk"}});
    CHECK(petr.post("/api/devices", R"({"act": "revoke", "name": "kiosk-2"})")->status == 200);
    CHECK(petr.post("/api/backups", R"({"act": "make"})")->status == 200);
    const auto trail = served.trail();
    REQUIRE(trail.size() >= 3);
    CHECK(trail[0] == "backup_asked ");
    CHECK(trail[1] == "device_revoked kiosk-2");
    CHECK(trail[2] == "device_approved kiosk-2 · AAAA-BBBB-CCCC-DDDD · kiosk");
    served.machinery.refuses = true;
    CHECK(petr.post("/api/devices", approval.dump())->status >= 400);
    CHECK(served.trail()[0].starts_with("device_act_refused"));
}

TEST_CASE("what is malformed or comes from a foreign page reaches no dispatcher") {
    Served served;
    Visit petr = served.enter("petr");
    const std::string long_text(65, 'x');
    for (const json& body :
         {json{{"act", "approve"}}, json{{"act", "adopt"}, {"name", "x"}}, json{{"name", "x"}},
          json{{"act", "revoke"}, {"name", long_text}}, json{{"act", "revoke"}, {"name", 7}}})
        CHECK_MESSAGE(petr.post("/api/devices", body.dump())->status == 400, body.dump());
    CHECK(petr.post("/api/devices", "{")->status == 400);
    CHECK(petr.post("/api/backups", R"({"act": "restore"})")->status == 400);
    petr.headers.erase("X-Okno-Csrf");
    CHECK(petr.post("/api/devices", approval.dump())->status == 403);
    CHECK(served.machinery.asked.empty());
}

TEST_CASE("the log of this program is told although the dispatcher is away") {
    Served served;
    Visit petr = served.enter("petr");
    json page = json::parse(petr.client.Get("/api/log", petr.headers)->body);
    REQUIRE(page["programs"].size() == 2);
    CHECK(page["programs"][0]["program"] == "okno-dispatcher");
    CHECK(page["programs"][0]["refusal"] == nullptr);
    served.machinery.refuses = true;
    page = json::parse(petr.client.Get("/api/log", petr.headers)->body);
    CHECK(page["programs"][0]["refusal"]["code"] == "dispatcher_away");
    CHECK(page["programs"][1]["program"] == "okno-console");
    CHECK(petr.client.Get("/api/devices", petr.headers)->status == 503);
}
