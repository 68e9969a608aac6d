#include "printer/device_id.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace okno::printer;
using namespace std::string_literals;

namespace {

std::string with_length(const std::string& text) {
    const std::size_t length = text.size() + 2;
    return std::string{static_cast<char>(length >> 8), static_cast<char>(length & 0xFF)} + text;
}

}  // namespace

TEST_CASE("maker, model and command sets are read, under both of their names and in any order") {
    const DeviceId epson{"EPSON", "TM-T88V", {"ESC/POS"}};
    CHECK(read_device_id(with_length("MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;DES:EPSON TM-T88V;")) ==
          epson);
    CHECK(read_device_id(with_length("MODEL: TM-T88V ;COMMAND SET:esc/pos;Manufacturer:EPSON;")) == epson);
    CHECK(read_device_id(with_length("MDL:TM-T88V;MFG:EPSON;CMD:ESC/POS")) == epson);
    CHECK(describe(epson) == "EPSON TM-T88V (ESC/POS)");
    CHECK(describe({"Star", "TSP100", {}}) == "Star TSP100");
    CHECK(describe({"", "TSP100", {"STAR", "PJL"}}) == "TSP100 (STAR, PJL)");
}

TEST_CASE("a length that is wrong is not believed") {
    const std::string text = "MFG:Star;MDL:TSP143;";
    for (const std::string& length : {"\x00\x00"s, "\xFF\xFF"s, "\x00\x14"s, "\x16\x00"s})
        CHECK(read_device_id(length + text) == DeviceId{"Star", "TSP143", {}});
}

TEST_CASE("what says neither maker nor model is no device ID") {
    for (const std::string& bytes :
         {""s, "\x00"s, "\x00\x02"s, with_length("CMD:ESC/POS;"), with_length(";;;:::"),
          with_length("MFG:;MDL: ;"), std::string(4000, ';'), std::string(4000, ':')})
        CHECK_FALSE(read_device_id(bytes));
}

TEST_CASE("whatever the bytes are, what is kept is short and can be shown") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto showable = [](const std::string& text) {
        return text.size() <= 64 &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
    };
    const std::string pieces[] = {
        "MFG", "MDL", "CMD", ":", ";", ",", "\x1B[31m", "\n", "\xFF", "A", std::string(100, 'x')};
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = "\x00\x10"s;
        for (auto n = random() % 30; n > 0; --n) bytes += pieces[random() % std::size(pieces)];
        const auto id = read_device_id(bytes);
        if (!id) continue;
        REQUIRE(showable(id->manufacturer));
        REQUIRE(showable(id->model));
        REQUIRE(id->command_sets.size() <= 8);
        for (const std::string& set : id->command_sets) REQUIRE(showable(set));
    }
}

TEST_CASE("a model is given its profile, and one that speaks another language is noticed") {
    CHECK(profile_for({"EPSON", "TM-T88V", {}})->name == "epson-tm-t88v");
    CHECK(profile_for({"EPSON", "TM-T20II", {}})->name == "epson-tm-t20");
    CHECK(profile_for({"Star", "TSP143 (STR_T-001)", {}})->name == "star-tsp100");
    CHECK(profile_for({"Star", "TSP654II", {}})->name == "star-tsp650");
    CHECK_FALSE(profile_for({"HP", "LaserJet", {}}));
    const Profile& epson = *find_profile("epson-tm-t88v");
    const Profile& star = *find_profile("star-tsp100");
    CHECK(speaks_another({"Star", "TSP143", {"STAR"}}, epson));
    CHECK_FALSE(speaks_another({"Star", "TSP143", {"STAR"}}, star));
    CHECK(speaks_another({"EPSON", "TM-T20", {"ESC/POS"}}, star));
    CHECK_FALSE(speaks_another({"EPSON", "TM-T20", {}}, star));
    CHECK_FALSE(speaks_another({"Star", "TSP654", {"STAR", "ESC/POS"}}, epson));
}
