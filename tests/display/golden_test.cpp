// The board, a plate and a card of the playlist against pictures somebody has looked at
// (tests/display/golden).
#include <doctest/doctest.h>

#include "display/plate.hpp"
#include "display/plate_view.hpp"
#include "display/view.hpp"
#include "hall/schedule.hpp"
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

// How long each service takes, a different time for each of them.
protocol::Forecasted forecast_for(const hall::State& state) {
    hall::Forecast forecast;
    std::chrono::minutes wait{4};
    for (const hall::Service& service : state.plan.services) {
        forecast.services[service.id] = {wait, wait - 4min, wait + 6min};
        wait += 7min;
    }
    return {forecast};
}

// Such a board with its full list of calls, some seconds after the last one; the clock goes on to then.
Board filled(TestHall& hall, platform::Instant& now, WaitingShown shown, const hall::DeviceId& name = {}) {
    Board board({}, {}, shown, name);
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    fill(hall);
    hall.call_next(2);
    board.hear(protocol::Followed{}, hall.state(), now);
    now.steady += 20s;
    board.hear(forecast_for(hall.state()), hall.state(), now);
    return board;
}

hall::Plan plan_with_arrows() {
    hall::Plan plan = kiosk_test::example_plan();
    hall::PlannedBoard board;
    board.id = {"display-1"};
    board.diagonal_mm = 1905;
    board.farthest_seat_cm = 400;
    board.arrows = {{plan.areas.at(0).id, hall::Arrow::left},
                    {plan.areas.at(1).id, hall::Arrow::ahead_right}};
    plan.boards = {board};
    return plan;
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
    board.hear(forecast_for(hall.state()), hall.state(), now);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-calls");
    compare(lay_out(board.picture(hall.state(), now), {1080, 1920}), "board-calls-upright");
    now.steady += 1min;
    board.hear(forecast_for(hall.state()), hall.state(), now);
    Slide card;
    card.title = {"С 1 декабря изменяются тарифы", "Tariffs change on 1 December"};
    card.text = {"Новые тарифы напечатаны на обороте счёта и висят у входа.",
                 "You find the new tariffs on the back of your bill and at the entrance."};
    compare(lay_out(board.picture(hall.state(), now, true), {1920, 1080}, &card), "board-card");
    board.hear(protocol::LinkLost{}, hall.state(), now);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-lost");
}

TEST_CASE("golden pictures: a board and a plate that nobody has let in yet") {
    const protocol::Introduction introduction("display-2", "K7QF-2M9X-0BTR-H4ZC");
    Board board(4);
    board.introduce(introduction);
    board.hear(protocol::LinkLost{}, {}, {});
    compare(lay_out(board.picture({}, {}), {1920, 1080}), "board-stranger");
    compare(lay_out(board.picture({}, {}), {1080, 1920}), "board-stranger-upright");
    Plate plate{hall::WindowId{2}};
    plate.introduce(introduction);
    plate.hear(protocol::LinkLost{}, {}, {});
    compare(lay_out(plate.picture({}, {}), {1920, 1080}), "plate-stranger");
}

TEST_CASE("golden pictures: a board with the ways to its windows") {
    TestHall hall(plan_with_arrows());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board = filled(hall, now, WaitingShown::numbers, {"display-1"});
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-arrows");
}

TEST_CASE("golden pictures: who waits, by service") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board = filled(hall, now, WaitingShown::services);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-services");
    compare(lay_out(board.picture(hall.state(), now), {1080, 1920}), "board-services-upright");
    Slide card;
    card.title = {"С 1 декабря изменяются тарифы", "Tariffs change on 1 December"};
    compare(lay_out(board.picture(hall.state(), now, true), {1920, 1080}, &card), "board-services-card");
}

TEST_CASE("golden pictures: the end of the day") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board = filled(hall, now, WaitingShown::numbers);
    const auto closing =
        hall::last_closing(hall.state().plan, hall::local_day(hall.state().plan.zone, now.wall));
    REQUIRE(closing);
    now.wall = *closing - 10min;
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-closing");
}

TEST_CASE("golden pictures: a message of the staff") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board = filled(hall, now, WaitingShown::both);
    hall::PostMessage message{{{{"ru"}, "Лифт не работает. На второй этаж Вас проводит сотрудник у входа."},
                               {{"en"},
                                "The lift is out of order. The staff at the entrance will show you "
                                "the way up."}},
                              30min,
                              "repair"};
    hall.command({{"console"}, {"olga"}}, message);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-message");
    compare(lay_out(board.picture(hall.state(), now), {1080, 1920}), "board-message-upright");
    // As long as a message can be.
    message.text[{"ru"}] =
        "Уважаемые посетители, сегодня с 14 до 15 часов из-за проверки системы касса принимает "
        "только карты.";
    message.text[{"en"}] =
        "Dear visitors, today from 14 to 15 o'clock the cash desk takes cards only, because its "
        "system is being checked; if you wish to pay in cash please come after 15 o'clock or "
        "tomorrow.";
    hall.command({{"console"}, {"olga"}}, message);
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-message-long");
    compare(lay_out(board.picture(hall.state(), now), {1080, 1920}), "board-message-long-upright");
}

TEST_CASE("golden pictures: a board in Kazakh and Russian") {
    hall::Plan plan = kiosk_test::example_plan();
    plan.languages = {{"kk"}, {"ru"}};
    plan.hall.insert({{"kk"}, "Клиенттерге қызмет көрсету орталығы"});
    TestHall hall(plan);
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board = filled(hall, now, WaitingShown::numbers);
    now.wall = hall.now();
    compare(lay_out(board.picture(hall.state(), now), {1920, 1080}), "board-kazakh");
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

TEST_CASE("golden pictures: a plate through a visit and a break") {
    hall::Plan plan = kiosk_test::example_plan();
    plan.staff = {{{"anna"},
                   {{{{"ru"}, "Анна Кузнецова"}, {{"en"}, "Anna Kuznetsova"}},
                    {{{"ru"}, "Старший специалист"}, {{"en"}, "Senior specialist"}}}}};
    const hall::Author anna{{"console"}, {"anna"}};
    const hall::Author boris{{"console"}, {"boris"}};
    TestHall hall(plan);
    const platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    const auto compare_plate = [&](int window, const std::string& name) {
        Plate plate{hall::WindowId{window}};
        plate.hear(protocol::Resynchronised{1}, hall.state(), now);
        compare(lay_out(plate.picture(hall.state(), now), {1920, 1080}), name);
    };
    hall.command(boris, hall::OpenWindow{{2}});
    compare_plate(2, "plate-free");
    hall.take("refund");
    hall.command(boris, hall::CallNext{{2}});
    hall.command(boris, hall::StartService{{2}});
    compare_plate(2, "plate-serving");
    hall.command(boris, hall::FinishService{{2}, {}});
    hall.command(anna, hall::OpenWindow{{3}});
    hall.command(boris, hall::PauseWindow{{2}, plan.pause_reasons.front().id});
    compare_plate(2, "plate-break");
    hall.take("refund");
    hall.command(anna, hall::CallNext{{3}});
    compare_plate(3, "plate-named");
}
