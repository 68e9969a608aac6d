// Kiosks: read as they are written, and complained about in place.
#include <doctest/doctest.h>

#include "hall/plan_check.hpp"
#include "plan/plan_file.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using fakes::small_plan;

namespace {

std::string with_kiosk(const std::string& lines) {
    return small_plan + "[[kiosk]]\nid = \"kiosk-1\"\n" + lines;
}

void told(const std::string& lines, const std::string& words) {
    fakes::told(with_kiosk(lines), words);
}

}  // namespace

TEST_CASE("a kiosk reads as it is written; what is not said is as usual") {
    const auto whole =
        plan::read_plan_text(with_kiosk("diagonal = 19\nbottom = 800\nsize = \"1280x1024\"\ndetails = true\n"
                                        "[[kiosk]]\nid = \"kiosk-2\"\ndiagonal = 31.5\n"),
                             "hall.toml");
    REQUIRE(whole);
    CHECK(is_consistent(*whole));
    REQUIRE(whole->kiosks.size() == 2);
    CHECK(whole->kiosks[0] == hall::PlannedKiosk{{"kiosk-1"}, 1280, 1024, 483, 800, true});
    CHECK(whole->kiosks[1] == hall::PlannedKiosk{{"kiosk-2"}, 1080, 1920, 800});
}

TEST_CASE("a kiosk that hangs out of reach is refused with the figures it needs") {
    told(
        "diagonal = 32\nbottom = 1400\n",
        "only 0 mm of the picture are between 850 and 1,100 mm above the floor, the reach from a wheelchair; "
        "expected the picture's lower edge between 292 and 950 mm above the floor");
    told("diagonal = 10\nbottom = 900\nsize = \"1920x1080\"\n", "expected a picture at least 150 mm high");
}

TEST_CASE("a kiosk's mistakes are complained about") {
    told("", "diagonal");
    told("diagonal = 4\n", "out of range; expected a number from 5 to 120, in inches");
    told("diagonal = 32\nbottom = -5\n", "bottom = -5");
    told("diagonal = 32\nbottom = 2600\n", "bottom = 2600");
    told("diagonal = 32\nsize = \"big\"\n", "this is no size of a screen");
    told("diagonal = 32\nheight = 700\n", "height");
    told("diagonal = 32\n[[kiosk]]\nid = \"kiosk-1\"\ndiagonal = 32\n",
         "this kiosk is already defined on line");
}
