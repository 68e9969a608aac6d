#include "printer/config.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace okno::printer;

namespace {

std::optional<Config> read(std::vector<const char*> arguments, int& exit_code) {
    arguments.insert(arguments.begin(), "okno-printer");
    return read_config(static_cast<int>(arguments.size()), arguments.data(), exit_code);
}

}  // namespace

TEST_CASE("the flags of the program are read, and the profile is looked up") {
    int exit_code = -1;
    const auto config = read({"--name", "printer-2", "--keys", "k", "--kiosk", "kiosk-2", "--port", "file:p",
                              "--profile", "epson-tm-t88v"},
                             exit_code);
    REQUIRE(config);
    CHECK(config->name == "printer-2");
    CHECK(config->kiosk == "kiosk-2");
    CHECK(config->profile->width_dots == 512);
}

TEST_CASE("a wrong port or an unknown profile ends the program with a code") {
    int exit_code = 0;
    CHECK_FALSE(read({"--keys", "k", "--port", "usb:1"}, exit_code));
    CHECK(exit_code != 0);
    exit_code = 0;
    CHECK_FALSE(read({"--keys", "k", "--port", "file:p", "--profile", "typewriter"}, exit_code));
    CHECK(exit_code != 0);
}
