#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "printer/dialect.hpp"
#include "printer/escpos_text.hpp"
#include "printer/layout.hpp"
#include "printer/slip_job.hpp"
#include "printer/star_text.hpp"
#include "printer/ticket_slip.hpp"
#include "printer/virtual_printer.hpp"
#include "small_hall.hpp"

using namespace okno;
using namespace okno::printer;
using namespace std::string_literals;

namespace {

const Profile narrow{
    "test", 192, 203, 0, Parting::cut, Speech::escpos, false, {}, TextMode{16, 17, 46, true}};
const Profile star_narrow{
    "test", 192, 203, 0, Parting::cut, Speech::star, false, {}, TextMode{16, 10, 34, true}};

std::vector<TextItem> lines(std::vector<Block> blocks) {
    return text_lines({"ru", false, std::move(blocks)}, CodePage::pc866, 16, 8).value();
}

TextLine line(const std::string& bytes, int times = 1, bool bold = false, Align align = Align::centre) {
    return {bytes, times, bold, align};
}

Slip ticket() {
    hall::Ticket ticket;
    ticket.number = {"A", 12};
    ticket.service = {"payment"};
    ticket.language = {"ru"};
    ticket.taken = small_hall_morning;
    return ticket_slip(ticket, small_plan(), 5, hall::Range{15, 25});
}

}  // namespace

TEST_CASE("text is wrapped at words, and a word wider than the line is broken") {
    CHECK(lines({Paragraph{"one two three four five"}}) ==
          std::vector<TextItem>{line("one two three"), line("four five")});
    CHECK(lines({Paragraph{"exactly sixteen! and more"}}) ==
          std::vector<TextItem>{line("exactly sixteen!"), line("and more")});
    CHECK(lines({Paragraph{"0123456789abcdefghij"}}) ==
          std::vector<TextItem>{line("0123456789abcdef"), line("ghij")});
    CHECK(lines({Paragraph{"large words here", TextSize::large, Weight::bold, Align::left}}) ==
          std::vector<TextItem>{line("large", 2, true, Align::left), line("words", 2, true, Align::left),
                                line("here", 2, true, Align::left)});
    CHECK(lines({Paragraph{""}}).empty());
}

TEST_CASE("the number is as large as the line allows") {
    CHECK(lines({Headline{"A012"}}) == std::vector<TextItem>{line("A012", 4, true)});
    CHECK(lines({Headline{"1"}}) == std::vector<TextItem>{line("1", 8, true)});
    CHECK(lines({Headline{"a very long headline"}}) ==
          std::vector<TextItem>{line("a very long headline", 1, true)});
}

TEST_CASE("two ends stand on one line when they fit, else below each other") {
    CHECK(lines({Ends{"24.11.", "09:30"}}) ==
          std::vector<TextItem>{line("24.11.     09:30", 1, false, Align::left)});
    CHECK(lines({Ends{"24 november", "09:30"}}) ==
          std::vector<TextItem>{line("24 november", 1, false, Align::left),
                                line("09:30", 1, false, Align::left)});
}

TEST_CASE("a slip with another script is no text, and a picture is left out of one") {
    CHECK_FALSE(text_lines({"kk", false, {Paragraph{"Қызмет"}}}, CodePage::pc866, 48, 8));
    CHECK(lines({Picture{Raster(8, 8)}, Paragraph{"A"}}) == std::vector<TextItem>{line("A")});
}

TEST_CASE("a small text slip becomes exactly these bytes of ESC/POS") {
    const auto items = lines({Paragraph{"Окно"}, Headline{"A1"}, Gap{30}, QrCode{"http://h/1"}});
    CHECK(escpos::text_job(items, narrow, CodePage::pc866) ==
          "\x1B\x40\x1D\x61\x00\x1B\x74\x11"s      // ESC @, GS a 0, ESC t 17
          "\x1B\x61\x01\x1B\x45\x00\x1D\x21\x00"s  // centre, regular, plain
          "\x8E\xAA\xAD\xAE\n"s                    //
          "\x1B\x45\x01\x1D\x21\x77"s +
              "A1\n"s                                  // bold, eight times
              "\x1B\x4A\x17"s                          // 3 mm at 203 dpi
              "\x1D\x28\x6B\x04\x00\x31\x41\x32\x00"s  // QR model 2
              "\x1D\x28\x6B\x03\x00\x31\x43\x06"s      // six dots a module
              "\x1D\x28\x6B\x03\x00\x31\x45\x31"s      // correction M
              "\x1D\x28\x6B\x0D\x00\x31\x50\x30"s +
              "http://h/1" +
              "\x1D\x28\x6B\x03\x00\x31\x51\x30"s  // print it
              "\x1D\x56\x42\x00\x1D\x72\x01"s);    // cut, end mark
}

