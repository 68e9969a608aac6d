#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "console/people/doorkeeper.hpp"
#include "console/people/password.hpp"
#include "console/people/user_office.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;

namespace {

const platform::SteadyTime start{std::chrono::hours{100}};
const Position operator_3{Role::window_operator, hall::WindowId{3}};
const Position administrator{Role::administrator, std::nullopt};

struct Hall {
    fakes::TemporaryFolder folder;
    UserFile file{folder.path()};
    Doorkeeper door{file};
    UserOffice office{file, door.trail()};

    Hall() {
        const std::string hash = hash_password("secret");
        file.put({"olga", Role::administrator, std::nullopt, hash});
        file.put({"anna", Role::window_operator, hall::WindowId{3}, hash});
    }
    std::string enter(const std::string& name) {
        return door.log_in(name, "secret", "192.0.2.7", start).value().token;
    }
    std::string newest_deed() {
        return nlohmann::json::parse(door.trail().part({}).lines.at(0))["deed"].get<std::string>();
    }
    User user(const std::string& name) {
        auto users = file.read();
        return *find_user(users, name);
    }
};

template <class Done>
std::string verdict(const Done& done) {
    return done ? "done" : done.error().code;
}

}  // namespace

TEST_CASE("a user who is added logs in with the password that was made, and has to change it") {
    Hall hall;
    const auto password = hall.office.add("olga", "boris", operator_3);
    REQUIRE(password);
    CHECK(hall.newest_deed() == "user_added");
    const auto admitted = hall.door.log_in("boris", *password, "192.0.2.7", start);
    REQUIRE(admitted);
    CHECK(admitted->guest.user.must_change);
    CHECK(admitted->guest.user.window == hall::WindowId{3});
}

TEST_CASE("a name that is taken or no name, and a position that is none, are refused and change nothing") {
    Hall hall;
    CHECK(verdict(hall.office.add("olga", "anna", administrator)) == "user_exists");
    CHECK(verdict(hall.office.add("olga", "Анна", administrator)) == "bad_user_name");
    CHECK(verdict(hall.office.add("olga", "boris", {Role::window_operator, {}})) == "window_needed");
    CHECK(verdict(hall.office.add("olga", "boris", {Role::guard, hall::WindowId{3}})) == "window_not_needed");
    CHECK(verdict(hall.office.change("olga", "boris", operator_3)) == "unknown_user");
    CHECK(verdict(hall.office.give_password("olga", "boris")) == "unknown_user");
    CHECK(verdict(hall.office.block("olga", "boris")) == "unknown_user");
    CHECK(hall.file.read().size() == 2);
    CHECK(hall.door.trail().part({}).lines.empty());
}

TEST_CASE("a blocked, changed or removed user's sessions end at once") {
    Hall hall;
    const auto ends = [&](auto act, const char* deed) {
        CAPTURE(deed);
        const std::string session = hall.enter("anna");
        REQUIRE(hall.door.who(session, start, true));
        REQUIRE(act());
        CHECK(hall.newest_deed() == deed);
        CHECK_FALSE(hall.door.who(session, start, true));
    };
    ends([&] { return hall.office.block("olga", "anna"); }, "user_blocked");
    CHECK(verdict(hall.door.log_in("anna", "secret", "192.0.2.7", start)) == "blocked");
    CHECK(verdict(hall.door.log_in("anna", "guess", "192.0.2.7", start)) == "wrong_password");
    REQUIRE(hall.office.unblock("olga", "anna"));
    ends(
        [&] {
            return hall.office.change("olga", "anna", {Role::window_operator, hall::WindowId{4}});
        },
        "user_changed");
    ends([&] { return hall.office.change("olga", "anna", {Role::manager, {}}); }, "user_changed");
    ends([&] { return hall.office.remove("olga", "anna"); }, "user_removed");
}

TEST_CASE("calling by number is granted to an operator, is in the trail, and ends with the role") {
    Hall hall;
    const std::string session = hall.enter("anna");
    REQUIRE(hall.office.change("olga", "anna", {Role::window_operator, hall::WindowId{3}, true}));
    CHECK(hall.user("anna").calls_by_number);
    CHECK(hall.door.who(session, start, true)->user.calls_by_number);  // at once, and ends no session
    const auto act = nlohmann::json::parse(hall.door.trail().part({}).lines.at(0));
    CHECK(act["deed"] == "user_changed");
    CHECK(act["calls_by_number"] == true);
    CHECK(verdict(hall.office.change("olga", "anna", {Role::guard, {}, true})) == "number_right_not_needed");
    REQUIRE(hall.office.change("olga", "anna", {Role::guard, {}}));
    CHECK_FALSE(hall.user("anna").calls_by_number);
    REQUIRE(hall.office.add("olga", "boris", {Role::window_operator, hall::WindowId{3}, true}));
    CHECK(hall.user("boris").calls_by_number);
    REQUIRE(hall.office.add("olga", "vera", operator_3));
    CHECK_FALSE(hall.user("vera").calls_by_number);
}

TEST_CASE("a new password ends the sessions and takes the PIN away") {
    Hall hall;
    const std::string session = hall.enter("anna");
    REQUIRE_FALSE(hall.door.set_pin(session, "402817", start));
    REQUIRE(hall.user("anna").pin_hash != "");
    const auto password = hall.office.give_password("olga", "anna");
    REQUIRE(password);
    CHECK_FALSE(hall.door.who(session, start, true));
    CHECK(hall.user("anna").pin_hash == "");
    CHECK(hall.door.log_in("anna", *password, "192.0.2.7", start).value().guest.user.must_change);
}

TEST_CASE("the last administrator can be neither removed nor blocked nor made something else") {
    Hall hall;
    CHECK(verdict(hall.office.remove("olga", "olga")) == "last_administrator");
    CHECK(verdict(hall.office.block("olga", "olga")) == "last_administrator");
    CHECK(verdict(hall.office.change("olga", "olga", operator_3)) == "last_administrator");
    CHECK(hall.user("olga").role == Role::administrator);
    REQUIRE(hall.office.add("olga", "petr", administrator));
    REQUIRE(hall.office.block("olga", "petr"));
    CHECK(verdict(hall.office.remove("olga", "olga")) == "last_administrator");  // a blocked one is no help
    REQUIRE(hall.office.unblock("olga", "petr"));
    CHECK(verdict(hall.office.remove("petr", "olga")) == "done");
    CHECK(verdict(hall.office.remove("petr", "petr")) == "last_administrator");
}

TEST_CASE("an act that cannot be written into the trail is not carried out") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put({"olga", Role::administrator, std::nullopt, "x"});
    std::filesystem::create_directory(folder / "audit.jsonl");
    AuditTrail trail(folder.path());
    UserOffice office(file, trail);
    CHECK_THROWS_AS(office.add("olga", "boris", operator_3), std::system_error);
    CHECK(file.read().size() == 1);
}
