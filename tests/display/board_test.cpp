#include "display/board.hpp"

#include <doctest/doctest.h>

#include "display/calendar.hpp"
#include "hall/board.hpp"
#include "hall/schedule.hpp"
#include "tests/kiosk/kiosk_hall.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

// Of the example's window 2; a board that the plan does not name knows no way there.
const AreaMark left_wing{"I", hall::AreaColour::blue, std::nullopt};

// A board that follows a hall from its start, and the clock in the tester's hand.
struct Hall {
    TestHall hall{kiosk_test::example_plan()};
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board{4};

    bool begin() { return !board.hear(protocol::Resynchronised{1}, hall.state(), now).empty(); }
    bool follow() { return !board.hear(protocol::Followed{}, hall.state(), now).empty(); }
    void wait(std::chrono::milliseconds time) {
        now.wall += time;
        now.steady += time;
    }
    Picture picture() { return board.picture(hall.state(), now); }
};

}  // namespace

TEST_CASE("a new call is shown at the top, lit, and rings once") {
    Hall hall;
    hall.hall.take("refund");
    hall.hall.take("debt");
    CHECK(!hall.begin());
    hall.hall.call_next(2);
    CHECK(hall.follow());
    CHECK(!hall.follow());
    REQUIRE(hall.picture().calls.size() == 1);
    CHECK(hall.picture().calls[0] == CallLine{"C001", "2", true, true, true, left_wing});
    CHECK(hall.picture().waiting == std::vector<std::string>{"C002"});
    hall.hall.call_next(3);
    CHECK(hall.follow());
    CHECK(hall.picture().calls[0].number == "C002");
    CHECK(hall.picture().calls[1].number == "C001");
}

TEST_CASE("a fresh call blinks at 1 Hz for five seconds and then stands still") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.call_next(2);
    hall.follow();
    int changes = 0;
    bool lit = hall.picture().calls[0].lit;
    CHECK(lit);
    for (int i = 0; i < 100; ++i) {
        const auto left = hall.board.time_left(hall.now);
        hall.wait(50ms);
        const CallLine line = hall.picture().calls[0];
        if (line.lit != lit) ++changes;
        if (line.lit != lit && line.fresh) CHECK(left <= 50ms);  // the loop was told to wake for it
        lit = line.lit;
    }
    CHECK(changes <= 2 * 3 * 5);  // below 3 Hz
    CHECK(changes == 9);
    CHECK(!hall.picture().calls[0].fresh);
    CHECK(hall.board.time_left(hall.now) > 5s);
    const Picture still = hall.picture();
    hall.wait(3s);
    CHECK(hall.picture() == still);
}

TEST_CASE("a recall rings and is lit anew") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.call_next(2);
    CHECK(hall.follow());
    hall.wait(10s);
    CHECK(!hall.picture().calls[0].fresh);
    hall.hall.command({{"console"}, {"anna"}}, hall::Recall{{2}});
    CHECK(hall.follow());
    CHECK(hall.picture().calls[0].fresh);
    CHECK(hall.picture().calls.size() == 1);
}

TEST_CASE("calls that come together are told in the order they were made") {
    Hall hall;
    hall.begin();
    for (const char* service : {"refund", "debt"}) hall.hall.take(service);
    hall.hall.call_next(2);
    hall.hall.call_next(3);
    const auto made = hall.board.hear(protocol::Followed{}, hall.hall.state(), hall.now);
    REQUIRE(made.size() == 2);
    CHECK(made[0].window == hall::WindowId{2});
    CHECK(made[1].window == hall::WindowId{3});
}

TEST_CASE("a call that is read aloud blinks again with the words") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.call_next(2);
    hall.follow();
    hall.wait(10s);
    CHECK(!hall.picture().calls[0].fresh);
    hall.board.flash({"C", 1}, hall.now);
    CHECK(hall.picture().calls[0].lit);
    hall.wait(Board::fresh_for);
    CHECK(!hall.picture().calls[0].fresh);
}

