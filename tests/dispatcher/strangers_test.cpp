#include "dispatcher/strangers.hpp"

#include <doctest/doctest.h>

#include "platform/keys.hpp"

using namespace okno;
using namespace okno::dispatcher;
using namespace std::chrono_literals;

namespace {

platform::Instant at(std::chrono::seconds time) {
    return {platform::WallTime{} + time, platform::SteadyTime{} + 1h + time};
}

std::string key() {
    return platform::make_key_pair().public_key;
}

std::string address(std::size_t number) {
    return "10.0.0." + std::to_string(number);
}

Expected expected(const std::string& public_key, const std::string& name, std::chrono::seconds until) {
    return {platform::fingerprint(public_key), name, "kiosk", at(until)};
}

}  // namespace

TEST_CASE("a key that knocks is known by its fingerprint, with the first and the last time") {
    Strangers strangers;
    const std::string kiosk = key();
    CHECK_FALSE(strangers.knock(kiosk, "10.0.0.7", at(1s)));
    CHECK_FALSE(strangers.knock(kiosk, "10.0.0.7", at(9s)));
    const Stranger* known = strangers.find(platform::fingerprint(kiosk));
    REQUIRE(known);
    CHECK(known->public_key == kiosk);
    CHECK(known->address == "10.0.0.7");
    CHECK(known->first.wall == at(1s).wall);
    CHECK(known->last.wall == at(9s).wall);
    CHECK(strangers.knocking(at(68s).steady).size() == 1);
    CHECK(strangers.knocking(at(69s).steady).empty());  // gone silent
}

TEST_CASE("a flood of keys from many addresses pushes nobody out who still knocks, and is told") {
    Strangers strangers;
    const std::string kiosk = key();
    strangers.knock(kiosk, "10.9.9.9", at(0s));
    for (std::size_t i = 0; i < 500; ++i) strangers.knock(key(), address(i), at(1s));
    CHECK(strangers.knocking(at(1s).steady).size() == Strangers::at_most);
    CHECK(strangers.find(platform::fingerprint(kiosk)));
    CHECK(strangers.some_found_no_place(at(2s).steady));
    for (auto time = 10s; time < 300s; time += 10s) {
        strangers.knock(kiosk, "10.9.9.9", at(time));
        for (std::size_t i = 0; i < 50; ++i) strangers.knock(key(), address(i), at(time));
    }
    CHECK(strangers.find(platform::fingerprint(kiosk))->first.wall == at(0s).wall);
    CHECK_FALSE(strangers.some_found_no_place(at(360s).steady));
}

TEST_CASE("one address takes eight places and leaves the others to others") {
    Strangers strangers;
    for (int i = 0; i < 100; ++i) strangers.knock(key(), "10.0.0.7", at(0s));
    CHECK(strangers.knocking(at(0s).steady).size() == Strangers::of_one_address);
    const std::string kiosk = key();
    strangers.knock(kiosk, "10.0.0.8", at(1s));
    CHECK(strangers.find(platform::fingerprint(kiosk)));
}

TEST_CASE("who has gone silent makes room") {
    Strangers strangers;
    for (std::size_t i = 0; i < Strangers::at_most; ++i) strangers.knock(key(), address(i), at(0s));
    const std::string kiosk = key();
    strangers.knock(kiosk, "10.9.9.9", at(59s));
    CHECK_FALSE(strangers.find(platform::fingerprint(kiosk)));
    strangers.knock(kiosk, "10.9.9.9", at(60s));
    CHECK(strangers.find(platform::fingerprint(kiosk)));
}

TEST_CASE("a device that found no place is recognised by the fingerprint it shows") {
    Strangers strangers;
    for (std::size_t i = 0; i < 100; ++i) strangers.knock(key(), address(i), at(0s));
    const std::string kiosk = key();
    strangers.knock(kiosk, "10.9.9.9", at(1s));
    REQUIRE_FALSE(strangers.find(platform::fingerprint(kiosk)));
    REQUIRE(strangers.expect(expected(kiosk, "kiosk-2", 900s), at(2s).steady));
    CHECK_FALSE(strangers.knock(key(), "10.9.9.8", at(3s)));
    const auto welcome = strangers.knock(kiosk, "10.9.9.9", at(3s));
    REQUIRE(welcome);
    CHECK(welcome->name == "kiosk-2");
    CHECK_FALSE(strangers.knock(kiosk, "10.9.9.9", at(4s)));  // once
    CHECK(strangers.expected(at(4s).steady).empty());
}

TEST_CASE("what is expected is expected for a while, and not without end") {
    Strangers strangers;
    const std::string kiosk = key();
    REQUIRE(strangers.expect(expected(kiosk, "kiosk-2", 900s), at(0s).steady));
    CHECK(strangers.expected(at(899s).steady).size() == 1);
    CHECK_FALSE(strangers.knock(kiosk, "10.0.0.7", at(900s)));
    for (std::size_t i = 0; i < Strangers::expected_at_most; ++i)
        REQUIRE(strangers.expect(expected(key(), "kiosk-" + std::to_string(i), 2000s), at(1000s).steady));
    CHECK_FALSE(strangers.expect(expected(key(), "kiosk-x", 2000s), at(1000s).steady));
    CHECK(strangers.expect(expected(kiosk, "kiosk-0", 2000s), at(1000s).steady));  // in the place of its name
}
