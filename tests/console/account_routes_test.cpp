// The routes of accounts, users and the audit trail over a real socket.
#include "tests/console/running_console.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

const std::string chosen = "тихий час в мае";

struct Told {
    int status = 0;
    json body;
    std::string code() const { return body.value("code", ""); }
};

Told tell(Visit& visit, const std::string& path, const json& body) {
    const auto answer = visit.post(path, body.dump());
    REQUIRE(answer);
    return {answer->status, json::parse(answer->body)};
}

Told ask(Visit& visit, const std::string& path) {
    const auto answer = visit.client.Get(path, visit.headers);
    REQUIRE(answer);
    return {answer->status, json::parse(answer->body)};
}

// As a browser does: every cookie it was given, and the newest token against foreign pages.
Visit enter(const Console& console, const std::string& path, const json& body,
            const std::string& cookies = "") {
    Visit visit{console.client(), {{"X-Okno-Csrf", "enter"}}};
    if (!cookies.empty()) visit.headers.emplace("Cookie", cookies);
    const auto answer = visit.post(path, body.dump());
    REQUIRE(answer);
    CAPTURE(answer->body);
    REQUIRE(answer->status == 200);
    std::string kept;
    for (auto [it, end] = answer->headers.equal_range("Set-Cookie"); it != end; ++it) {
        CHECK(it->second.find("; HttpOnly; SameSite=Strict") != std::string::npos);
        kept += (kept.empty() ? "" : "; ") + it->second.substr(0, it->second.find(';'));
    }
    visit.headers = {{"X-Okno-Csrf", json::parse(answer->body)["csrf"].get<std::string>()}, {"Cookie", kept}};
    return visit;
}

json logged_in(const std::string& name) {
    return {{"name", name}, {"password", "secret"}};
}

std::string cookies_of(const Visit& visit) {
    return visit.headers.find("Cookie")->second;
}

std::vector<std::string> deeds(Visit& visit) {
    std::vector<std::string> deeds;
    const json acts = ask(visit, "/api/audit").body["acts"];
    for (const json& act : acts) deeds.push_back(act["deed"]);
    return deeds;
}

}  // namespace

TEST_CASE("without users the page hears of the first start, and the code opens it once") {
    Console console;
    std::filesystem::remove(console.data() / "users.json");
    console.doorkeeper().prepare_first_start();
    std::ifstream in(console.data() / "first-start-code");
    std::string code;
    std::getline(in, code);
    Visit stranger{console.client(), {{"X-Okno-Csrf", "x"}}};
    CHECK(ask(stranger, "/api/me").code() == "first_start");
    json wish{{"code", "guess"}, {"name", "Elena"}, {"password", chosen}};
    CHECK(tell(stranger, "/api/first-start", wish).code() == "wrong_code");
    wish["code"] = code;
    Visit elena = enter(console, "/api/first-start", wish);
    CHECK(ask(elena, "/api/me").body["role"] == "administrator");
    CHECK(ask(elena, "/api/users").body["users"].size() == 1);
    CHECK(deeds(elena) == std::vector<std::string>{"first_start", "first_start_refused"});
    CHECK(tell(stranger, "/api/first-start", wish).status == 401);
    CHECK(ask(stranger, "/api/me").code() == "not_logged_in");
}

