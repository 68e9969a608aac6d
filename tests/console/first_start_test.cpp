#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "console/people/doorkeeper.hpp"
#include "console/people/password.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

const platform::SteadyTime start{std::chrono::hours{100}};
const std::string password = "тихий час в мае";

struct Hall {
    fakes::TemporaryFolder folder;
    UserFile file{folder.path()};

    std::filesystem::path code_file() const { return folder / "first-start-code"; }
    std::string code() const {
        std::ifstream in(code_file());
        std::string line;
        std::getline(in, line);
        return line;
    }
};

std::string verdict(const Doorkeeper::Admitted& admitted) {
    return admitted ? "admitted" : admitted.error().code;
}

}  // namespace

TEST_CASE("with the code the first administrator comes in, and the code is gone") {
    Hall hall;
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    REQUIRE(door.waits_for_first_start());
    struct stat found {};
    REQUIRE(::stat(hall.code_file().c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
    const std::string code = hall.code();
    CHECK(code.size() == 14);
    const auto admitted = door.first_start(code, "olga", password, "127.0.0.1", start);
    REQUIRE(admitted);
    CHECK(admitted->guest.user.role == Role::administrator);
    CHECK(door.who(admitted->token, start, true)->user.name == "olga");
    CHECK_FALSE(door.waits_for_first_start());
    CHECK_FALSE(std::filesystem::exists(hall.code_file()));
    CHECK(verdict(door.first_start(code, "petr", password, "127.0.0.1", start)) == "wrong_code");
    CHECK(hall.file.read().size() == 1);
    CHECK(door.log_in("olga", password, "127.0.0.1", start));
}

TEST_CASE("a code typed with capitals and spaces is the same code; it outlives a restart before its use") {
    Hall hall;
    { Doorkeeper{hall.file}.prepare_first_start(); }
    std::string code = hall.code();
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    CHECK(hall.code() == code);
    std::transform(code.begin(), code.end(), code.begin(), [](char c) {
        return c == '-' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    CHECK(verdict(door.first_start(" " + code + " ", "olga", password, "127.0.0.1", start)) == "admitted");
}

TEST_CASE("a crash between the user and the end of the code leaves a code that opens nothing") {
    Hall hall;
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    const std::string code = hall.code();
    hall.file.put(
        {"olga", Role::administrator, std::nullopt, "x"});  // and the file of the code is still there
    CHECK(verdict(door.first_start(code, "petr", password, "127.0.0.1", start)) == "first_start_over");
    CHECK(hall.file.read().size() == 1);
    std::ofstream(hall.code_file()) << code;
    Doorkeeper restarted{hall.file};
    restarted.prepare_first_start();
    CHECK_FALSE(std::filesystem::exists(hall.code_file()));
    CHECK(verdict(restarted.first_start(code, "petr", password, "127.0.0.1", start)) == "wrong_code");
}

TEST_CASE("where there are users no code is made, and an empty one opens nothing") {
    Hall hall;
    hall.file.put({"anna", Role::window_operator, hall::WindowId{3}, "x"});
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    CHECK_FALSE(std::filesystem::exists(hall.code_file()));
    CHECK(verdict(door.first_start("", "olga", password, "127.0.0.1", start)) == "wrong_code");
    std::ofstream(hall.code_file()) << "\n";
    CHECK(verdict(door.first_start(" - ", "olga", password, "127.0.0.1", start)) == "wrong_code");
}

TEST_CASE("wrong codes wait like wrong passwords, and a weak password keeps the code") {
    Hall hall;
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    for (const char* address : {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"})
        CHECK(verdict(door.first_start("guess", "olga", password, address, start)) == "wrong_code");
    CHECK(verdict(door.first_start(hall.code(), "olga", password, "192.0.2.6", start)) ==
          "too_many_attempts");
    const auto later = start + 2s;
    CHECK(verdict(door.first_start(hall.code(), "olga", "short", "192.0.2.6", later)) == "password_short");
    CHECK(verdict(door.first_start(hall.code(), "Ольга", password, "192.0.2.6", later)) == "bad_user_name");
    CHECK(verdict(door.first_start(hall.code(), "olga", password, "192.0.2.6", later)) == "admitted");
}

TEST_CASE("a damaged list of users is no first start") {
    Hall hall;
    std::ofstream(hall.folder / "users.json") << "{";
    Doorkeeper door{hall.file};
    door.prepare_first_start();
    CHECK_FALSE(door.waits_for_first_start());
    CHECK_FALSE(std::filesystem::exists(hall.code_file()));
}

TEST_CASE("a person changes their own password: the old one is needed, and the other sessions end") {
    Hall hall;
    hall.file.put({"anna", Role::window_operator, hall::WindowId{3}, hash_password("old"), true});
    Doorkeeper door{hall.file};
    const std::string one = door.log_in("anna", "old", "192.0.2.7", start)->token;
    const std::string two = door.log_in("anna", "old", "192.0.2.8", start)->token;
    const auto change = [&](const char* old_one, const std::string& new_one) {
        return door.change_password(one, old_one, new_one, "192.0.2.7", start);
    };
    CHECK(verdict(change("guess", password)) == "wrong_old_password");
    CHECK(verdict(change("old", "old")) == "password_same");
    CHECK(verdict(change("old", "too short")) == "password_short");
    const auto changed = change("old", password);
    REQUIRE(changed);
    CHECK_FALSE(changed->guest.user.must_change);
    CHECK(door.who(changed->token, start, true));
    CHECK_FALSE(door.who(one, start, true));
    CHECK_FALSE(door.who(two, start, true));
    CHECK(door.log_in("anna", password, "192.0.2.7", start));
    for (int i = 0; i < 5; ++i)
        CHECK(verdict(door.change_password(changed->token, "guess", password, "192.0.2.9", start)) ==
              "wrong_old_password");
    CHECK(verdict(door.change_password(changed->token, password, "another of mine", "192.0.2.9", start)) ==
          "too_many_attempts");
}
