// The board, a plate and a card of the playlist against pictures somebody has looked at
// (tests/display/golden).
#include <doctest/doctest.h>

#include "display/plate.hpp"
#include "display/plate_view.hpp"
#include "display/view.hpp"
#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/golden_pictures.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

void compare(const ui::Scene& scene, const std::string& name) {
    static const ui_test::GoldenPictures pictures("tests/display/golden");
    CHECK(ui_test::compare_or_renew(pictures, scene, name) == "");
}

// Two visitors are served, one has just been called, and many wait.
void fill(TestHall& hall) {
    const char* services[] = {"refund",        "contract",         "payment",
                              "meter-reading", "bill-explanation", "documents"};
    for (int i = 0; i < 34; ++i) hall.take(services[i % 6]);
    for (const int window : {7, 1, 4}) hall.call_next(window);
}

}  // namespace

TEST_CASE("golden pictures: the board looks as it did when somebody looked at it") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4);
    compare(lay_out(board.picture(hall::State{}, now), {1920, 1080}), "board-connecting");
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    fill(hall);
    board.hear(protocol::Followed{}, hall.state(), now);
    now.steady += 20s;
    hall.call_next(2);
    board.hear(protocol::Followed{}, hall.state(), now);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-calls");
    compare(lay_out(board.picture(hall.state(), now), {1080, 1920}), "board-calls-upright");
    now.steady += 1min;
    Slide card;
    card.title = {"С 1 декабря изменяются тарифы", "Tariffs change on 1 December"};
    card.text = {"Новые тарифы напечатаны на обороте счёта и висят у входа.",
                 "You find the new tariffs on the back of your bill and at the entrance."};
    compare(lay_out(board.picture(hall.state(), now, true), {1920, 1080}, &card), "board-card");
    board.hear(protocol::LinkLost{}, hall.state(), now);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-lost");
}

TEST_CASE("golden pictures: a plate looks as it did when somebody looked at it") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Plate plate(hall::WindowId{2});
    plate.hear(protocol::Resynchronised{1}, hall.state(), now);
    compare(lay_out(plate.picture(hall.state(), now), {1920, 1080}), "plate-closed");
    hall.take("refund");
    hall.call_next(2);
    plate.hear(protocol::Followed{}, hall.state(), now);
    compare(lay_out(plate.picture(hall.state(), now), {1920, 1080}), "plate-called");
}
