#include "display/view.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/scene_check.hpp"
#include "ui/canvas.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

void check_everywhere(const Picture& picture, const std::string& name) {
    for (const ui::Size size :
         {ui::Size{1920, 1080}, ui::Size{1080, 1920}, ui::Size{1280, 1024}, ui::Size{3840, 2160}}) {
        const ui::Scene scene = lay_out(picture, size);
        CAPTURE(name);
        CAPTURE(size.width);
        CHECK(ui_test::complaints_about(scene) == "");
        CHECK(scene.targets.empty());
        if (size.width > 1920) continue;
        const std::filesystem::path folder = "test-results/screens";
        std::filesystem::create_directories(folder);
        ui::Canvas canvas(scene.size);
        canvas.draw(scene);
        canvas.save_png(folder / ("board-" + name + "-" + std::to_string(size.width) + "x" +
                                  std::to_string(size.height) + ".png"));
    }
}

}  // namespace

TEST_CASE("every state of the board is readable on every screen") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4);
    check_everywhere(board.picture(hall::State{}, now), "connecting");
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    check_everywhere(board.picture(hall.state(), now), "empty");
    const char* services[] = {"refund",        "contract",         "payment",
                              "meter-reading", "bill-explanation", "documents"};
    for (int i = 0; i < 34; ++i) hall.take(services[i % 6]);
    hall.call_next(7);
    board.hear(protocol::Followed{}, hall.state(), now);
    check_everywhere(board.picture(hall.state(), now), "first-call");
    hall.call_next(1);
    hall.command({{"console"}, {"anna"}}, hall::StartService{{1}});
    hall.call_next(4);
    hall.call_next(8);
    hall.call_next(3);
    now.steady += 10s;
    board.hear(protocol::Followed{}, hall.state(), now);
    now.steady += 10s;
    check_everywhere(board.picture(hall.state(), now), "quiet");
    hall.call_next(2);
    board.hear(protocol::Followed{}, hall.state(), now);
    check_everywhere(board.picture(hall.state(), now), "calls");
    now.steady += Board::blink;
    check_everywhere(board.picture(hall.state(), now), "calls-unlit");
    board.hear(protocol::LinkLost{}, hall.state(), now);
    check_everywhere(board.picture(hall.state(), now), "lost");
}

TEST_CASE("eight rows and a four-digit number still fit") {
    Picture picture;
    picture.clock = "23:59";
    picture.hall = {"Центр очного обслуживания потребителей гарантирующего поставщика",
                    "Customer service centre"};
    picture.date = {"понедельник, 23 сентября", "Wednesday, 23 September"};
    picture.ticket_heading = {"Талон", "Ticket"};
    picture.window_heading = {"Окно", "Window"};
    picture.waiting_heading = {"Ожидают вызова", "Waiting for a call"};
    picture.rows = 8;
    for (int i = 0; i < 8; ++i) picture.calls.push_back({"M1234", "108", true, i == 0, i == 0});
    for (int i = 0; i < 16; ++i) picture.waiting.push_back("M1235");
    picture.waiting_more = "+ 1234";
    check_everywhere(picture, "eight-rows");
}

TEST_CASE("when only the clock ticks, only the clock is drawn again") {
    TestHall hall(kiosk_test::example_plan());
    const platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4);
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    const ui::Scene before = lay_out(board.picture(hall.state(), now), {1920, 1080});
    const ui::Scene after =
        lay_out(board.picture(hall.state(), {now.wall + 1min, now.steady + 1min}), {1920, 1080});
    const auto parts = ui::damage(before, after);
    REQUIRE(parts.size() == 2);  // the same box, before and after
    CHECK(parts[0].width < 400);
    CHECK(parts[0].height < 200);
}