TEST_CASE("a colleague's PIN takes over the window of the browser, and the session before ends") {
    Console console;
    Visit boris = enter(console, "/api/login", logged_in("boris"));
    CHECK(tell(boris, "/api/pin", {{"pin", "402817"}}).status == 200);
    Visit anna = enter(console, "/api/login", logged_in("anna"));
    CHECK(ask(anna, "/api/me").body["browser"] == 3);
    CHECK(ask(anna, "/api/browser").body["window"] == 3);
    const json pin{{"name", "Boris"}, {"pin", "402817"}};
    Visit stranger{console.client(), {{"X-Okno-Csrf", "x"}}};
    CHECK(tell(stranger, "/api/change-operator", pin).code() == "password_needed");
    CHECK(ask(stranger, "/api/browser").body["window"].is_null());
    Visit successor = enter(console, "/api/change-operator", pin, cookies_of(anna));
    CHECK(ask(anna, "/api/me").status == 401);
    const json me = ask(successor, "/api/me").body;
    CHECK(me["name"] == "boris");
    CHECK(me["window"] == 3);
    CHECK(me["by_pin"] == true);
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (console.take_overs == 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    CHECK(console.take_overs == 1);
}

TEST_CASE("a password that was given opens nothing but its change") {
    Console console;
    Visit petr = log_in(console, "petr");
    const Told given = tell(petr, "/api/users", {{"act", "give_password"}, {"name", "anna"}});
    REQUIRE(given.status == 200);
    const std::string password = given.body["password"];
    Visit anna = enter(console, "/api/login", {{"name", "anna"}, {"password", password}});
    CHECK(ask(anna, "/api/me").body["must_change"] == true);
    CHECK(ask(anna, "/api/me").body["browser"].is_null());
    const json open{{"id", std::string(32, 'a')}, {"kind", "open_window"}, {"body", {{"window", 3}}}};
    CHECK(tell(anna, "/api/command", open).code() == "must_change_password");
    CHECK(ask(anna, "/api/events").code() == "must_change_password");
    CHECK(tell(anna, "/api/pin", {{"pin", "402817"}}).code() == "must_change_password");
    Visit ready = enter(console, "/api/login", {{"name", "anna"}, {"password", password}});
    CHECK(tell(ready, "/api/password", {{"old", "guess"}, {"new", chosen}}).code() == "wrong_old_password");
    const auto changed = ready.post("/api/password", json{{"old", password}, {"new", chosen}}.dump());
    REQUIRE(changed);
    CHECK(changed->status == 200);
    CHECK(json::parse(changed->body)["must_change"] == false);
    CHECK(ask(ready, "/api/me").status == 401);  // the session is a new one
    CHECK(ask(anna, "/api/me").status == 401);
    CHECK(console.orders == 0);
}

TEST_CASE("the users are for an administrator, the trail for an auditor, too; for nobody else") {
    Console console;
    Visit petr = log_in(console, "petr");
    Visit olga = log_in(console, "olga");
    Visit anna = log_in(console, "anna");
    const json add{{"act", "add"}, {"name", "ivan"}, {"role", "guard"}, {"window", nullptr}};
    CHECK(ask(petr, "/api/users").status == 200);
    CHECK(ask(petr, "/api/audit").status == 200);
    CHECK(ask(olga, "/api/users").code() == "not_allowed");
    CHECK(ask(olga, "/api/audit").status == 200);
    CHECK(ask(anna, "/api/users").code() == "not_allowed");
    CHECK(ask(anna, "/api/audit").code() == "not_allowed");
    for (Visit* visit : {&olga, &anna}) CHECK(tell(*visit, "/api/users", add).code() == "not_allowed");
    CHECK(tell(petr, "/api/users", add).body["users"].size() == 5);
    Visit stranger{console.client(), {{"X-Okno-Csrf", "x"}}};
    CHECK(ask(stranger, "/api/users").status == 401);
    CHECK(ask(stranger, "/api/audit").status == 401);
    CHECK(tell(stranger, "/api/users", add).status == 401);
    petr.headers.erase("X-Okno-Csrf");
    petr.headers.emplace("X-Okno-Csrf", std::string(64, '0'));
    CHECK(tell(petr, "/api/users", add).code() == "foreign_page");
}

TEST_CASE("every POST of an account comes from our own page") {
    Console console;
    for (const char* path : {"/api/login", "/api/logout", "/api/first-start", "/api/password", "/api/pin",
                             "/api/change-operator", "/api/users"}) {
        CAPTURE(path);
        Visit visit = log_in(console, "petr");
        visit.headers.emplace("Sec-Fetch-Site", "same-site");
        CHECK(tell(visit, path, json::object()).code() == "foreign_page");
        Visit bare = log_in(console, "petr");
        bare.headers.erase("X-Okno-Csrf");
        CHECK(tell(bare, path, json::object()).code() == "foreign_page");
    }
}

TEST_CASE("hostile bodies about users are turned away with what is wrong with them") {
    Console console;
    Visit petr = log_in(console, "petr");
    for (const json& body : {json::object(), json{{"act", "add"}}, json{{"act", 7}, {"name", "x"}},
                             json{{"act", "crown"}, {"name", "ivan"}}, json{{"act", "add"}, {"name", "ivan"}},
                             json{{"act", "add"}, {"name", "ivan"}, {"role", "king"}},
                             json{{"act", "add"}, {"name", "ivan"}, {"role", "operator"}, {"window", "3"}},
                             json{{"act", "add"}, {"name", "ivan"}, {"role", "operator"}, {"window", 1e300}},
                             json{{"act", "change"}, {"name", "anna"}, {"role", "operator"}, {"window", -1}},
                             json{{"act", "block"}, {"name", std::string(65, 'a')}}}) {
        CAPTURE(body.dump());
        CHECK(tell(petr, "/api/users", body).status == 400);
    }
    for (const char* before : {"x", "-1", "99999999999999999999", "", "1x"})
        CHECK(ask(petr, std::string("/api/audit?before=") + before).status == 400);
    CHECK(ask(petr, "/api/users").body["users"].size() == 4);
}

TEST_CASE("a blocked user's open page ends at once, without waiting for the next beat") {
    Console console;
    console.pages.publish({{PageKey{hall::WindowId{3}}, R"({"step":1})"}}, "{}");
    Visit petr = log_in(console, "petr");
    Visit anna = log_in(console, "anna");
    std::chrono::steady_clock::time_point blocked;
    anna.client.Get("/api/events", anna.headers, [&](const char*, std::size_t) {
        if (blocked == std::chrono::steady_clock::time_point{}) {
            tell(petr, "/api/users", {{"act", "block"}, {"name", "anna"}});
            blocked = std::chrono::steady_clock::now();
        }
        return true;
    });
    CHECK(std::chrono::steady_clock::now() - blocked < 4s);  // a beat is 5 s
    CHECK(ask(anna, "/api/me").status == 401);
}

TEST_CASE("the trail tells of log-ins and log-outs by log-in names alone") {
    Console console;
    Visit anna = log_in(console, "anna");
    CHECK(tell(anna, "/api/logout", json::object()).status == 200);
    Visit stranger{console.client(), {{"X-Okno-Csrf", "x"}}};
    CHECK(tell(stranger, "/api/login", {{"name", "my-password-by-mistake"}, {"password", "anna"}}).status ==
          401);
    CHECK(tell(stranger, "/api/login", {{"name", "anna"}, {"password", "guess"}}).status == 401);
    Visit petr = log_in(console, "petr");
    const json acts = ask(petr, "/api/audit").body["acts"];
    REQUIRE(acts.size() == 5);
    CHECK(acts[0]["who"] == "petr");
    CHECK(acts[1]["deed"] == "log_in_refused");
    CHECK(acts[1]["who"] == "anna");
    CHECK(acts[2]["who"] == "");
    CHECK(acts[3]["deed"] == "log_out");
    CHECK(acts[4]["deed"] == "log_in");
    for (const json& act : acts)
        for (const auto& [key, value] : act.items()) CHECK((key == "at" || key == "deed" || key == "who"));
}

TEST_CASE("people see where they are logged in and end it everywhere else") {
    Console console;
    Visit here = log_in(console, "anna");
    Visit elsewhere = log_in(console, "anna");
    Visit other = log_in(console, "boris");
    const auto seen = here.client.Get("/api/sessions", here.headers);
    REQUIRE(seen);
    const json sessions = json::parse(seen->body)["sessions"];
    REQUIRE(sessions.size() == 2);
    CHECK(sessions[0]["this_one"] != sessions[1]["this_one"]);
    CHECK(sessions[0]["age_s"] >= 0);
    CHECK(elsewhere.client.Get("/api/sessions")->status == 401);

    const httplib::Headers cookie_alone{*here.headers.find("Cookie")};
    CHECK(here.client.Post("/api/end-other-sessions", cookie_alone, "{}", "application/json")->status == 403);
    const auto ended = here.post("/api/end-other-sessions", "{}");
    REQUIRE(ended);
    CHECK(json::parse(ended->body)["sessions"].size() == 1);
    CHECK(elsewhere.client.Get("/api/me", elsewhere.headers)->status == 401);
    CHECK(here.client.Get("/api/me", here.headers)->status == 200);
    CHECK(other.client.Get("/api/me", other.headers)->status == 200);
}
