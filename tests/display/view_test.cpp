#include "display/view.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "hall/schedule.hpp"
#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/picture_check.hpp"
#include "tests/ui/scene_check.hpp"
#include "ui/canvas.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

const ui::Size board_sizes[] = {{1920, 1080}, {1080, 1920}, {1280, 1024}, {768, 1366}, {3840, 2160}};

// One for all boards: what two of them have in common is painted once.
ui_test::PictureCheck& picture_check() {
    static ui_test::PictureCheck check;
    return check;
}

void check_scene(const ui::Scene& scene, const std::string& name) {
    CAPTURE(name);
    CAPTURE(scene.size.width);
    CHECK(ui_test::complaints_about(scene) == "");
    CHECK(picture_check().complaints_about(scene, {}) == "");
    CHECK(scene.targets.empty());
    if (scene.size.width > 1920) return;
    const std::filesystem::path folder = "test-results/screens";
    std::filesystem::create_directories(folder);
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    canvas.save_png(folder / (name + "-" + std::to_string(scene.size.width) + "x" +
                              std::to_string(scene.size.height) + ".png"));
}

void check(const Picture& picture, const std::string& name, ui::Size size, const Slide* slide) {
    check_scene(lay_out(picture, size, slide), "board-" + name);
}

void check_everywhere(const Picture& picture, const std::string& name, const Slide* slide = nullptr) {
    for (const ui::Size size : board_sizes) check(picture, name, size, slide);
}

// A picture of some colours, as a hall's office might make one.
ui::Bitmap a_picture(const std::filesystem::path& file, ui::Size room) {
    ui::Scene scene;
    scene.size = {1600, 900};
    scene.background = {240, 236, 220};
    scene.elements = {ui::Panel{{120, 500, 260, 300}, {40, 110, 180}, 20, 0, {}},
                      ui::Panel{{520, 340, 260, 460}, {220, 120, 40}, 20, 0, {}},
                      ui::Panel{{920, 160, 260, 640}, {60, 140, 90}, 20, 0, {}}};
    std::filesystem::create_directories(file.parent_path());
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    canvas.save_png(file);
    return ui::Bitmap(file, room);
}

// A hall whose first language is this one, and Russian the other; for Russian itself English.
hall::Plan plan_in(const std::string& language) {
    hall::Plan plan = kiosk_test::example_plan();
    plan.languages = {{language}, {language == "ru" ? "en" : "ru"}};
    return plan;
}

void check_states_in(const std::string& language) {
    TestHall hall(plan_in(language));
    const auto check_everywhere = [&](const Picture& picture, const std::string& state) {
        ::check_everywhere(picture, (language == "ru" ? "" : language + "-") + state);
    };
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4);
    check_everywhere(board.picture(hall::State{}, now), "connecting");
    Board stranger(4);
    stranger.introduce({"display-at-the-entrance", "WWWW-MMMM-WWWW-MMMM"});
    stranger.hear(protocol::LinkLost{}, {}, now);
    hall::State unknown;
    unknown.plan.languages = hall.state().plan.languages;  // in them, though the board knows none yet
    check_everywhere(stranger.picture(unknown, now), "stranger");
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

}  // namespace

TEST_CASE("every state of the board is readable on every screen in each language") {
    for (const char* language : {"ru", "en", "be", "kk", "tg", "uz"}) check_states_in(language);
    CHECK(picture_check().measured() > 1000);  // or nothing was looked at
}