TEST_CASE("a call whose visitor has come grows quiet and stays in the list") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.call_next(2);
    hall.follow();
    hall.hall.command({{"console"}, {"anna"}}, hall::StartService{{2}});
    CHECK(!hall.follow());
    hall.wait(6s);
    CHECK(hall.picture().calls[0] == CallLine{"C001", "2", false, false, false, left_wing});
}

TEST_CASE("calls from before the board was switched on do not ring") {
    Hall hall;
    hall.hall.take("refund");
    hall.hall.call_next(2);
    CHECK(!hall.begin());
    CHECK(!hall.picture().calls[0].fresh);
}

TEST_CASE("after a lost link only a call that is not older than half a minute rings") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.take("refund");
    hall.board.hear(protocol::LinkLost{}, hall.hall.state(), hall.now);
    CHECK(hall.picture().banner == Words{"Связь потеряна. Пожалуйста, смотрите на таблички у окон.",
                                         "Connection lost. Please look at the window plates."});
    hall.hall.call_next(2);
    SUBCASE("a recent call") {
        hall.now.wall = hall.hall.now() + 20s;
        CHECK(hall.board.hear(protocol::Resynchronised{9}, hall.hall.state(), hall.now).size() == 1);
        CHECK(hall.picture().calls[0].fresh);
    }
    SUBCASE("an old call") {
        hall.now.wall = hall.hall.now() + 40s;
        CHECK(hall.board.hear(protocol::Resynchronised{9}, hall.hall.state(), hall.now).empty());
        CHECK(!hall.picture().calls[0].fresh);
        CHECK(!hall.follow());  // and does not ring later either
    }
    CHECK(hall.picture().banner.empty());
}

TEST_CASE(
    "calls that come faster than there are rows take turns: each is seen at once, and for fifteen seconds") {
    Hall hall;
    hall.begin();
    std::map<std::string, std::chrono::milliseconds> seen;
    const auto look_on = [&](std::chrono::milliseconds time) {
        for (std::chrono::milliseconds passed{}; passed < time; passed += 100ms) {
            const Picture picture = hall.picture();
            CHECK(picture.rows == 4);
            CHECK(picture.calls.size() <= 4);
            for (const CallLine& call : picture.calls) seen[call.number] += 100ms;
            hall.wait(100ms);
        }
    };
    const std::pair<const char*, int> served[] = {
        {"refund", 2}, {"debt", 3}, {"contract", 4}, {"payment", 7}};
    for (int i = 0; i < 12; ++i) {
        const auto [service, window] = served[i % 4];
        hall.hall.set_clock(hall.now.wall);
        hall.hall.take(service);
        if (i >= 4) hall.hall.command({{"console"}, {"anna"}}, hall::FinishService{{window}, {}});
        hall.hall.call_next(window);
        hall.follow();
        CHECK(hall.picture().calls[0].number == hall::to_string(hall.hall.state().calls.front().number));
        look_on(1200ms);
    }
    look_on(90s);
    CHECK(seen.size() == 12);
    for (const auto& [number, time] : seen) {
        CAPTURE(number);
        CHECK(time >= 15s);
    }
    CHECK(hall.board.time_left(hall.now) > 1s);  // at rest again
}

TEST_CASE("a board of a quiet wing keeps its last calls, however many are called elsewhere") {
    Hall hall;
    hall.board = Board(4, {hall::WindowId{2}});
    hall.begin();
    const auto call = [&](const char* service, int window, bool first) {
        hall.wait(1min);
        hall.hall.set_clock(hall.now.wall);
        if (!first) hall.hall.command({{"console"}, {"anna"}}, hall::FinishService{{window}, {}});
        hall.hall.take(service);
        hall.hall.call_next(window);
    };
    for (int i = 0; i < 3; ++i) call("refund", 2, i == 0);
    for (int i = 0; i < 40; ++i) call("payment", 7, i == 0);
    hall.follow();
    CHECK(hall.picture().calls.size() == 3);
}

