// Boards of a hall with areas: whose calls they show, the mark beside each, and whether it can be read.
#include <doctest/doctest.h>

#include <filesystem>

#include "display/board.hpp"
#include "display/view.hpp"
#include "hall/legibility.hpp"
#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/picture_check.hpp"
#include "tests/ui/scene_check.hpp"
#include "ui/canvas.hpp"
#include "ui/text.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

const hall::DeviceId name{"display-1"};

// Windows 1 to 3 in the left wing, 4 to 6 in the right one, the cash desks ahead.
hall::Plan plan_with_areas(std::vector<hall::AreaId> shown = {}) {
    hall::Plan plan = kiosk_test::example_plan();
    plan.areas = {
        {{"left"}, {{{"ru"}, "Левое крыло"}, {{"en"}, "Left wing"}}, hall::AreaColour::blue, "I"},
        {{"right"}, {{{"ru"}, "Правое крыло"}, {{"en"}, "Right wing"}}, hall::AreaColour::orange, "II"},
        {{"cash"}, {{{"ru"}, "Кассы"}, {{"en"}, "Cash desks"}}, hall::AreaColour::green, "III"}};
    for (hall::Window& window : plan.windows)
        window.area = hall::AreaId{window.id.value <= 3 ? "left" : window.id.value <= 6 ? "right" : "cash"};
    hall::PlannedBoard board;
    board.id = name;
    board.diagonal_mm = 1905;
    board.farthest_seat_cm = 400;
    board.rows = 5;
    board.areas = std::move(shown);
    board.arrows = {{{"left"}, hall::Arrow::left}, {{"right"}, hall::Arrow::ahead_right}};
    plan.boards = {board};
    return plan;
}

// Somebody is called to windows 7, 1, 4 and, just now, to 2.
Picture picture_of(TestHall& hall, const Board& given) {
    Board board = given;
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    const char* services[] = {"refund", "contract", "payment", "meter-reading"};
    for (int i = 0; i < 24; ++i) hall.take(services[i % 4]);
    for (const int window : {7, 1, 4}) hall.call_next(window);
    board.hear(protocol::Followed{}, hall.state(), now);
    now.steady += 20s;
    hall.call_next(2);
    board.hear(protocol::Followed{}, hall.state(), now);
    return board.picture(hall.state(), now);
}

void draw_everywhere(const Picture& picture, const std::string& what) {
    static ui_test::PictureCheck check;
    for (const ui::Size size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}, ui::Size{1280, 1024},
                                ui::Size{768, 1366}, ui::Size{3840, 2160}}) {
        const ui::Scene scene = lay_out(picture, size);
        CAPTURE(what);
        CAPTURE(size.width);
        CHECK(ui_test::complaints_about(scene) == "");
        CHECK(check.complaints_about(scene, {}) == "");
        if (size.width > 1920) continue;
        std::filesystem::create_directories("test-results/screens");
        ui::Canvas canvas(size);
        canvas.draw(scene);
        canvas.save_png("test-results/screens/board-" + what + "-" + std::to_string(size.width) + "x" +
                        std::to_string(size.height) + ".png");
    }
}

// The em of the smallest number among the calls of a full board, as it is drawn.
int smallest_number(ui::Size size, int rows, bool has_playlist, bool has_areas) {
    const std::string widest = "M0000";
    Picture picture;
    picture.rows = static_cast<std::size_t>(rows);
    picture.beside_playlist = has_playlist;
    picture.has_areas = has_areas;
    for (int row = 0; row < rows; ++row) {
        CallLine line{widest, "10", true, false, false};
        if (has_areas) line.area = AreaMark{"III", hall::AreaColour::blue, hall::Arrow::ahead_left};
        picture.calls.push_back(line);
    }
    const Slide slide;
    int smallest = size.height;
    for (const ui::Element& element : lay_out(picture, size, has_playlist ? &slide : nullptr).elements)
        if (const auto* label = std::get_if<ui::Label>(&element); label && label->text == widest)
            smallest = std::min(smallest, ui::fit(*label).size);
    return smallest;
}

}  // namespace

