#include "dispatcher/administration.hpp"

#include <doctest/doctest.h>

#include "dispatcher/access.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::dispatcher;
using namespace std::chrono_literals;
using protocol::Json;

namespace {

const Guest console{"console", "console"};

struct Office {
    fakes::TemporaryFolder folder;
    std::filesystem::path list = folder / "authorized_keys";
    platform::Instant now{platform::WallTime{} + 1h, platform::SteadyTime{} + 1h};
    platform::KeyPair kiosk = platform::make_key_pair();
    std::optional<GuestList> guests;
    Attendance attendance{now.steady};
    std::optional<BackupKeeper> backups;
    std::optional<Administration> administration;

    Office() {
        platform::authorize(list, {platform::make_key_pair().public_key, "console", "console"});
        platform::authorize(list, {kiosk.public_key, "kiosk", "kiosk-1"});
        guests.emplace(list);
        backups.emplace(Originals{}, std::filesystem::path{}, 3, now);
        administration.emplace(*guests, attendance, *backups, std::string(40, '0'), now);
    }
    Json ask(const std::string& kind, Json body = Json::object(), const Guest& guest = console) {
        const auto reply =
            administration->answer(guest, {protocol::make_request_id(now.wall), kind, body.dump()}, now);
        Json told = Json::parse(reply.body);
        if (!reply.accepted) told["refused"] = told.at("code");
        guests->refresh(now = {now.wall + 1s, now.steady + 1s});
        return told;
    }
    std::string code(const std::string& kind, Json body) {
        body["person"] = "elena";
        return ask(kind, std::move(body)).value("refused", "accepted");
    }
    Json approval(const std::string& public_key, const std::string& name = "kiosk-2") const {
        return {{"fingerprint", platform::fingerprint(public_key)}, {"name", name}, {"role", "kiosk"}};
    }
};

}  // namespace

TEST_CASE("only the console and the administrator administrate") {
    for (const char* kind : {"devices", "approve_device", "revoke_device", "backups", "make_backup", "log"}) {
        CHECK(is_administrative(kind));
        for (const char* role : {"console", "administrator"}) CHECK(may(role, kind));
        for (const char* role : {"kiosk", "display", "printer", "bridge", "observer", "nobody"})
            CHECK_FALSE(may(role, kind));
    }
    Office office;
    CHECK(office.ask("devices", Json::object(), {"kiosk-1", "kiosk"})["refused"] == "not_allowed");
    CHECK_FALSE(is_administrative("call_next"));
}

TEST_CASE("a key that knocks is approved by its fingerprint and is on the list") {
    Office office;
    const auto stranger = platform::make_key_pair();
    office.administration->knock(stranger.public_key, "10.0.0.7", office.now);
    const Json told = office.ask("devices");
    REQUIRE(told["knocking"].size() == 1);
    CHECK(told["knocking"][0]["fingerprint"] == platform::fingerprint(stranger.public_key));
    CHECK(told["knocking"][0]["address"] == "10.0.0.7");
    CHECK(told["knocking"][0]["revoked"] == nullptr);
    CHECK_FALSE(office.guests->find(stranger.public_key));
    CHECK(office.code("approve_device", office.approval(stranger.public_key)) == "accepted");
    REQUIRE(office.guests->find(stranger.public_key));
    CHECK(*office.guests->find(stranger.public_key) == Guest{"kiosk-2", "kiosk"});
    CHECK(office.ask("devices")["knocking"].empty());
    CHECK(office.code("approve_device", office.approval(stranger.public_key)) == "accepted");  // once more
    CHECK(office.code("approve_device", office.approval(stranger.public_key, "kiosk-3")) == "key_has_name");
}

