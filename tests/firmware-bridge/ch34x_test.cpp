// The requests to a CH340 against those of the Linux driver, and the speeds they lead to.
#include "firmware-bridge/ch34x.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace okno::bridge::ch34x;

TEST_CASE("9600 baud is set up as the Linux driver does it") {
    // ch341_get_divisor: 48000000 / 64 / 78 = 9615; (256 - 78) << 8 | prescaler 2
    CHECK(divisor_register(9600) == 0xb202);
    CHECK(set_up(9600, 0x31) ==
          std::vector<Request>{
              {0xa1, 0, 0}, {0x9a, 0x1312, 0xb282}, {0x9a, 0x2518, 0x00c3}, {0xa4, 0xff9f, 0}});
}

TEST_CASE("an old chip has its line fixed and waits for whole packets") {
    CHECK(set_up(9600, 0x27) ==
          std::vector<Request>{{0xa1, 0, 0}, {0x9a, 0x1312, 0xb202}, {0xa4, 0xff9f, 0}});
}

TEST_CASE("every usual speed is met within two per cent, as a receiver needs it") {
    for (const int baud :
         {1200, 2400, 4800, 9600, 19'200, 38'400, 57'600, 115'200, 230'400, 460'800, 921'600}) {
        CAPTURE(baud);
        const unsigned value = divisor_register(baud);
        const unsigned divisor = 256 - (value >> 8U);
        const unsigned step = 1U << (12 - 3 * (value & 3U) - (value >> 2U & 1U));
        const double speed = 48e6 / step / divisor;
        CHECK(std::abs(speed / baud - 1) < 0.02);
        CHECK((value & 0xf8U) == 0);
    }
}
