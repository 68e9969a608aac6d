#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "console/people/password.hpp"
#include "console/people/password_rules.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

std::string verdict(const std::optional<protocol::Refusal>& no) {
    return no ? no->code : "fine";
}

}  // namespace

TEST_CASE("a password of twelve letters that nobody guesses will do, in any script") {
    for (const char* good : {"correct horse", "тихий час в мае", "k7mp-x2qe-9rtw", "Xq8!rr2_pLz0"})
        CHECK(verdict(why_not_password(good, "anna")) == "fine");
    CHECK(verdict(why_not_password("eleven chrs", "anna")) == "password_short");
    CHECK(verdict(why_not_password("тихий вечер", "anna")) == "password_short");  // letters, not bytes
    CHECK(verdict(why_not_password("", "anna")) == "password_short");
    CHECK(verdict(why_not_password(std::string(257, 'x'), "anna")) == "password_long");
}

TEST_CASE("the log-in name and what everybody tries first are no passwords") {
    CHECK(verdict(why_not_password("Window-three", "window-three")) == "password_is_name");
    CHECK(verdict(why_not_password("annaANNAanna", "anna")) == "password_is_name");
    for (const char* bad : {"123456789012", "Password1234", "PASSWORDPASSWORD", "administrator",
                            "aaaaaaaaaaaaaa", "abababababab", "йцукенгшщзхъ", "1q2w3e4r5t6y"})
        CHECK(verdict(why_not_password(bad, "anna")) == "password_common");
}

TEST_CASE(
    "what stands in lists of stolen passwords is none, with a year, a sign or other letters for some "
    "either") {
    for (const char* bad :
         {"P@ssw0rd1234", "iloveyou2024!", "letmein12345!", "summertime2019", "trustno1trustno1",
          "superman1234", "Qwertyuiop123", "1qaz2wsx3edc", "Welcome12345", "zaq12wsxcde3"})
        CHECK_MESSAGE(verdict(why_not_password(bad, "boris")) == "password_common", bad);
}

TEST_CASE("a password made of the product's words or one's name is guessed soon, in Russian too") {
    for (const char* bad :
         {"okno-okno-okno", "OperatorOkno1", "window-okno-1", "Administrator2026", "annaanna2024",
          "ОператорОкно1", "пароль123456", "ПарольПароль", "администратор1", "ОкноОкноОкно"})
        CHECK_MESSAGE(verdict(why_not_password(bad, "anna")) == "password_common", bad);
    CHECK(verdict(why_not_password("annaanna2024", "boris")) == "password_common");
    CHECK(verdict(why_not_password("kuznetsova-2026", "kuznetsova")) == "password_common");
}

TEST_CASE("a PIN has six digits that are neither a row nor a pattern") {
    for (const char* good : {"402817", "135790", "998172", "120398"})
        CHECK(verdict(why_not_pin(good)) == "fine");
    for (const char* bad : {"", "12345", "1234567", "12a456", "４０２８１７", "-40281"})
        CHECK(verdict(why_not_pin(bad)) == "pin_malformed");
    for (const char* bad : {"123456", "000000", "654321", "567890", "112211", "121212", "123123", "987654"})
        CHECK(verdict(why_not_pin(bad)) == "pin_common");
}

TEST_CASE("two passwords are hashed at once, not one and not three, and the places are given back") {
    verify_password("", "guess", 10s);  // makes the hash that nobody's password is held against
    // Whether a guess ever found no place while so many hashed one password after the other.
    const auto is_full_beside = [](int busy, int guesses) {
        std::atomic<bool> ended{false};
        std::vector<std::thread> hashing;
        for (int i = 0; i < busy; ++i)
            hashing.emplace_back([&] {
                while (!ended) hash_password("correct horse");
            });
        bool full = false;
        for (int i = 0; i < guesses && !full; ++i) full = !verify_password("", "guess", 0ms);
        ended = true;
        for (std::thread& thread : hashing) thread.join();
        return full;
    };
    CHECK_FALSE(is_full_beside(1, 20));
    CHECK(is_full_beside(2, 200));
    CHECK(verify_password("", "guess", 10s) == false);
}
