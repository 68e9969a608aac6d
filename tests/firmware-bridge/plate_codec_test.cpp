// What a plate is told and what is believed of its answers, byte for byte.
#include "firmware-bridge/plate_codec.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace okno::bridge;
using namespace std::string_literals;

namespace {

std::string framed(const std::string& body) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const std::uint8_t crc = crc8(body);
    return '<' + body + digits[crc >> 4U] + digits[crc & 15U] + '>';
}

// Each answer or mistake in a word.
std::vector<std::string> heard(PlateEar& ear, const std::string& bytes) {
    std::vector<std::string> words;
    for (const auto& answer : ear.hear(bytes))
        if (answer)
            words.push_back(std::to_string(answer->sequence) + ' ' +
                            std::to_string(static_cast<int>(answer->verdict)));
        else
            words.push_back(std::array{"too long", "wrong crc", "malformed"}.at(
                static_cast<std::size_t>(answer.error())));
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the checksum is that of SMBus") {
    CHECK(crc8("123456789") == 0xf4);  // the check value of CRC-8/SMBUS in every catalogue
    CHECK(crc8("") == 0);
}

TEST_CASE("an order says all that the plate shows") {
    CHECK(plate_order({PlateSign::called, 3, "A042", true}, 7, 0x0b) == framed("0BSC713|A042"));
    CHECK(plate_order({PlateSign::called, 3, "A042", true}, 7, 0x0b) == "<0BSC713|A04248>");  // of SPEC.md
    CHECK(plate_order({PlateSign::free, 12, "-", false}, 0, 0xff) == framed("FFSF0012|-"));
    CHECK(plate_order({PlateSign::closed, 3, "", false}, 9, 0) == framed("00SX903|"));
    CHECK(plate_order({PlateSign::serving, 3, "Б007", false}, 5, 1) == framed("01SS503|Б007"));
    CHECK(plate_order({PlateSign::on_break, 3, "", false}, 5, 1) == framed("01SB503|"));
    CHECK(plate_order({PlateSign::away, 3, "", false}, 5, 1) == framed("01SA503|"));
}

TEST_CASE("an order fits into a report whatever the number is, and never breaks its frame") {
    CHECK(plate_order({PlateSign::called, 9999, "A<|>\n7", true}, 9, 255) == framed("FFSC919999|A????7"));
    CHECK(plate_order({PlateSign::called, 9999, "ЖЖЖЖЖЖ1234", true}, 9, 255) ==
          framed("FFSC919999|ЖЖЖЖ1234"));
    CHECK(rc::check("any text", [](const std::string& text) {
        const std::string order = plate_order({PlateSign::called, 9999, text, true}, 9, 255);
        RC_ASSERT(order.size() < plate_report_bytes);
        RC_ASSERT(order.find('<', 1) == std::string::npos);
        RC_ASSERT(order.find('>') == order.size() - 1);
    }));
}

TEST_CASE("answers are heard whole, in pieces, one after the other, and with anything between them") {
    PlateEar ear;
    CHECK(heard(ear, "<0B+41>") == Words{"11 0"});  // of SPEC.md
    CHECK(heard(ear, framed("0B-C") + framed("0C-S") + framed("0D-T")) == Words{"11 1", "12 2", "13 3"});
    const std::string frame = framed("0B+");
    for (std::size_t cut = 1; cut < frame.size(); ++cut) {
        CHECK(heard(ear, frame.substr(0, cut)).empty());
        CHECK(heard(ear, frame.substr(cut)) == Words{"11 0"});
    }
    CHECK(heard(ear, "\0\xff noise\r\n"s + frame + "\0\0\0"s) == Words{"11 0"});
    CHECK(heard(ear, "<0B" + frame) == Words{"11 0"});  // a frame that broke off
}

TEST_CASE("what is no answer is told as what it is") {
    PlateEar ear;
    CHECK(heard(ear, "<0B+00>") == Words{"wrong crc"});
    CHECK(heard(ear, "<>") == Words{"malformed"});
    CHECK(heard(ear, "<+>") == Words{"malformed"});
    CHECK(heard(ear, framed("0B")) == Words{"malformed"});
    CHECK(heard(ear, framed("0B-")) == Words{"malformed"});
    CHECK(heard(ear, framed("0B-Q")) == Words{"malformed"});
    CHECK(heard(ear, framed("0B+C")) == Words{"malformed"});
    CHECK(heard(ear, framed("0b+")) == Words{"malformed"});
    CHECK(heard(ear, framed("+0B+")) == Words{"malformed"});
    CHECK(heard(ear, '<' + std::string(100, 'x') + '>') == Words{"too long"});
    CHECK(heard(ear, framed("0B+")) == Words{"11 0"});
}

TEST_CASE("one bit that changes on the way is no answer any more") {
    const std::string frame = framed("5A+");
    for (std::size_t i = 1; i + 1 < frame.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string wrong = frame;
            wrong[i] = static_cast<char>(wrong[i] ^ (1 << bit));
            PlateEar ear;
            for (const auto& answer : ear.hear(wrong)) CHECK_FALSE(answer);
        }
}
