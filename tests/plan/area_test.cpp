// Areas, the boards that lead there, and who is named above a window: read as they are written, and
// complained about in place.
#include <doctest/doctest.h>

#include "hall/legibility.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using fakes::complaints;
using fakes::read;
using fakes::small_plan;
using fakes::told;

namespace {

const std::string left =
    "[[area]]\nid = \"left\"\nname = { ru = \"Левое крыло\", en = \"Left wing\" }\ncolour = \"blue\"\n"
    "sign = \"I\"\n";
const std::string cash =
    "[[area]]\nid = \"cash\"\nname = { ru = \"Кассы\", en = \"Cash desks\" }\ncolour = \"green\"\n"
    "sign = \"II\"\n";

std::string board(const std::string& id, const std::string& more = {}) {
    return "[[board]]\nid = \"" + id + "\"\ndiagonal = 75\nfarthest_seat = 5.5\n" + more;
}

// Window 1 is in the left wing, window 7 at the cash desks.
std::string with_areas(const std::string& more) {
    std::string text = small_plan;
    const auto put = [&](const std::string& after, const std::string& line) {
        text.insert(text.find(after) + after.size(), line);
    };
    put("number = 1\n", "area = \"left\"\n");
    put("number = 7\n", "area = \"cash\"\n");
    return text + left + cash + more;
}

std::string changed(std::string text, const std::string& old, const std::string& replacement) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

}  // namespace

TEST_CASE("areas and boards read as they are written") {
    const auto plan = read(with_areas(changed(board("display-1",
                                                    "size = \"1080x1920\"\nrows = 5\nplaylist = true\n"
                                                    "arrows = { left = \"ahead-left\", cash = \"back\" }\n"),
                                              "farthest_seat = 5.5", "farthest_seat = 4") +
                                      board("display-2", "areas = [\"cash\"]\n")));
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[1].name.at({"en"}) == "Cash desks");
    CHECK(plan.areas[1].colour == hall::AreaColour::green);
    CHECK(plan.areas[1].sign == "II");
    CHECK(area_of(plan, {7}) == &plan.areas[1]);
    REQUIRE(plan.boards.size() == 2);
    const hall::PlannedBoard& first = plan.boards[0];
    CHECK(first.width_px == 1080);
    CHECK(first.height_px == 1920);
    CHECK(first.diagonal_mm == 1905);
    CHECK(first.farthest_seat_cm == 400);
    CHECK(first.rows == 5);
    CHECK(first.playlist);
    CHECK(first.areas.empty());
    CHECK(first.arrows == std::map<hall::AreaId, hall::Arrow>{{{"left"}, hall::Arrow::ahead_left},
                                                              {{"cash"}, hall::Arrow::back}});
    CHECK(plan.boards[1].width_px == 1920);
    CHECK(plan.boards[1].rows == hall::rows_usual);
    CHECK(shows(plan.boards[0], *find(plan, hall::WindowId{1})));
    CHECK_FALSE(shows(plan.boards[1], *find(plan, hall::WindowId{1})));
    CHECK(shows(plan.boards[1], *find(plan, hall::WindowId{7})));
    CHECK(read(small_plan).areas.empty());  // a plan without them is one as before
}

TEST_CASE("a board that cannot be read is refused with the figures it needs, and they are enough") {
    const std::string text = with_areas(board("display-1"));
    CHECK(complaints(text).empty());
    const std::string small =
        changed(text, "diagonal = 75\nfarthest_seat = 5.5", "diagonal = 43\nfarthest_seat = 8");
    told(small, "the board cannot be read from 8.0 m: 4 rows on 43 inches make its numbers ");
    told(small, "expected numbers of at least 98 mm: a screen of at least ");
    const std::string all = complaints(small);
    const auto figure = [&](const std::string& words) {
        return std::stod(all.substr(all.find(words) + words.size()));
    };
    const auto with_seat = [&](double inches, double metres) {
        return changed(
            text, "diagonal = 75\nfarthest_seat = 5.5",
            "diagonal = " + std::to_string(inches) + "\nfarthest_seat = " + std::to_string(metres));
    };
    CHECK(complaints(with_seat(figure("at least 98 mm: a screen of at least "), 8)).empty());
    CHECK_FALSE(complaints(with_seat(figure("at least 98 mm: a screen of at least ") - 2, 8)).empty());
    CHECK(complaints(with_seat(43, figure("seats within "))).empty());
    CHECK_FALSE(complaints(with_seat(43, figure("seats within ") + 0.2)).empty());
    told(changed(text, "farthest_seat = 5.5\n", "farthest_seat = 5.5\nrows = 6\n"), ", or 4 rows.");
    CHECK(complaints(changed(text, "farthest_seat = 5.5\n", "farthest_seat = 5.5\nrows = 4\n")).empty());
}