TEST_CASE("a key that is approved before it knocks comes in with its knock") {
    Office office;
    const auto stranger = platform::make_key_pair();
    Json body = office.approval(stranger.public_key);
    body["person"] = "elena";
    CHECK(office.ask("approve_device", body)["state"] == "expected");
    CHECK(office.ask("devices")["expected"][0]["name"] == "kiosk-2");
    office.administration->knock(platform::make_key_pair().public_key, "10.0.0.7", office.now);
    office.administration->knock(stranger.public_key, "10.0.0.7", office.now);
    office.guests->refresh({office.now.wall + 1s, office.now.steady + 1s});
    CHECK(office.guests->find(stranger.public_key));
    CHECK(office.guests->all().size() == 3);
}

TEST_CASE("who approves names a person, a device's name that is free, and a device's role") {
    Office office;
    const std::string key = platform::make_key_pair().public_key;
    CHECK(office.ask("approve_device", office.approval(key))["refused"] == "person_required");
    Json body = office.approval(key);
    body["fingerprint"] = "1234";
    CHECK(office.code("approve_device", body) == "bad_fingerprint");
    for (const char* name : {"", "Kiosk 2", "../x", "dispatcher", "visitors", "киоск"})
        CHECK_MESSAGE(office.code("approve_device", office.approval(key, name)) == "bad_device_name", name);
    CHECK(office.code("approve_device", office.approval(key, "kiosk-1")) == "device_name_taken");
    for (const char* role : {"console", "administrator", "king"}) {
        body = office.approval(key);
        body["role"] = role;
        CHECK_MESSAGE(office.code("approve_device", body) == "not_a_device_role", role);
    }
    CHECK(office.guests->all().size() == 2);
}

TEST_CASE("a device is locked out for ever; the console's own key is none of a page's business") {
    Office office;
    CHECK(office.ask("revoke_device", {{"name", "kiosk-1"}})["refused"] == "person_required");
    CHECK(office.code("revoke_device", {{"name", "console"}}) == "key_protected");
    CHECK(office.code("revoke_device", {{"name", "kiosk-7"}}) == "unknown_key");
    CHECK(office.code("revoke_device", {{"name", "kiosk-1"}}) == "accepted");
    CHECK_FALSE(office.guests->find(office.kiosk.public_key));
    CHECK(office.code("revoke_device", {{"name", "kiosk-1"}}) == "accepted");  // once more
    office.administration->knock(office.kiosk.public_key, "10.0.0.7", office.now);
    CHECK(office.ask("devices")["knocking"][0]["revoked"] == "kiosk-1");
    CHECK(office.code("approve_device", office.approval(office.kiosk.public_key)) == "key_revoked");
    const auto fresh = platform::make_key_pair();
    office.administration->knock(fresh.public_key, "10.0.0.7", office.now);
    CHECK(office.code("approve_device", office.approval(fresh.public_key, "kiosk-1")) == "accepted");
}

TEST_CASE("a list that cannot be written refuses, and nobody is let in") {
    Office office;
    const std::string key = platform::make_key_pair().public_key;
    office.administration->knock(key, "10.0.0.7", office.now);
    std::filesystem::remove(office.folder / "authorized_keys.lock");
    std::filesystem::create_directory(office.folder / "authorized_keys.lock");  // nobody can lock it
    CHECK(office.code("approve_device", office.approval(key)) == "list_not_written");
}

TEST_CASE("each key is told with when it was heard last and from where") {
    Office office;
    office.attendance.heard({"kiosk-1"}, office.now.steady);
    office.administration->came_from("kiosk-1", "10.0.0.7");
    office.now.steady += 4s;
    const Json told = office.ask("devices");
    REQUIRE(told["devices"].size() == 2);
    for (const Json& device : told["devices"]) {
        const bool kiosk = device["name"] == "kiosk-1";
        CHECK(device["heard_ago_ms"] == (kiosk ? Json(4000) : Json(nullptr)));
        CHECK(device["address"] == (kiosk ? Json("10.0.0.7") : Json(nullptr)));
        CHECK(device["revocable"] == kiosk);
    }
}

TEST_CASE("without a folder for backups none is made, and that is told") {
    Office office;
    CHECK(office.ask("backups")["kept"] == false);
    CHECK(office.code("make_backup", Json::object()) == "no_backup_folder");
    CHECK(office.ask("make_backup")["refused"] == "person_required");
}
