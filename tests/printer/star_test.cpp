#include "printer/star.hpp"

#include <doctest/doctest.h>

#include "pictures.hpp"
#include "printer/dialect.hpp"
#include "printer/virtual_printer.hpp"

using namespace okno::printer;
using namespace std::string_literals;

namespace {

const Profile profile{"test", 16, 203, 0, Parting::cut, Speech::star};

bool can_stand_in_a_row(const std::string& row) {
    for (const auto& forbidden : {"\x1B\x06\x01"s, "\x1B\x06\x18"s, "\x1B\x1D\x03"s})
        if (row.find(forbidden) != std::string::npos) return false;
    return true;
}

std::vector<Heard> hear(Ear& ear, std::string_view bytes) {
    std::vector<Heard> heard;
    for (const char c : bytes)
        for (const Heard& each : ear.hear(static_cast<std::uint8_t>(c))) heard.push_back(each);
    return heard;
}

std::unique_ptr<Ear> new_ear() {
    return dialect_of(profile).ear(profile);
}

// A status of nine bytes with this counter.
std::string status(int counter, char first = 0, char second = 0, char fourth = 0) {
    const auto place = static_cast<char>((counter & 7) << 1 | (counter & 24) << 2);
    return "\x23\x06"s + first + second + '\0' + fourth + '\0' + place + '\0';
}

}  // namespace

TEST_CASE("a small picture becomes exactly these bytes of Star's raster mode") {
    const Raster raster = picture(2, {0xFF, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80, 0x01});
    CHECK(star::job(raster, profile) ==
          "\x1B\x1E\x61\x00"s                // ESC RS a 0
          "\x1B\x1D\x03\x03\x00\x00"s        // ESC GS ETX 3
          "\x1B*rR\x1B*rA"s                  // ESC * r R, ESC * r A
          "\x1B*rP0\x00\x1B*rE13\x00"s       // no page length; at the end feed and cut
          "b\x01\x00\xFF"s                   // trailing white is left out
          "\x1B*rY2\x00"s                    // two white rows
          "b\x02\x00\x80\x01"s               //
          "\x1B\x0C\x04\x1B*rB"s             // ESC FF EOT, ESC * r B
          "\x1B\x1D\x03\x04\x00\x00\x17"s);  // ESC GS ETX 4, ETB
}

TEST_CASE("a Star without a cutter feeds the slip to the tear bar") {
    Profile tear = profile;
    tear.parting = Parting::tear_off;
    CHECK(star::job(picture(2, {1, 2}), tear).find("\x1B*rE3\x00"s) != std::string::npos);
}

TEST_CASE("what a Star would obey inside a row is drawn one dot wider, and nothing else is changed") {
    CHECK(star::rows(picture(3, {0x1B, 0x06, 0x01})) == "b\x03\x00\x1B\x07\x01"s);
    CHECK(star::rows(picture(3, {0x1B, 0x06, 0x18})) == "b\x03\x00\x1B\x07\x18"s);
    CHECK(star::rows(picture(3, {0x1B, 0x1D, 0x03})) == "b\x03\x00\x1B\x1D\x07"s);
    CHECK(star::rows(picture(3, {0x1B, 0x06, 0x02})) == "b\x03\x00\x1B\x06\x02"s);
}

TEST_CASE("no picture makes a Star obey a real-time command") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr std::uint8_t dangerous[] = {0x1B, 0x06, 0x01, 0x18, 0x1D, 0x03};
    for (int round = 0; round < 300; ++round) {
        Raster raster(8 * (1 + static_cast<int>(random() % 80)), 40);
        for (auto& byte : raster.bytes())
            byte = random() % 4 == 0 ? static_cast<std::uint8_t>(random()) : dangerous[random() % 6];
        const std::string rows = star::rows(raster);
        REQUIRE(can_stand_in_a_row(rows));
        for (std::size_t i = 0, at = 0; i < 40; ++i) {
            const auto byte = [&](std::size_t place) { return static_cast<std::uint8_t>(rows.at(place)); };
            if (rows.at(at) != 'b') {  // a row that is all white
                at = rows.find('\0', at) + 1;
                continue;
            }
            const auto size = static_cast<std::size_t>(byte(at + 1) | byte(at + 2) << 8);
            const auto* sent = raster.bytes().data() + i * static_cast<std::size_t>(raster.row_bytes());
            for (std::size_t x = 0; x < size; ++x)
                REQUIRE((byte(at + 3 + x) == sent[x] ||
                         (byte(at + 3 + x) == 0x07 && (sent[x] == 6 || sent[x] == 3))));
            at += 3 + size;
        }
    }
}