TEST_CASE("who waits may be counted by service, with the time it will take while that is known") {
    Hall hall;
    hall.board = Board(4, {}, WaitingShown::services);
    hall.begin();
    for (const char* service : {"refund", "contract", "contract"}) hall.hall.take(service);
    hall::Forecast forecast;
    forecast.services[{"contract"}] = {20min, 16min, 24min};
    forecast.services[{"refund"}] = {2min, 0s, 4min};
    hall.board.hear(protocol::Forecasted{forecast}, hall.hall.state(), hall.now);
    auto services = hall.picture().services;
    REQUIRE(services.size() == 2);
    const hall::Text& name = hall::find(hall.hall.state().plan, hall::ServiceId{"contract"})->name;
    CHECK(services[0].name == Words{name.at({"ru"}), name.at({"en"})});
    CHECK(services[0].waiting == "2");
    CHECK(services[0].wait == Words{"15–25 мин", "15–25 min"});
    CHECK(services[1].waiting == "1");
    CHECK(services[1].wait == Words{"до 5 мин", "up to 5 min"});
    CHECK(hall.board.time_left(hall.now) <= protocol::FreshForecast::believed);
    hall.wait(protocol::FreshForecast::believed);
    services = hall.picture().services;
    REQUIRE(services.size() == 2);
    CHECK(services[0].wait.empty());
    hall.board = Board(4, {{2}}, WaitingShown::services);
    hall.begin();
    CHECK(hall.picture().services.size() == 1);
}

namespace {

// Somebody waits for so many services, the plan's first; for the first of them most.
void take_for(Hall& hall, std::size_t services) {
    for (std::size_t i = 0; i < services; ++i)
        for (std::size_t tickets = services - i; tickets > 0; --tickets)
            hall.hall.take(hall.hall.state().plan.services[i].id.value);
    hall.follow();
}

// What is on the board for this long, and how often the loop is told to wake for another page.
struct Pages {
    std::vector<std::string> numbers;  // services of each page: their counts, "14 13 12"; or the first number
    int turns = 0;
};

Pages look_on(Hall& hall, std::chrono::seconds time, bool has_playlist = false) {
    Pages pages;
    std::string before;
    for (const auto until = hall.now.steady + time; hall.now.steady < until;) {
        const Picture picture = hall.board.picture(hall.hall.state(), hall.now, has_playlist);
        std::string page;
        for (const ServiceLine& line : picture.services) page += (page.empty() ? "" : " ") + line.waiting;
        if (picture.services.empty() && !picture.waiting.empty()) page = picture.waiting.front();
        if (page != before) pages.numbers.push_back(page);
        before = page;
        const auto left = hall.board.time_left(hall.now);
        if (left <= Board::page) ++pages.turns;
        hall.wait(std::max(left, 1ms));
    }
    return pages;
}

}  // namespace

TEST_CASE("beside the numbers stand the services, and they turn their pages when not all fit") {
    Hall hall;
    hall.now.wall = std::chrono::floor<std::chrono::minutes>(hall.now.wall);
    hall.now.wall -= hall.now.wall.time_since_epoch() % (Board::page * 30);  // both a minute and a page begin
    hall.begin();
    take_for(hall, 3);
    CHECK(hall.picture().services.size() == 3);
    CHECK(hall.picture().services_page.empty());
    CHECK(hall.picture().waiting.size() == Board::waiting_beside_services);
    CHECK(hall.picture().waiting_more == "+ 2");
    const Picture still = hall.picture();
    CHECK(hall.board.time_left(hall.now) == 1min);  // nothing turns, so nothing is drawn again
    hall.wait(Board::page);
    CHECK(hall.picture() == still);

    Hall busy;
    busy.now.wall = hall.now.wall - Board::page;
    busy.begin();
    take_for(busy, 7);
    CHECK(busy.picture().services_page == "1/3");
    busy.wait(1s);
    CHECK(busy.picture().services_page == "1/3");
    CHECK(busy.board.time_left(busy.now) == Board::page - 1s);
    busy.wait(-1s);
    const Pages pages = look_on(busy, 4 * Board::page);
    CHECK(pages.numbers == std::vector<std::string>{"7 6", "5 4", "3 2 1", "7 6"});
    CHECK(pages.turns == 4);
    CHECK(busy.picture().waiting.size() == Board::waiting_beside_services);  // the numbers stay
}