TEST_CASE("a board follows its entry in the plan: rows, marks and arrows") {
    TestHall hall(plan_with_areas());
    const Picture picture = picture_of(hall, Board({}, {}, WaitingShown::numbers, name));
    CHECK(picture.rows == 5);
    CHECK(picture.has_areas);
    REQUIRE(picture.calls.size() == 4);
    CHECK(picture.calls[0].area == AreaMark{"I", hall::AreaColour::blue, hall::Arrow::left});
    CHECK(picture.calls[1].area == AreaMark{"II", hall::AreaColour::orange, hall::Arrow::ahead_right});
    CHECK(picture.calls[3].area == AreaMark{"III", hall::AreaColour::green, std::nullopt});
    CHECK(picture.hall.front() == "Центр обслуживания клиентов");
    draw_everywhere(picture, "areas");

    // A board that the plan does not name has the marks, and nobody knows its arrows.
    TestHall other(plan_with_areas());
    const Picture unnamed = picture_of(other, Board({}, {}, WaitingShown::numbers, {"display-9"}));
    CHECK(unnamed.rows == static_cast<std::size_t>(hall::rows_usual));
    CHECK(unnamed.calls[0].area == AreaMark{"I", hall::AreaColour::blue, std::nullopt});
}

TEST_CASE("a board for one area shows the calls to it, who waits for it, and its name") {
    TestHall hall(plan_with_areas({{"cash"}}));
    const Picture picture = picture_of(hall, Board({}, {}, WaitingShown::numbers, name));
    REQUIRE(picture.calls.size() == 1);
    CHECK(picture.calls[0].window == "7");
    CHECK(picture.hall.back() == "Customer service centre · Cash desks");
    for (const std::string& number : picture.waiting) CHECK(number.front() == 'P');
    CHECK(picture.waiting.size() == 5);
    draw_everywhere(picture, "one-area");

    // Flags that say which windows and rows take the plan's place.
    TestHall other(plan_with_areas({{"cash"}}));
    const Picture flagged = picture_of(other, Board(3, {{2}}, WaitingShown::numbers, name));
    CHECK(flagged.rows == 3);
    REQUIRE(flagged.calls.size() == 1);
    CHECK(flagged.calls[0].window == "2");
}

TEST_CASE("every arrow points somewhere else, and each colour has its sign") {
    Picture picture;
    picture.hall = {"Центр обслуживания клиентов", "Customer service centre"};
    picture.clock = "12:00";
    picture.date = {"вторник, 24 ноября", "Tuesday, 24 November"};
    picture.ticket_heading = {"Талон", "Ticket"};
    picture.window_heading = {"Окно", "Window"};
    picture.waiting_heading = {"Ожидают вызова", "Waiting for a call"};
    picture.nobody_waiting = {"Никто не ждёт", "Nobody is waiting"};
    picture.rows = 8;
    picture.has_areas = true;
    const char* signs[] = {"I", "II", "III", "IV", "Щ", "99"};
    for (int i = 0; i < 8; ++i) {
        CallLine line{"M1234", "108", true, i == 0, i == 0};
        line.area = AreaMark{signs[i % 6], static_cast<hall::AreaColour>(i % 6), static_cast<hall::Arrow>(i)};
        picture.calls.push_back(line);
    }
    draw_everywhere(picture, "all-arrows");
}

TEST_CASE("what the plan's arithmetic says of a board's numbers is what is drawn, and never more") {
    for (const ui::Size size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}, ui::Size{1280, 1024},
                                ui::Size{768, 1366}, ui::Size{3840, 2160}, ui::Size{2560, 1080}})
        for (int rows = hall::rows_least; rows <= hall::rows_most; ++rows)
            for (const bool has_playlist : {false, true})
                for (const bool has_areas : {false, true}) {
                    CAPTURE(size.width);
                    CAPTURE(rows);
                    CAPTURE(has_playlist);
                    CAPTURE(has_areas);
                    const int em = smallest_number(size, rows, has_playlist, has_areas);
                    const double drawn = em * ui::capital_of_em(em);
                    const double told =
                        hall::height_of_calls_px({size.width, size.height}, rows, has_playlist, has_areas);
                    CHECK(told <= drawn + 0.01);
                    CHECK(told >= 0.93 * drawn - 1);
                }
}

TEST_CASE("a board on another screen than the plan says is warned about when it cannot be read there") {
    TestHall hall(plan_with_areas());
    const Board board({}, {}, WaitingShown::numbers, name);
    CHECK(!board.unreadable(hall.state().plan, {1920, 1080}, false));
    const Board rows_of_eight(8, {}, WaitingShown::numbers, name);
    const auto why = rows_of_eight.unreadable(hall.state().plan, {1920, 1080}, false);
    REQUIRE(why);
    CHECK(why->starts_with("On this screen the board cannot be read from 4.0 m: 8 rows on 75 inches"));
    CHECK(!Board(8, {}, WaitingShown::numbers, {"display-9"})
               .unreadable(hall.state().plan, {1920, 1080}, false));
}
