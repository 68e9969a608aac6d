#include "display/plate.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "display/plate_view.hpp"
#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/picture_check.hpp"
#include "tests/ui/scene_check.hpp"
#include "ui/canvas.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

const hall::Author anna{{"console"}, {"anna"}};

// The plate of window 2, and the clock in the tester's hand.
struct Hall {
    TestHall hall;
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Plate plate{hall::WindowId{2}};

    explicit Hall(const hall::Plan& plan = kiosk_test::example_plan()) : hall(plan) {
        plate.hear(protocol::Resynchronised{1}, hall.state(), now);
    }
    void staff(const hall::Wish& wish) {
        hall.command(anna, wish);
        follow();
    }
    void call() {
        hall.take("refund");
        hall.call_next(2);
        follow();
    }
    void follow() { plate.hear(protocol::Followed{}, hall.state(), now); }
    PlatePicture picture() const { return plate.picture(hall.state(), now); }
};

void draw(const PlatePicture& picture, const std::string& name) {
    static ui_test::PictureCheck check;
    for (const ui::Size size :
         {ui::Size{1920, 1080}, ui::Size{1080, 1920}, ui::Size{1280, 1024}, ui::Size{768, 1366},
          ui::Size{3840, 2160}, ui::Size{1024, 600}, ui::Size{600, 1024}, ui::Size{1920, 540}}) {
        const ui::Scene scene = lay_out(picture, size);
        CAPTURE(name);
        CAPTURE(size.width);
        CHECK(ui_test::complaints_about(scene) == "");
        CHECK(check.complaints_about(scene, {}) == "");
        if (size.width > 1920) continue;
        const std::filesystem::path folder = "test-results/screens";
        std::filesystem::create_directories(folder);
        ui::Canvas canvas(scene.size);
        canvas.draw(scene);
        canvas.save_png(folder / ("plate-" + name + "-" + std::to_string(size.width) + "x" +
                                  std::to_string(size.height) + ".png"));
    }
}

}  // namespace

TEST_CASE("a plate says whom its window serves, through a whole visit") {
    Hall hall;
    CHECK(hall.picture().sign == PlateSign::closed);
    CHECK(hall.picture().kind == Words{"Специалист", "Specialist"});
    CHECK(hall.picture().says == Words{"Окно закрыто.", "The window is closed."});
    hall.staff(hall::OpenWindow{{2}});
    CHECK(hall.picture().sign == PlateSign::free);
    CHECK(hall.picture().number == "");
    CHECK(hall.picture().says.front() == "Следующий, пожалуйста. Подойдите, когда вызовут Ваш номер.");
    hall.call();
    CHECK(hall.picture().sign == PlateSign::called);
    CHECK(hall.picture().number == "C001");
    CHECK(hall.picture().lit);
    hall.staff(hall::StartService{{2}});
    CHECK(hall.picture().sign == PlateSign::serving);
    CHECK(hall.picture().number == "C001");
    CHECK(!hall.picture().lit);
    CHECK(hall.picture().window == Words{"Окно", "Window"});
    CHECK(hall.picture().window_number == "2");
    CHECK(hall.picture().kind == Words{"Старший специалист", "Senior specialist"});  // as the plan calls Anna
}

TEST_CASE("a new call blinks for five seconds, slowly, and so does a recall") {
    Hall hall;
    hall.call();
    int changes = 0;
    bool lit = hall.picture().lit;
    for (int i = 0; i < 100; ++i) {
        CHECK(hall.plate.time_left(hall.now) > 0ms);
        hall.now.steady += 50ms;
        if (hall.picture().lit != lit) ++changes;
        lit = hall.picture().lit;
    }
    CHECK(changes == 9);
    CHECK(!lit);
    CHECK(hall.plate.time_left(hall.now) == 1h);
    hall.staff(hall::Recall{{2}});
    CHECK(hall.picture().lit);
}

TEST_CASE("a call from before the screen was switched on does not blink") {
    Hall hall;
    hall.call();
    Plate later{hall::WindowId{2}};
    hall.now.wall = hall.hall.now() + 1min;
    later.hear(protocol::Resynchronised{1}, hall.hall.state(), hall.now);
    CHECK(later.picture(hall.hall.state(), hall.now).number == "C001");
    CHECK(!later.picture(hall.hall.state(), hall.now).lit);
}

TEST_CASE("a closed window names the nearest open one that does the same") {
    Hall hall;
    const auto open = [&](int window) { hall.staff(hall::OpenWindow{{window}}); };
    open(4);  // of another sort: it does nothing that window 2 does
    const auto nearest = nearest_open(hall.hall.state(), {2});
    for (const hall::Window& window : hall.hall.state().plan.windows)
        if (nearest && window.id == *nearest) CHECK(hall::serves(window, {"refund"}));
    open(3);
    CHECK(nearest_open(hall.hall.state(), {2}) == hall::WindowId{3});
    CHECK(hall.picture().says == Words{"Окно закрыто. Ближайшее открытое окно:\u00a03",
                                       "The window is closed. The nearest open window:\u00a03"});
    open(1);
    CHECK(nearest_open(hall.hall.state(), {2}) == hall::WindowId{1});  // as near, and the lower number
    open(2);
    hall.staff(hall::PauseWindow{{2}, hall.hall.state().plan.pause_reasons.front().id});
    CHECK(hall.picture().sign == PlateSign::on_break);
    CHECK(hall.picture().says.front() == "Перерыв. Ближайшее открытое окно:\u00a01");
}