TEST_CASE("a board of services alone turns its pages, too: nobody's service is left out") {
    Hall hall;
    hall.board = Board(4, {}, WaitingShown::services);
    hall.begin();
    take_for(hall, 5);
    CHECK(hall.picture().services_page.empty());
    CHECK(hall.picture().waiting.empty());
    hall.board = Board(4, {}, WaitingShown::services);
    hall.begin();
    take_for(hall, 8);
    std::set<std::string> seen;
    for (int turn = 0; turn < 2; ++turn, hall.wait(Board::page)) {
        CHECK(hall.picture().services.size() <= Board::services_at_most);
        for (const ServiceLine& line : hall.picture().services) seen.insert(line.name.front());
    }
    CHECK(seen.size() == 8);
}

TEST_CASE(
    "beside the playlist stand as many services as there is room for, and the numbers in turn with them") {
    Hall hall;
    hall.now.wall -= hall.now.wall.time_since_epoch() % (Board::page * 30);
    hall.begin();
    take_for(hall, 3);
    const Pages pages = look_on(hall, 3 * Board::page, true);
    const std::string first = hall::to_string(hall::board(hall.hall.state(), 0, 1).waiting.front());
    CHECK(pages.numbers == std::vector<std::string>{first, "3", "2 1"});
    hall.board = Board(4, {}, WaitingShown::services);
    hall.begin();
    CHECK(look_on(hall, 2 * Board::page, true).numbers == std::vector<std::string>{"2 1", "3"});
    hall.board = Board(4, {}, WaitingShown::numbers);
    hall.begin();
    CHECK(look_on(hall, 2 * Board::page, true).numbers == std::vector<std::string>{first});
    CHECK(hall.board.time_left(hall.now) > Board::page);
}

TEST_CASE("a board of some windows shows and rings their calls alone, and who waits for them") {
    Hall hall;
    hall.board = Board(4, {{4}});
    hall.begin();
    hall.hall.take("refund");
    hall.hall.take("contract");
    hall.hall.take("contract");
    CHECK(hall.picture().waiting == std::vector<std::string>{"E001", "E002"});
    hall.hall.call_next(2);
    CHECK(!hall.follow());
    CHECK(hall.picture().calls.empty());
    hall.hall.call_next(4);
    CHECK(hall.follow());
    REQUIRE(hall.picture().calls.size() == 1);
    CHECK(hall.picture().calls[0].number == "E001");
    CHECK(hall.picture().waiting == std::vector<std::string>{"E002"});
}

TEST_CASE("the end of the day is announced before it comes, and when it has") {
    Hall hall;
    const auto at = [&](std::chrono::minutes utc) {
        hall.now.wall = hall::Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + utc};
        return hall.picture().notice;
    };
    hall.hall.take("refund");
    const auto closing = hall::last_closing(
        hall.hall.state().plan, hall::LocalDay{std::chrono::local_days{std::chrono::year{2026} / 11 / 24}});
    REQUIRE(closing);
    const auto utc =
        std::chrono::floor<std::chrono::minutes>(*closing - std::chrono::floor<std::chrono::days>(*closing));
    CHECK(at(utc - 31min).empty());
    CHECK(at(utc - 30min).size() == 2);
    CHECK(at(utc - 30min).front().starts_with("Сегодня талоны выдаются до "));
    CHECK(at(utc).front() == "Выдача талонов окончена. Всех, у кого есть талон, примут.");
}

