#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "console/people/doorkeeper.hpp"
#include "console/people/password.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;
using hall::WindowId;

namespace {

const platform::Instant start{platform::WallTime{std::chrono::hours{500'000}},
                              platform::SteadyTime{std::chrono::hours{100}}};

platform::Instant after(std::chrono::seconds time) {
    return {start.wall + time, start.steady + time};
}

std::string verdict(const Doorkeeper::Admitted& admitted) {
    return admitted ? "admitted" : admitted.error().code;
}

// Anna sits at window 3, and Boris, of window 7, has a PIN.
struct Hall {
    fakes::TemporaryFolder folder;
    UserFile file{folder.path()};
    Doorkeeper door{file};
    std::string annas_session;
    std::string browser;  // Anna's

    Hall() {
        const std::string hash = hash_password("secret");
        file.put({"anna", Role::window_operator, WindowId{3}, hash});
        file.put({"boris", Role::window_operator, WindowId{7}, hash});
        file.put({"maria", Role::manager, std::nullopt, hash});
        const auto anna = door.log_in("anna", "secret", "192.0.2.3", start.steady).value();
        annas_session = anna.token;
        browser = door.know_browser("", anna.guest.user, start.wall);
        const auto boris = door.log_in("boris", "secret", "192.0.2.7", start.steady).value();
        REQUIRE_FALSE(door.set_pin(boris.token, "402817", start.steady));
    }
    Doorkeeper::Admitted enter(const std::string& name, const std::string& pin,
                               platform::Instant now = start) {
        return door.log_in_by_pin(name, pin, browser, "192.0.2.3", now);
    }
};

}  // namespace

TEST_CASE("a colleague with a PIN works at the window of the browser") {
    Hall hall;
    const auto boris = hall.enter("boris", "402817");
    REQUIRE(boris);
    CHECK(boris->guest.user.name == "boris");
    CHECK(boris->guest.user.window == WindowId{3});
    CHECK(boris->guest.by_pin);
    CHECK(hall.door.who(boris->token, start.steady, true)->user.window == WindowId{3});
    CHECK(hall.door.log_in("boris", "secret", "192.0.2.7", start.steady)->guest.user.window == WindowId{7});
}

TEST_CASE("a colleague who changes their password goes on at the window they have taken over") {
    Hall hall;
    const auto by_pin = hall.enter("boris", "402817").value();
    const auto boris =
        hall.door.change_password(by_pin.token, "secret", "a quite new secret", "192.0.2.3", start.steady);
    REQUIRE(boris);
    CHECK(boris->guest.user.window == WindowId{3});
    CHECK(boris->guest.by_pin);
    CHECK(hall.door.who(boris->token, start.steady, true)->user.window == WindowId{3});
    CHECK_FALSE(hall.door.who(by_pin.token, start.steady, true));
}

TEST_CASE("a PIN is good for nothing at a browser where nobody has logged in with a password today") {
    Hall hall;
    for (const std::string& stranger : {std::string{}, std::string(64, '0')})
        CHECK(verdict(hall.door.log_in_by_pin("boris", "402817", stranger, "192.0.2.3", start)) ==
              "password_needed");
    CHECK(verdict(hall.enter("boris", "402817", after(13h))) == "admitted");
    CHECK(verdict(hall.enter("boris", "402817", after(14h))) == "password_needed");
}

TEST_CASE("a browser is known after a restart, and forgotten when who made it known is blocked") {
    Hall hall;
    Doorkeeper restarted{hall.file};
    CHECK(verdict(restarted.log_in_by_pin("boris", "402817", hall.browser, "192.0.2.3", start)) ==
          "admitted");
    User anna = hall.file.read().front();
    anna.blocked = true;
    hall.file.put(anna);
    CHECK(verdict(restarted.log_in_by_pin("boris", "402817", hall.browser, "192.0.2.3", start)) ==
          "password_needed");
}

TEST_CASE("a browser's cookie is kept as a fingerprint, and a new log-in takes the place of the old one") {
    Hall hall;
    std::ostringstream kept;
    kept << std::ifstream(hall.folder / "browsers.json").rdbuf();
    CHECK(kept.str().find(hall.browser) == std::string::npos);
    const User boris{"boris", Role::window_operator, WindowId{7}, ""};
    const std::string anew = hall.door.know_browser(hall.browser, boris, start.wall);
    CHECK_FALSE(hall.door.window_of_browser(hall.browser, start.wall));
    CHECK(hall.door.window_of_browser(anew, start.wall) == WindowId{7});
}

TEST_CASE("a name nobody has, a user without a PIN and a wrong PIN hear the same") {
    Hall hall;
    const auto wrong = hall.enter("boris", "402818");
    REQUIRE_FALSE(wrong);
    for (const char* name : {"zoe", "anna", "maria"}) {
        const auto refused = hall.enter(name, "402817");
        REQUIRE_FALSE(refused);
        CHECK(refused.error() == wrong.error());
    }
}

TEST_CASE("five wrong PINs disable it until a log-in with the password, wherever they were tried") {
    Hall hall;
    for (int i = 0; i < 5; ++i) {
        const std::string address = "192.0.2." + std::to_string(10 + i);
        CHECK(verdict(hall.door.log_in_by_pin("boris", "402818", hall.browser, address, after(i * 100s))) ==
              "wrong_pin");
    }
    CHECK(hall.file.read()[1].pin_disabled);
    CHECK(verdict(hall.enter("boris", "402817", after(1000s))) == "wrong_pin");
    Doorkeeper restarted{hall.file};
    CHECK(verdict(restarted.log_in_by_pin("boris", "402817", hall.browser, "192.0.2.3", start)) ==
          "wrong_pin");
    REQUIRE(hall.door.log_in("boris", "secret", "192.0.2.7", after(2000s).steady));
    CHECK(verdict(hall.enter("boris", "402817", after(2000s))) == "admitted");
}

TEST_CASE("a PIN is refused after five wrong ones even where that cannot be written down") {
    Hall hall;
    std::filesystem::remove(hall.folder / "users.lock");
    std::filesystem::create_directory(hall.folder / "users.lock");  // nothing can be changed now
    for (int i = 0; i < 5; ++i) CHECK(verdict(hall.enter("boris", "402818", after(i * 100s))) == "wrong_pin");
    CHECK_FALSE(hall.file.read()[1].pin_disabled);
    CHECK(verdict(hall.enter("boris", "402817", after(1000s))) == "wrong_pin");
    CHECK(verdict(hall.enter("boris", "402817", after(5000s))) == "wrong_pin");
    REQUIRE(hall.door.log_in("boris", "secret", "192.0.2.7", after(9000s).steady));
    CHECK(verdict(hall.enter("boris", "402817", after(9000s))) == "admitted");
}

TEST_CASE("five wrong PINs of whomever make an account and an address wait") {
    Hall hall;
    for (int i = 0; i < 5; ++i) CHECK(verdict(hall.enter("zoe", "402818")) == "wrong_pin");
    CHECK(verdict(hall.enter("boris", "402817")) == "too_many_attempts");
    CHECK(verdict(hall.enter("boris", "402817", after(2s))) == "admitted");
}

TEST_CASE(
    "only an operator who logged in with the password sets a PIN, and not one that is guessed at once") {
    Hall hall;
    const auto refusal = [&](const std::string& token, const char* pin) {
        const auto no = hall.door.set_pin(token, pin, start.steady);
        return no ? no->code : "set";
    };
    CHECK(refusal(hall.annas_session, "123456") == "pin_common");
    CHECK(refusal(hall.annas_session, "40281") == "pin_malformed");
    CHECK(refusal(hall.door.log_in("maria", "secret", "192.0.2.8", start.steady)->token, "402817") ==
          "not_allowed");
    CHECK(refusal(hall.enter("boris", "402817")->token, "718204") == "password_needed_for_pin");
    CHECK(refusal("", "402817") == "not_logged_in");
    CHECK(refusal(hall.annas_session, "718204") == "set");
    CHECK(hall.door.who(hall.annas_session, start.steady, true));  // setting it ends nothing
}

TEST_CASE("a new PIN ends what the old one opened, and a changed user's session by PIN ends, too") {
    Hall hall;
    const std::string by_old = hall.enter("boris", "402817")->token;
    const std::string boris = hall.door.log_in("boris", "secret", "192.0.2.7", start.steady)->token;
    REQUIRE_FALSE(hall.door.set_pin(boris, "718204", start.steady));
    CHECK_FALSE(hall.door.who(by_old, start.steady, true));
    CHECK(verdict(hall.enter("boris", "402817")) == "wrong_pin");
    const std::string by_new = hall.enter("boris", "718204")->token;
    User changed = hall.file.read()[1];
    changed.window = WindowId{8};
    hall.file.put(changed);
    CHECK_FALSE(hall.door.who(by_new, start.steady, true));
}
