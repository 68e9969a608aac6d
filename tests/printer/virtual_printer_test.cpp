#include "printer/virtual_printer.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "pictures.hpp"
#include "printer/escpos.hpp"

using namespace okno::printer;
using namespace std::string_literals;

namespace {

const Profile narrow{"test", 64, 203, 0, Parting::cut};
const std::string ask_all = "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"s;

Raster upper_part(const Raster& page, int rows) {
    Raster part(page.width_dots(), 0);
    for (int y = 0; y < rows; ++y)
        part.append_row(page.bytes().data() + std::ptrdiff_t{y} * page.row_bytes());
    return part;
}

Raster chequered(int rows) {
    Raster raster(narrow.width_dots, rows);
    for (int y = 0; y < rows; ++y)
        for (int x = y % 3; x < narrow.width_dots; x += 3) raster.blacken(x, y);
    return raster;
}

}  // namespace

TEST_CASE("a presenter's slip is cut and held out") {
    VirtualPrinter printer(narrow.width_dots);
    Profile presenter = narrow;
    presenter.parting = Parting::cut_and_present;
    printer.feed(escpos::job(chequered(20), presenter));
    CHECK(printer.take_pages().size() == 1);
    const auto& done = printer.operations();
    REQUIRE(done.size() >= 2);
    CHECK(done[done.size() - 2] == "cut");
    CHECK(done.back() == "hold out 12 steps");
}

TEST_CASE("the virtual printer gives back the picture it was sent, dot for dot") {
    VirtualPrinter printer(narrow.width_dots);
    const Raster raster = chequered(150);
    printer.feed(escpos::job(raster, narrow));
    const auto pages = printer.take_pages();
    REQUIRE(pages.size() == 1);
    CHECK(upper_part(pages[0], 150) == raster);
    CHECK(printer.operations() ==
          std::vector<std::string>{"initialise", "raster 64x64", "raster 64x64", "raster 64x22", "cut"});
    CHECK(printer.take_answers() == "\x00"s);  // the end mark
}

TEST_CASE("bytes that arrive one at a time print the same") {
    VirtualPrinter printer(narrow.width_dots);
    const Raster raster = chequered(70);
    for (const char byte : escpos::job(raster, narrow)) printer.feed({&byte, 1});
    const auto pages = printer.take_pages();
    REQUIRE(pages.size() == 1);
    CHECK(upper_part(pages[0], 70) == raster);
}

TEST_CASE("text, feeds and unknown commands are noted") {
    VirtualPrinter printer(64);
    printer.feed("\x1B@Hello\n\x1B\x64\x03\x1B\x4A\x10\x1B\x99\x1D\x56\x00"s);
    CHECK(printer.operations() == std::vector<std::string>{"initialise", "text Hello", "feed 3 lines",
                                                           "feed 16 rows", "unknown 1B 99", "cut"});
    REQUIRE(printer.take_pages().at(0).height_dots() == 30 + 90 + 16);
}

TEST_CASE("each fault shows in the status, and offline the paper stands still") {
    VirtualPrinter printer(64);
    const auto ask = [&] {
        printer.feed(ask_all);
        return printer.take_answers();
    };
    CHECK(ask() == "\x12\x12\x12\x12"s);
    printer.set_faults({.paper_end = true});
    CHECK(ask() == "\x1A\x32\x12\x7E"s);
    printer.set_faults({.paper_near_end = true});
    CHECK(ask() == "\x12\x12\x12\x1E"s);
    printer.set_faults({.cover_open = true});
    CHECK(ask() == "\x1A\x16\x12\x12"s);
    printer.set_faults({.cutter_error = true});
    CHECK(ask() == "\x1A\x52\x1A\x12"s);

    printer.feed(escpos::job(chequered(10), narrow));
    CHECK(printer.take_pages().empty());
    CHECK(printer.take_answers().empty());
    printer.set_faults({});
    CHECK(printer.take_pages().size() == 1);
    CHECK(printer.take_answers().size() == 1);
}

TEST_CASE("what a printer without paper has buffered can be forgotten") {
    VirtualPrinter printer(64);
    printer.set_faults({.paper_end = true});
    printer.feed(escpos::job(chequered(10), narrow));
    printer.feed(escpos::forget_buffers());
    printer.set_faults({});
    CHECK(printer.take_pages().empty());
    printer.feed(escpos::job(chequered(10), narrow));
    CHECK(printer.take_pages().size() == 1);
}

TEST_CASE("a roll that ends in the middle of a slip stops it there") {
    VirtualPrinter printer(64);
    printer.load_roll(100);
    printer.feed(escpos::job(chequered(150), narrow));
    CHECK(printer.faults().paper_end);
    CHECK(printer.take_pages().empty());
    CHECK(printer.take_answers().empty());
    CHECK(printer.tear_off()->height_dots() == 100);
}

TEST_CASE("a request hidden in a picture is answered, as real printers do") {
    VirtualPrinter printer(64);
    printer.feed("\x1D\x76\x30\x00\x03\x00\x01\x00\x10\x04\x01"s);
    CHECK(printer.take_answers().size() == 1);
    CHECK(printer.operations() == std::vector<std::string>{"raster 24x1"});
}

TEST_CASE("a job never provokes an answer but the end mark") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 50; ++round) {
        VirtualPrinter printer(64);
        printer.feed(escpos::job(dangerous_picture(random, 8, 100), narrow));
        REQUIRE(printer.take_answers() == "\x00"s);
        REQUIRE(printer.take_pages().size() == 1);
        REQUIRE(std::count(printer.operations().begin(), printer.operations().end(), "forget") == 0);
    }
}

TEST_CASE("a band whose sender died does not swallow the next slip") {
    VirtualPrinter printer(64);
    const std::string whole = escpos::job(chequered(128), narrow);
    printer.feed(whole.substr(0, 300));
    printer.feed(escpos::finish_broken_band(narrow));
    printer.feed(escpos::job(chequered(10), narrow));
    CHECK(printer.take_pages().size() == 1);
    CHECK(printer.operations() ==
          std::vector<std::string>{"initialise", "raster 64x64", "initialise", "raster 64x10", "cut"});
}

TEST_CASE("any bytes at all leave the virtual printer working and its memory small") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr char favourites[] = {0x1B, 0x1D, 0x10, 0x76, 0x30, 0x00, 0x04, 0x56, 0x42, 0x14};
    for (int round = 0; round < 30; ++round) {
        VirtualPrinter printer(64);
        std::string noise(20'000, '\0');
        for (char& c : noise)
            c = random() % 2 ? favourites[random() % sizeof favourites] : static_cast<char>(random());
        for (std::size_t at = 0; at < noise.size(); at += 777)
            printer.feed(std::string_view(noise).substr(at, 777));
        for (const Raster& page : printer.take_pages()) REQUIRE(page.height_dots() <= 20'000);
    }
    VirtualPrinter printer(64);
    printer.feed("\x1D\x76\x30\x00\xFF\xFF\xFF\xFF"s);  // four gigabytes of picture
    CHECK(printer.operations().at(0).starts_with("unknown"));
}