TEST_CASE(
    "a message of the staff stands on the board until it is withdrawn, and takes turns with the day's end") {
    Hall hall;
    hall.begin();
    hall.hall.take("refund");
    hall.hall.call_next(2);
    const std::size_t calls = hall.picture().calls.size();
    hall.hall.command(
        {{"console"}, {"olga"}},
        hall::PostMessage{
            {{{"ru"}, "Лифт не работает."}, {{"en"}, "The lift is out of order."}}, 30min, "repair"});
    const Words message{"Лифт не работает.", "The lift is out of order."};
    CHECK(hall.picture().notice == message);
    CHECK(hall.picture().is_message);
    CHECK(hall.picture().calls.size() == calls);
    CHECK_FALSE(hall.board.picture(hall.hall.state(), hall.now, true).beside_playlist);

    const auto closing = hall::last_closing(
        hall.hall.state().plan, hall::LocalDay{std::chrono::local_days{std::chrono::year{2026} / 11 / 24}});
    REQUIRE(closing);
    hall.now.wall = *closing - 10min;
    int of_message = 0;
    for (int page = 0; page < 4; ++page) {
        of_message += hall.picture().notice == message;
        CHECK(hall.board.time_left(hall.now) <= Board::page);
        hall.wait(hall.board.time_left(hall.now));
    }
    CHECK(of_message == 2);

    hall.hall.command({{"console"}, {"olga"}}, hall::WithdrawMessage{"mended"});
    CHECK(hall.picture().notice.front().starts_with("Сегодня талоны выдаются до "));
    CHECK_FALSE(hall.picture().is_message);
}

TEST_CASE("the board says what it does not know") {
    Board fresh(4);
    const Picture nothing = fresh.picture(hall::State{}, {});
    CHECK(nothing.connecting);
    CHECK(nothing.banner.size() == 2);
    Hall hall;
    hall.begin();
    CHECK(hall.picture().no_calls == Words{"Вызовов пока нет", "No calls yet"});
    CHECK(hall.picture().nobody_waiting == Words{"Никто не ожидает", "Nobody is waiting"});
}

TEST_CASE(
    "a board that nobody has let in shows the administrator its name and its fingerprint, once it has "
    "waited") {
    Board board(4);
    board.introduce({"display-2", "K7QF-2M9X-0BTR-H4ZC"});
    CHECK_FALSE(board.picture({}, {}).name_tag);
    board.hear(protocol::LinkLost{}, {}, {});
    CHECK(board.picture({}, {}).name_tag ==
          ui::NameTag{{"Для администратора: отпечаток ключа этого устройства",
                       "For the administrator: this device's fingerprint"},
                      "display-2",
                      "K7QF-2M9X-0BTR-H4ZC"});
    board.hear(protocol::Resynchronised{1}, {}, {});
    board.hear(protocol::LinkLost{}, {}, {});
    CHECK_FALSE(board.picture({}, {}).name_tag);  // it has been let in: only the link is lost
}

TEST_CASE("a long waiting list is cut and the rest counted") {
    Hall hall;
    hall.begin();
    for (int i = 0; i < 20; ++i) hall.hall.take("refund");
    CHECK(hall.picture().waiting_more == "+ 16");
    hall.board = Board(4, {}, WaitingShown::numbers);
    hall.begin();
    CHECK(hall.picture().waiting.size() == Board::waiting_at_most);
    CHECK(hall.picture().waiting.front() == "C001");
    CHECK(hall.picture().waiting_more == "+ 4");
}

TEST_CASE("clock and date are those of the hall's zone, in both languages") {
    Hall hall;
    CHECK(hall.picture().clock == "10:42");  // Moscow, UTC+3
    CHECK(hall.picture().date == Words{"вторник, 24 ноября", "Tuesday, 24 November"});
    hall.now.wall = hall::Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + 21h + 5min};
    CHECK(hall.picture().clock == "0:05");
    CHECK(hall.picture().date == Words{"пятница, 1 января", "Friday, 1 January"});
    CHECK(hall.board.time_left(hall.now) == 1min);
}