TEST_CASE("a whole status is one answer, and says what is wrong") {
    const auto ear = new_ear();
    CHECK(ear->ask() == "\x1B\x06\x01"s);
    CHECK(hear(*ear, status(0)) == std::vector<Heard>{Told{PrinterStatus{}, true}});
    CHECK(hear(*ear, status(0)) == std::vector<Heard>{Told{PrinterStatus{}, false}});
    const auto says = [&](const std::string& bytes) {
        return std::get<Told>(hear(*ear, bytes).at(0)).status;
    };
    CHECK(says(status(0, 0x08)) == PrinterStatus{.offline = true});
    CHECK(says(status(0, 0x28)) == PrinterStatus{.offline = true, .cover_open = true});
    CHECK(says(status(0, 0, 0x08)) == PrinterStatus{.cutter_error = true});
    CHECK(says(status(0, 0, 0x40)) == PrinterStatus{.overheated = true});
    CHECK(says(status(0, 0, 0x20)) == PrinterStatus{.other_error = true});
    CHECK(says(status(0, 0, 0, 0x08)) == PrinterStatus{.paper_end = true});
    CHECK(says(status(0, 0, 0, 0x04)) == PrinterStatus{.paper_near_end = true});
    CHECK(says("\x0F\x02\x00\x00\x00\x08\x00"s) ==
          PrinterStatus{.paper_end = true});  // seven bytes, version 1
}

TEST_CASE("the end mark is the counter one above what it was when the job went out, also where it turns") {
    for (const int before : {0, 7, 8, 30, 31}) {
        const auto ear = new_ear();
        hear(*ear, status(before));
        ear->job_goes_out();
        CHECK(hear(*ear, status(before)).size() == 1);
        CHECK(hear(*ear, status((before + 2) % 32)).size() == 1);
        CHECK(hear(*ear, status((before + 1) % 32)) ==
              std::vector<Heard>{EndMark{}, Told{PrinterStatus{}, false}});
        CHECK(hear(*ear, status((before + 1) % 32)).size() == 1);
    }
}

TEST_CASE("no counter without a job, before a status or in a short one is an end mark") {
    const auto ear = new_ear();
    CHECK(hear(*ear, status(1)).size() == 1);
    CHECK(hear(*ear, status(2)).size() == 1);
    const auto deaf = new_ear();
    deaf->job_goes_out();
    CHECK(hear(*deaf, status(1)).size() == 1);
    CHECK(hear(*deaf, "\x0F\x02\x00\x00\x00\x00\x00"s).size() == 1);
}

TEST_CASE("on a network a status is followed by a length and other things, which are passed over") {
    const auto ear = new_ear();
    std::string with_length = status(0);
    with_length[1] = static_cast<char>(0x86);
    const std::vector<Heard> one{Told{PrinterStatus{}, false}};
    CHECK(hear(*ear, with_length + "\x00\x00"s) == one);
    CHECK(hear(*ear, with_length + "\x00\x03:B;"s) == one);
    CHECK(hear(*ear, status(0)) == one);
    CHECK(hear(*ear, with_length + "\xFF\xFF"s) ==
          std::vector<Heard>{Told{PrinterStatus{}, false}, Nonsense{}});
    CHECK(hear(*ear, status(0)) == one);
}

TEST_CASE("a torn status says nothing, and the next whole one is understood") {
    const auto ear = new_ear();
    CHECK(hear(*ear, status(0).substr(0, 5)).empty());
    CHECK(hear(*ear, status(0)) == std::vector<Heard>{Told{PrinterStatus{}, false}});
    CHECK(hear(*ear, "\xFF\x12"s) == std::vector<Heard>{Nonsense{}, Nonsense{}});
    std::mt19937 random(7);
    for (int i = 0; i < 100'000; ++i) ear->hear(static_cast<std::uint8_t>(random()));
}

TEST_CASE("a virtual Star gives back the picture it was sent, dot for dot") {
    VirtualPrinter printer(profile.width_dots, Speech::star);
    Raster raster(16, 30);
    for (int y = 0; y < 30; y += 3) raster.blacken(y % 16, y);
    printer.feed(dialect_of(profile).greeting(profile));
    for (const char c : star::job(raster, profile)) printer.feed({&c, 1});
    const auto pages = printer.take_pages();
    REQUIRE(pages.size() == 1);
    REQUIRE(pages[0].height_dots() > 30);
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 16; ++x) CHECK(pages[0].black(x, y) == raster.black(x, y));
    printer.feed(star::status_request());
    CHECK(printer.take_answers() == status(1, 0x02));
}

TEST_CASE("what a sender that died left half said harms no later slip of a Star") {
    const std::string whole = star::job(picture(2, {0xFF, 0xFF, 1, 2, 3, 4}), profile);
    // From here on the slip is whole, and even the NUL of the greeting makes a command of it that lets it
    // out.
    const std::size_t page_end = whole.find("\x1B\x0C\x04") + 2;
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        VirtualPrinter printer(profile.width_dots, Speech::star);
        printer.feed(whole.substr(0, cut));
        printer.feed(dialect_of(profile).greeting(profile));
        CHECK(printer.take_pages().size() == (cut < page_end ? 0 : 1));  // half a slip is not cut off
        printer.feed(whole);
        CHECK_MESSAGE(printer.take_pages().size() == 1, cut);
    }
}