TEST_CASE("a plate that hears nothing shows no number, and says what it does not know") {
    Hall hall;
    hall.call();
    hall.plate.hear(protocol::LinkLost{}, hall.hall.state(), hall.now);
    CHECK(hall.picture().sign == PlateSign::away);
    CHECK(hall.picture().number == "");
    CHECK(hall.picture().says.back() == "Connection lost. Please ask at the window.");
    hall.follow();
    CHECK(hall.picture().number == "C001");
    CHECK(hall.plate.picture(hall::State{}, hall.now).sign == PlateSign::connecting);
    const Plate nowhere{hall::WindowId{99}};
    CHECK(nowhere.picture(hall.hall.state(), hall.now).sign == PlateSign::unknown);
}

TEST_CASE("a plate that nobody has let in shows its fingerprint, and never again after an answer") {
    Plate plate{hall::WindowId{2}};
    plate.introduce({"display-2", "K7QF-2M9X-0BTR-H4ZC"});
    CHECK_FALSE(plate.picture({}, {}).name_tag);
    plate.hear(protocol::LinkLost{}, {}, {});
    REQUIRE(plate.picture({}, {}).name_tag);
    CHECK(plate.picture({}, {}).name_tag->fingerprint == "K7QF-2M9X-0BTR-H4ZC");
    plate.hear(protocol::Resynchronised{1}, {}, {});
    plate.hear(protocol::LinkLost{}, {}, {});
    CHECK_FALSE(plate.picture({}, {}).name_tag);
}

TEST_CASE("every state of a plate is readable on every screen in each language") {
    for (const char* language : {"ru", "en", "be", "kk", "tg", "uz"}) {
        hall::Plan plan = kiosk_test::example_plan();
        plan.languages = {{language}, {language == std::string("ru") ? "en" : "ru"}};
        Hall hall(plan);
        const auto draw = [&](const PlatePicture& picture, const std::string& state) {
            ::draw(picture, (language == std::string("ru") ? "" : language + std::string("-")) + state);
        };
        draw(hall.plate.picture(hall::State{}, hall.now), "connecting");
        Plate stranger{hall::WindowId{2}};
        stranger.introduce({"display-at-the-entrance", "WWWW-MMMM-WWWW-MMMM"});
        stranger.hear(protocol::LinkLost{}, {}, hall.now);
        hall::State unknown;
        unknown.plan.languages = plan.languages;  // as it would be said in them: the plate knows none yet
        draw(stranger.picture(unknown, hall.now), "stranger");
        draw(hall.picture(), "closed");
        hall.staff(hall::OpenWindow{{3}});
        draw(hall.picture(), "closed-nearest");
        hall.staff(hall::OpenWindow{{2}});
        draw(hall.picture(), "free");
        hall.call();
        draw(hall.picture(), "called");
        hall.now.steady += Board::blink;
        draw(hall.picture(), "called-unlit");
        hall.staff(hall::StartService{{2}});
        draw(hall.picture(), "serving");
        hall.plate.hear(protocol::LinkLost{}, hall.hall.state(), hall.now);
        draw(hall.picture(), "lost");
        draw(Plate{hall::WindowId{99}}.picture(hall.hall.state(), hall.now), "unknown");
    }
}

TEST_CASE("a plate names who works there only where the plan says so, and only while they do") {
    hall::Plan plan = kiosk_test::example_plan();
    plan.staff = {{{"anna"},
                   {{{{"ru"}, "Анна Кузнецова"}, {{"en"}, "Anna Kuznetsova"}},
                    {{{"ru"}, "Старший специалист"}, {{"en"}, "Senior specialist"}}}}};
    Hall hall(plan);
    CHECK(hall.picture().person.empty());
    hall.staff(hall::OpenWindow{{2}});
    CHECK(hall.picture().person == Words{"Анна Кузнецова", "Anna Kuznetsova"});
    CHECK(hall.picture().kind == Words{"Старший специалист", "Senior specialist"});
    draw(hall.picture(), "named-free");
    hall.call();
    draw(hall.picture(), "named-called");
    hall.staff(hall::StartService{{2}});
    draw(hall.picture(), "named-serving");
    plan.staff[0].nameplate.position.clear();
    hall.staff(hall::AdoptPlan{plan});
    CHECK(hall.picture().kind == Words{"Специалист", "Specialist"});
    CHECK(hall.picture().person == Words{"Анна Кузнецова", "Anna Kuznetsova"});
    plan.staff[0].id = {"boris"};
    hall.staff(hall::AdoptPlan{plan});
    CHECK(hall.picture().person.empty());
}