TEST_CASE("a card of the playlist stands beside the calls on every screen") {
    TestHall hall(kiosk_test::example_plan());
    const platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4, {}, WaitingShown::numbers);
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    for (int i = 0; i < 30; ++i) hall.take("refund");
    hall.call_next(2);
    hall.call_next(3);
    board.hear(protocol::Followed{}, hall.state(), now);
    const platform::Instant later{now.wall + 1min, now.steady + 1min};
    const Picture picture = board.picture(hall.state(), later, true);
    REQUIRE(picture.beside_playlist);
    CHECK(picture.waiting_more == "+ 21");

    Slide words;
    words.title = {"С 1 декабря изменяются тарифы", "Tariffs change on 1 December"};
    words.text = {
        "Новые тарифы напечатаны на обороте счёта и висят у входа. Спросите о них у консультанта.",
        "You find the new tariffs on the back of your bill and at the entrance. Please ask a consultant."};
    check_everywhere(picture, "card", &words);
    words.mark = {"Реклама", "Advertisement"};
    words.text.clear();
    check_everywhere(picture, "card-title", &words);

    const std::filesystem::path file = "test-results/screens/tariffs.png";
    for (const ui::Size size : board_sizes) {
        const ui::Bitmap bitmap = a_picture(file, picture_room(size, true, true));
        Slide slide;
        slide.mark = {"Реклама", "Advertisement"};
        slide.title = {"Тарифы с 1 декабря", "Tariffs from 1 December"};
        slide.bitmap = &bitmap;
        slide.id = bitmap.id();
        check(picture, "picture", size, &slide);
    }
    check_everywhere(board.picture(hall::State{}, later, true), "connecting-with-playlist", &words);
}

TEST_CASE("the services somebody waits for are readable on every screen") {
    TestHall hall(kiosk_test::example_plan());
    const platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    hall::Forecast forecast;
    for (const hall::Service& service : hall.state().plan.services) {
        forecast.services[service.id] = {70min, 60min, 85min};
        for (int i = 0; i < (service.name.at({"ru"}).size() > 40 ? 12 : 1); ++i) hall.take(service.id.value);
    }
    Slide words;
    words.title = {"С 1 декабря изменяются тарифы", "Tariffs change on 1 December"};
    for (const WaitingShown shown : {WaitingShown::services, WaitingShown::both}) {
        Board board(4, {}, shown);
        board.hear(protocol::Resynchronised{1}, hall.state(), now);
        board.hear(protocol::Forecasted{forecast}, hall.state(), now);
        const std::string name = shown == WaitingShown::both ? "services-numbers" : "services";
        std::size_t full = 0;
        for (int turn = 0; turn < 2; ++turn) {
            const platform::Instant then{now.wall + turn * Board::page, now.steady};
            const Picture picture = board.picture(hall.state(), then);
            full += picture.services.size() == picture.services_room ? 1U : 0U;
            check_everywhere(picture, name + "-" + std::to_string(turn));
            check_everywhere(board.picture(hall.state(), then, true), name + "-card-" + std::to_string(turn),
                             &words);
        }
        CHECK(full > 0);
    }
}

TEST_CASE("the end of the day is readable on every screen in each language") {
    for (const char* language : {"ru", "en", "be", "kk", "tg", "uz"}) {
        TestHall hall(plan_in(language));
        platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
        Board board(4);
        board.hear(protocol::Resynchronised{1}, hall.state(), now);
        hall.take("refund");
        hall.call_next(2);
        board.hear(protocol::Followed{}, hall.state(), now);
        const auto closing =
            hall::last_closing(hall.state().plan, hall::local_day(hall.state().plan.zone, now.wall));
        REQUIRE(closing);
        now = {*closing - 10min, now.steady + 1min};
        CHECK(!board.picture(hall.state(), now, true).beside_playlist);
        const std::string name = language == std::string("ru") ? "" : language + std::string("-");
        check_everywhere(board.picture(hall.state(), now), name + "soon-closing");
        now.wall = *closing;
        check_everywhere(board.picture(hall.state(), now), name + "closing");
    }
}

TEST_CASE("a call takes the room of the playlist as long as it is new") {
    TestHall hall(kiosk_test::example_plan());
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Board board(4);
    board.hear(protocol::Resynchronised{1}, hall.state(), now);
    CHECK(board.picture(hall.state(), now, true).beside_playlist);
    CHECK(!board.picture(hall.state(), now).beside_playlist);
    hall.take("refund");
    hall.call_next(2);
    board.hear(protocol::Followed{}, hall.state(), now);
    const Picture fresh = board.picture(hall.state(), now, true);
    CHECK(!fresh.beside_playlist);
    CHECK(fresh == board.picture(hall.state(), now));
    now.steady += Board::fresh_for;
    CHECK(board.picture(hall.state(), now, true).beside_playlist);
    board.hear(protocol::LinkLost{}, hall.state(), now);
    CHECK(!board.picture(hall.state(), now, true).beside_playlist);
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