TEST_CASE("a small text slip becomes exactly these bytes of Star") {
    const auto items =
        text_lines({"ru", false, {Paragraph{"Окно"}, Headline{"A1"}, Gap{30}, Gap{11}, QrCode{"http://h/1"}}},
                   CodePage::wpc1251, 16, star::times_at_most)
            .value();
    CHECK(star::text_job(items, star_narrow, CodePage::wpc1251) ==
          "\x1B\x1E\x61\x00\x1B\x1D\x03\x03\x00\x00\x1B\x1D\x74\x22"s  // no ASB, document, ESC GS t 34
          "\x1B\x1D\x61\x31\x1B\x46\x1B\x69\x30\x30"s                  // centre, regular, plain
          "\xCE\xEA\xED\xEE\n"s                                        //
          "\x1B\x45\x1B\x69\x35\x35"s +
              "A1\n"s                      // bold, six times
              "\x1B\x4A\x0C\x1B\x4A\x06"s  // 3 mm; 1 mm, but not by the byte 04
              "\x1B\x1D\x79\x53\x30\x32\x1B\x1D\x79\x53\x31\x31\x1B\x1D\x79\x53\x32\x06"s
              "\x1B\x1D\x79\x44\x31\x00\x0A\x00"s +
              "http://h/1" +
              "\x1B\x1D\x79\x50"s
              "\x1B\x64\x33\x1B\x1D\x03\x04\x00\x00\x17"s);  // feed and cut, the document's end, ETB
}

TEST_CASE("where the printer has no QR codes of its own, the code alone is sent as a picture") {
    Profile plain = narrow;
    plain.text->prints_qr = false;
    const std::string job = escpos::text_job(lines({QrCode{"http://h/1"}}), plain, CodePage::pc866);
    CHECK(job.find("\x1D\x76\x30\x00"s) != std::string::npos);
    CHECK(job.find("\x1D\x28\x6B"s) == std::string::npos);
}

TEST_CASE("a ticket as text has far fewer bytes than as a picture, and all its words") {
    for (const char* name :
         {"epson-tm-t88v", "epson-tm-t20", "citizen-ct-s310", "citizen-ct-s651", "star-tsp650"})
        for (const auto page : {CodePage::pc866, CodePage::wpc1251}) {
            CAPTURE(name);
            const Profile& profile = *find_profile(name);
            const std::string text = slip_job(ticket(), profile, page);
            CHECK(text.size() < 600);
            CHECK(slip_job(ticket(), profile, std::nullopt).size() > 10 * text.size());
            VirtualPrinter printer(profile.width_dots, profile.speech);
            printer.feed(text);
            CHECK(printer.take_pages().size() == 1);
            const auto& done = printer.operations();
            const auto did = [&](const std::string& what) {
                return std::find(done.begin(), done.end(), what) != done.end();
            };
            CHECK(did("text A012"));
            CHECK(did("text " + in_page("Перед Вами 5 человек.", page).value()));
            CHECK(did("text " + in_page("Центр обслуживания", page).value()));
            for (const std::string& each : done) CHECK_FALSE(each.starts_with("unknown"));
        }
}

TEST_CASE("a slip that text cannot say is printed as a picture") {
    const Profile& profile = *find_profile("epson-tm-t88v");
    const Slip kazakh{"kk", false, {Paragraph{"Қызмет орталығы"}}};
    CHECK(slip_job(kazakh, profile, CodePage::pc866) == slip_job(kazakh, profile, std::nullopt));
    const Profile& pictures_only = *find_profile("star-tsp100");
    CHECK(slip_job(ticket(), pictures_only, CodePage::pc866) ==
          slip_job(ticket(), pictures_only, std::nullopt));
}

TEST_CASE("no text and no code makes a printer obey a real-time command") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto words = [&] {
        std::string text;
        for (auto n = random() % 80; n > 0; --n)
            text += static_cast<char>(random() % 5 == 0 ? random() % 0x80 : 0x20 + random() % 0x5F);
        return text;
    };
    for (int i = 0; i < 3000; ++i) {
        std::vector<TextItem> items;
        for (int n = 0; n < 5; ++n) {
            items.emplace_back(TextLine{in_page(words(), CodePage::pc866).value_or("-"),
                                        1 + static_cast<int>(random() % 6), random() % 2 == 0,
                                        Align::centre});
            items.emplace_back(Gap{static_cast<int>(random() % 400)});
            items.emplace_back(QrCode{words()});
        }
        for (const Profile* profile : {&narrow, &star_narrow}) {
            VirtualPrinter printer(profile->width_dots, profile->speech);
            printer.feed(dialect_of(*profile).text_job(items, *profile, CodePage::pc866));
            REQUIRE(printer.take_answers() == (profile->speech == Speech::star ? ""s : "\x00"s));
            REQUIRE(printer.take_pages().size() == 1);
        }
    }
}
