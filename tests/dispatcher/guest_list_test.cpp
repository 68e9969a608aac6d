#include "dispatcher/guest_list.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace std::chrono_literals;
using dispatcher::GuestList;

namespace {

platform::Instant after(std::chrono::milliseconds time) {
    return {{}, platform::SteadyTime{} + 1h + time};
}

}  // namespace

TEST_CASE("a revoked key is off the list at the next look") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    const auto kiosk = platform::make_key_pair();
    const auto board = platform::make_key_pair();
    platform::authorize(file, {kiosk.public_key, "kiosk", "kiosk-1"});
    platform::authorize(file, {board.public_key, "display", "display-1"});

    GuestList guests(file);
    REQUIRE(guests.find(kiosk.public_key));
    CHECK(guests.find(kiosk.public_key)->role == "kiosk");
    CHECK_FALSE(guests.find(platform::make_key_pair().public_key));
    CHECK_FALSE(guests.refresh(after(0ms)));

    platform::revoke(file, "kiosk-1");
    CHECK(guests.refresh(after(600ms)));
    CHECK_FALSE(guests.find(kiosk.public_key));
    CHECK(guests.find(board.public_key));
}

TEST_CASE("a new key is welcome without sending anybody away") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    platform::authorize(file, {platform::make_key_pair().public_key, "kiosk", "kiosk-1"});
    GuestList guests(file);
    const auto second = platform::make_key_pair();
    platform::authorize(file, {second.public_key, "kiosk", "kiosk-2"});
    CHECK_FALSE(guests.refresh(after(0ms)));
    CHECK(guests.find(second.public_key));
}

TEST_CASE("a name that gets another key loses the old one") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    const auto old_key = platform::make_key_pair();
    platform::authorize(file, {old_key.public_key, "kiosk", "kiosk-1"});
    GuestList guests(file);
    platform::authorize(file, {platform::make_key_pair().public_key, "kiosk", "kiosk-1"});
    CHECK(guests.refresh(after(0ms)));
    CHECK_FALSE(guests.find(old_key.public_key));
}

TEST_CASE("a list that cannot be read keeps the old one in force") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    const auto kiosk = platform::make_key_pair();
    platform::authorize(file, {kiosk.public_key, "kiosk", "kiosk-1"});
    GuestList guests(file);
    std::ofstream(file) << "nonsense\n";
    CHECK_FALSE(guests.refresh(after(0ms)));
    CHECK(guests.find(kiosk.public_key));
}
