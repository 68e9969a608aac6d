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

TEST_CASE("text mode is a code page, for models that have it") {
    int exit_code = -1;
    const auto config =
        read({"--keys", "k", "--port", "file:p", "--profile", "epson-tm-t88v", "--text", "pc866"}, exit_code);
    REQUIRE(config);
    CHECK(config->text == CodePage::pc866);
    CHECK_FALSE(read({"--keys", "k", "--port", "file:p"}, exit_code)->text);
    for (const auto& [profile, text] :
         {std::pair{"epson-tm-t88v", "utf8"}, std::pair{"star-tsp100", "pc866"}}) {
        exit_code = 0;
        CHECK_FALSE(
            read({"--keys", "k", "--port", "file:p", "--profile", profile, "--text", text}, exit_code));
        CHECK(exit_code != 0);
    }
}

TEST_CASE("a wrong port or an unknown profile ends the program with a code") {
    int exit_code = 0;
    CHECK_FALSE(read({"--keys", "k", "--port", "usb:1"}, exit_code));
    CHECK(exit_code != 0);
    exit_code = 0;
    CHECK_FALSE(read({"--keys", "k", "--port", "file:p", "--profile", "typewriter"}, exit_code));
    CHECK(exit_code != 0);
}