TEST_CASE("what is wrong with an area is told in its place, with the nearest right word") {
    told(changed(with_areas(""), "colour = \"green\"", "colour = \"grean\""), "Did you mean \"green\"?");
    told(changed(with_areas(""), "colour = \"green\"", "colour = \"blue\""),
         "colour = \"blue\": this is the colour of the area \"left\"");
    told(changed(with_areas(""), "sign = \"II\"", "sign = \"I\""), "this is the sign of the area \"left\"");
    told(changed(with_areas(""), "sign = \"II\"", "sign = \"P\""), "numbers of tickets begin like that");
    told(changed(with_areas(""), "sign = \"II\"", "sign = \"Р\""), "numbers of tickets begin like that");
    told(changed(with_areas(""), "sign = \"II\"", "sign = \"IIII\""), "this cannot be the sign of an area");
    told(changed(with_areas(""), "sign = \"II\"", "sign = \"→\""), "this cannot be the sign of an area");
    CHECK(complaints(changed(with_areas(""), "sign = \"II\"", "sign = \"Я1\"")).empty());
    told(changed(with_areas(""), "area = \"cash\"", "area = \"cahs\""),
         "there is no such area; expected one of left, cash. Did you mean \"cash\"?");
    told(changed(with_areas(""), "area = \"cash\"", "area = \"left\""),
         "id = \"cash\": no window is in this area");
    told(changed(with_areas(""), "id = \"cash\"", "id = \"left\""), "this area is already defined on line");
    told(changed(with_areas(""), "sign = \"II\"\n", ""), "sign");
    told(with_areas("arrow = \"left\"\n"), "the area has no key \"arrow\"");
}

TEST_CASE("what is wrong with a board is told in its place, with the nearest right word") {
    told(with_areas(board("display-1", "size = \"wide\"\n")), "size = \"wide\": this is no size of a screen");
    told(with_areas(board("display-1", "size = \"9x9\"\n")), "this is no size of a screen");
    told(with_areas(board("display-1", "rows = 9\n")), "rows = 9: out of range");
    told(with_areas(changed(board("display-1"), "diagonal = 75", "diagonal = \"75\"")), "diagonal");
    told(with_areas(changed(board("display-1"), "diagonal = 75", "diagonal = nan")),
         "diagonal = nan: out of range; expected a number from 5 to 500, in inches");
    told(with_areas(changed(board("display-1"), "diagonal = 75\n", "")), "a number from 5 to 500, in inches");
    told(with_areas(board("display-1") + board("display-1")), "this board is already defined on line");
    told(with_areas(board("display-1", "areas = [\"cahs\"]\n")), "Did you mean \"cash\"?");
    told(with_areas(board("display-1", "areas = []\n")), "the board would show nothing");
    told(with_areas(board("display-1", "areas = [\"cash\", \"cash\"]\n")), "this area is named twice");
    told(with_areas(board("display-1", "arrows = { cash = \"ahead-rihgt\" }\n")),
         "Did you mean \"ahead-right\"?");
    told(with_areas(board("display-1", "arrows = { chas = \"left\" }\n")), "there is no such area");
    told(with_areas(board("display-1") +
                    board("display-2", "areas = [\"cash\"]\narrows = { left = \"left\" }\n")),
         "this board does not show that area");
    told(with_areas(board("display-1", "areas = [\"cash\"]\n")), "no board shows the calls to window 1;");
}

TEST_CASE("who is named above a window is listed by log-in name") {
    const std::string anna =
        "[[staff]]\nlogin = \"a.kuznetsova\"\nname = { ru = \"Анна К.\", en = \"Anna K.\" }\n";
    const auto plan = read(small_plan + anna);
    CHECK(nameplate_of(plan, {"a.kuznetsova"}).name.at({"ru"}) == "Анна К.");
    CHECK(nameplate_of(plan, {"a.kuznetsova"}).position.empty());
    CHECK(nameplate_of(plan, {"boris"}).empty());
    CHECK(nameplate_of(plan, {}).empty());
    told(small_plan + anna + anna, "this person is already named on line");
    told(small_plan + "[[staff]]\nlogin = \"Анна\"\nname = { ru = \"Анна\", en = \"Anna\" }\n",
         "nobody can log in with this name");
    told(small_plan + "[[staff]]\nlogin = \"anna\"\n", "nothing is said of this person");
    told(small_plan + "[[staff]]\nlogin = \"anna\"\nname = { ru = \"Анна\" }\n", "en");
    told(small_plan + anna + "nmae = \"Anna\"\n", "Did you mean \"name\"?");
}
