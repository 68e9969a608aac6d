#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "console/people/doorkeeper.hpp"
#include "console/people/password.hpp"
#include "console/people/user.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

User anna(const std::string& hash) {
    return {"anna", Role::window_operator, hall::WindowId{3}, hash};
}

const platform::SteadyTime start{std::chrono::hours{100}};

}  // namespace

TEST_CASE("a user who was put into the file is read from it again") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    CHECK(file.read().empty());
    file.put({"boris", Role::manager, std::nullopt, "x"});
    file.put(anna("y"));
    CHECK(UserFile(folder.path()).read() ==
          std::vector<User>{anna("y"), {"boris", Role::manager, std::nullopt, "x"}});
}

TEST_CASE("putting a user of the same name replaces the old one") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna("old"));
    file.put(anna("new"));
    REQUIRE(file.read().size() == 1);
    CHECK(file.read().front().password_hash == "new");
}

TEST_CASE("nobody but the owner can read the user file") {
    fakes::TemporaryFolder folder;
    UserFile(folder.path()).put(anna("x"));
    struct stat found {};
    REQUIRE(::stat((folder / "users.json").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
}

TEST_CASE("a damaged user file is a failure that names the file") {
    fakes::TemporaryFolder folder;
    for (const char* text : {"{", "[]", R"({"users":[{"name":"a"}]})",
                             R"({"users":[{"name":"a","role":"king","password":"x"}]})"}) {
        std::ofstream(folder / "users.json") << text;
        CHECK_THROWS_WITH_AS(UserFile(folder.path()).read(), doctest::Contains("users.json"), UserError);
    }
}

TEST_CASE("a user's name is made of small Latin letters, digits and three signs") {
    for (const char* good : {"anna", "window-3", "a.b_c", "7"}) CHECK(is_user_name(good));
    for (const char* bad : {"", "Anna", "анна", "-a", "a b", "a/b", "123456789012345678901234567890123"})
        CHECK_FALSE(is_user_name(bad));
}

TEST_CASE("a made password is long, and never the same") {
    const std::string one = make_password();
    CHECK(one.size() == 14);
    CHECK(one != make_password());
}

TEST_CASE("the right password lets in, a wrong one does not, and a name nobody has looks just like that") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("correct horse")));
    Doorkeeper door{file};
    const auto admitted = door.log_in("anna", "correct horse", "192.0.2.7", start);
    REQUIRE(admitted);
    CHECK(admitted->guest.user.window == hall::WindowId{3});
    CHECK(door.who(admitted->token, start + 1h, true)->user.name == "anna");
    const auto wrong = door.log_in("anna", "wrong", "192.0.2.7", start);
    const auto nobody = door.log_in("zoe", "wrong", "192.0.2.7", start);
    REQUIRE_FALSE(wrong);
    REQUIRE_FALSE(nobody);
    CHECK(wrong.error() == nobody.error());
    CHECK(wrong.error().code == "wrong_password");
}

TEST_CASE("after five failures even the right password has to wait, and then lets in") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("right")));
    Doorkeeper door{file};
    for (int i = 0; i < 5; ++i)
        CHECK(door.log_in("anna", "wrong", "192.0.2.7", start).error().code == "wrong_password");
    CHECK(door.log_in("anna", "right", "192.0.2.7", start).error().code == "too_many_attempts");
    CHECK(door.log_in("anna", "right", "192.0.2.7", start + 2s));
}

TEST_CASE(
    "each failure after the fifth makes the next wait twice as long; the right password ends all of it") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("right")));
    Doorkeeper door{file};
    const auto try_at = [&](std::chrono::seconds after, const char* password) {
        const auto admitted = door.log_in("anna", password, "192.0.2.7", start + after);
        return admitted ? std::string{"admitted"} : admitted.error().code;
    };
    for (int i = 0; i < 5; ++i) CHECK(try_at(0s, "wrong") == "wrong_password");
    CHECK(try_at(0s, "right") == "too_many_attempts");
    CHECK(try_at(1s, "wrong") == "wrong_password");  // the sixth
    CHECK(try_at(2s, "right") == "too_many_attempts");
    CHECK(try_at(3s, "wrong") == "wrong_password");  // the seventh
    CHECK(try_at(6s, "right") == "too_many_attempts");
    CHECK(try_at(7s, "right") == "admitted");
    // And once more over the five: they count from nothing, and none of them waits.
    for (int i = 0; i < 5; ++i) CHECK(try_at(8s, "wrong") == "wrong_password");
    CHECK(try_at(8s, "right") == "too_many_attempts");
    CHECK(try_at(9s, "right") == "admitted");
}

TEST_CASE("five failures from one address make it wait, whatever the name; another address does not") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("right")));
    Doorkeeper door{file};
    for (const char* name : {"a", "b", "c", "d", "e"})
        CHECK_FALSE(door.log_in(name, "wrong", "192.0.2.7", start));
    CHECK(door.log_in("anna", "right", "192.0.2.7", start).error().code == "too_many_attempts");
    CHECK(door.log_in("anna", "right", "192.0.2.8", start));
    CHECK(door.log_in("anna", "right", "192.0.2.7", start + 2s));
}

TEST_CASE("a new password ends the sessions of the old one") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("old")));
    Doorkeeper door{file};
    const auto admitted = door.log_in("anna", "old", "192.0.2.7", start);
    REQUIRE(admitted);
    REQUIRE(door.who(admitted->token, start, false));
    file.put(anna(hash_password("new")));
    CHECK_FALSE(door.who(admitted->token, start, false));
    CHECK(door.log_in("anna", "new", "192.0.2.7", start));
}

TEST_CASE("logging out ends the session") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("old")));
    Doorkeeper door{file};
    const auto admitted = door.log_in("anna", "old", "192.0.2.7", start);
    REQUIRE(admitted);
    door.log_out(admitted->token);
    CHECK_FALSE(door.who(admitted->token, start, true));
}

TEST_CASE("a damaged user file leaves the people last known in force, until it is whole again") {
    fakes::TemporaryFolder folder;
    UserFile file(folder.path());
    file.put(anna(hash_password("old")));
    Doorkeeper door{file};
    const auto admitted = door.log_in("anna", "old", "192.0.2.7", start);
    REQUIRE(admitted);
    std::ofstream(folder / "users.json") << "{\"users\": [{\"name\"";
    CHECK_THROWS_AS(file.read(), UserError);
    CHECK(door.who(admitted->token, start, true));
    CHECK(door.log_in("anna", "old", "192.0.2.7", start));
    CHECK_FALSE(door.log_in("boris", "old", "192.0.2.7", start));
    std::filesystem::remove(folder / "users.json");
    file.put(anna(hash_password("new")));
    CHECK_FALSE(door.who(admitted->token, start, true));
    CHECK(door.log_in("anna", "new", "192.0.2.7", start));
}
