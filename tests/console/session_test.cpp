#include <doctest/doctest.h>

#include "console/people/sessions.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {
const platform::SteadyTime start{std::chrono::hours{100}};
}

TEST_CASE("a session is found by its token and by nothing else") {
    Sessions sessions;
    const std::string token = sessions.open("anna", "hash", start);
    CHECK(token.size() == 64);
    REQUIRE(sessions.use(token, start));
    CHECK(sessions.use(token, start)->user == "anna");
    CHECK(sessions.use(token, start)->csrf != token);
    CHECK_FALSE(sessions.use("", start));
    CHECK_FALSE(sessions.use(std::string(64, '0'), start));
}

TEST_CASE("a session that is used goes on, and ends after four idle hours") {
    Sessions sessions;
    const std::string token = sessions.open("anna", "hash", start);
    CHECK(sessions.use(token, start + 4h));
    CHECK(sessions.use(token, start + 8h));
    CHECK_FALSE(sessions.use(token, start + 12h + 1s));
    CHECK(sessions.size() == 0);
}

TEST_CASE("a session that is never left alone ends fourteen hours after the log-in") {
    Sessions sessions;
    const std::string token = sessions.open("anna", "hash", start);
    for (int hour = 1; hour <= 14; ++hour) CHECK(sessions.use(token, start + std::chrono::hours(hour)));
    CHECK_FALSE(sessions.find(token, start + 14h + 1s));
    CHECK_FALSE(sessions.use(token, start + 14h + 1s));
}

TEST_CASE("looking at a page is not a use") {
    Sessions sessions;
    const std::string token = sessions.open("anna", "hash", start);
    CHECK(sessions.find(token, start + 3h));
    CHECK_FALSE(sessions.find(token, start + 5h));
}

TEST_CASE("a closed session is over") {
    Sessions sessions;
    const std::string token = sessions.open("anna", "hash", start);
    sessions.close(token);
    CHECK_FALSE(sessions.use(token, start));
}

TEST_CASE("too many sessions: the one unused for longest makes room") {
    Sessions sessions;
    const std::string oldest = sessions.open("anna", "hash", start);
    const std::string kept = sessions.open("boris", "hash", start + 1s);
    for (std::size_t i = 2; i <= Sessions::sessions_at_most; ++i) sessions.open("crowd", "hash", start + 2s);
    CHECK(sessions.size() == Sessions::sessions_at_most);
    CHECK_FALSE(sessions.use(oldest, start + 3s));
    CHECK(sessions.use(kept, start + 3s));
}

TEST_CASE("the sixth try on an account waits, twice as long each time, a minute at most") {
    FailedAttempts attempts;
    for (int i = 0; i < 4; ++i) attempts.failed("anna", start);
    CHECK(attempts.wait("anna", start) == 0s);
    attempts.failed("anna", start);
    CHECK(attempts.wait("anna", start) == 1s);
    CHECK(attempts.wait("anna", start + 1s) == 0s);
    attempts.failed("anna", start);
    CHECK(attempts.wait("anna", start) == 2s);
    CHECK(attempts.wait("anna", start + 500ms) == 2s);
    for (int i = 0; i < 50; ++i) attempts.failed("anna", start);
    CHECK(attempts.wait("anna", start) == 60s);
    CHECK(attempts.wait("boris", start) == 0s);
}

TEST_CASE("a success or a quiet hour forgets the failures") {
    FailedAttempts attempts;
    for (int i = 0; i < 9; ++i) attempts.failed("anna", start);
    CHECK(attempts.wait("anna", start + 61min) == 0s);
    attempts.succeeded("anna");
    CHECK(attempts.wait("anna", start) == 0s);
}

TEST_CASE("trying a million names does not fill the memory") {
    FailedAttempts attempts;
    for (int i = 0; i < 6; ++i) attempts.failed("anna", start + 1h);
    for (int i = 0; i < 5000; ++i)
        attempts.failed("nobody" + std::to_string(i), start + std::chrono::milliseconds(i));
    CHECK(attempts.wait("anna", start + 1h) > 0s);
}
