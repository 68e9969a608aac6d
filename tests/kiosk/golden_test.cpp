// Each kind of screen in Russian on a kiosk of 1080x1920, and what most visitors see in large letters and
// high contrast, against pictures somebody has looked at (tests/kiosk/golden).
#include <doctest/doctest.h>

#include <set>

#include "hall/capacity.hpp"

#include "tests/kiosk/view_walk.hpp"
#include "tests/ui/golden_pictures.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace okno::kiosk_test;
using namespace std::chrono_literals;

namespace {

const StandingKiosk upright{{{1080, 1920}, {32, 700}}};
const Mode plain{"", {}};
const Mode large_contrast{"-large-contrast", {true, true, false}};
const Mode low{"-low", {false, false, true}};

// Which kinds have been compared.
std::set<ScreenKind>& kinds() {
    static std::set<ScreenKind> seen;
    return seen;
}

void compare(const Screen& screen, const std::string& name) {
    static const ui_test::GoldenPictures pictures("tests/kiosk/golden");
    kinds().insert(screen.kind);
    CHECK(ui_test::compare_or_renew(pictures, lay_out(screen, upright.place, {}), name) == "");
}

struct Gallery {
    Walk walk;

    explicit Gallery(const hall::Plan& plan) : walk(plan) {}

    void set_clock(std::chrono::year_month_day date, std::chrono::minutes time_of_day) {
        const hall::LocalDay day{std::chrono::sys_days{date}.time_since_epoch()};
        walk.now.wall = hall::instant_of(walk.hall.state().plan.zone, hall::LocalTime{day + time_of_day});
        walk.hall.set_clock(walk.now.wall);
        walk.later(0ms);
    }
    void show(const std::string& name, const std::vector<Mode>& in = {plain}) {
        for (const Mode& mode : in) compare(walk.screen_on(upright, mode), name + mode.name);
    }
};

void show_visit() {
    Gallery gallery(whole_example_plan());
    Walk& walk = gallery.walk;
    for (int i = 0; i < 5; ++i) walk.hall.take(i < 4 ? "refund" : "debt");
    gallery.show("welcome", {plain, large_contrast, low});
    walk.touch("language:ru");
    gallery.show("groups", {plain, large_contrast});
    walk.touch("aids");
    gallery.show("aids");
    walk.touch("back");
    walk.touch("group:accounts");
    walk.tell_waits();
    gallery.show("services", {plain, large_contrast, low});
    walk.later(Flow::warn_after + 500ms);
    gallery.show("still-there");
    walk.flow.stir(walk.now);
    walk.later(500ms);
    walk.touch("service:refund");
    gallery.show("category");
}

void show_aids_in_use() {
    Gallery gallery(example_plan());
    Walk& walk = gallery.walk;
    walk.touch("language:ru");
    for (const char* action : {"aids", "aid:large", "aid:contrast"}) walk.touch(action);
    gallery.show("aids", {large_contrast});
}

void show_ticket() {
    Gallery gallery(example_plan());
    Walk& walk = gallery.walk;
    for (int i = 0; i < 5; ++i) walk.hall.take(i < 4 ? "refund" : "debt");
    walk.touch("language:ru");
    walk.touch("group:accounts");
    const Orders orders = walk.touch("service:refund");
    REQUIRE(orders.size() == 1);
    gallery.show("taking");
    const auto entries = walk.hall.command({{"kiosk-1"}, {}}, hall::TakeTicket{{"refund"}, {"ru"}});
    walk.flow.hear(protocol::Answered{std::get<Take>(orders.front()).touch.id, entries}, walk.hall.state(),
                   walk.now);
    walk.hall.report(walk.hall.state().last_ticket, hall::Print::printed);
    walk.tell_waits();
    gallery.show("ticket", {plain, large_contrast});
}

void show_refusal() {
    Gallery gallery(example_plan());
    Walk& walk = gallery.walk;
    walk.touch("language:ru");
    walk.touch("group:accounts");
    const Orders orders = walk.touch("service:refund");
    const protocol::Refusal refusal{"unknown_service",
                                    {{{"ru"}, "Такой услуги больше нет. Пожалуйста, выберите ещё раз."}}};
    walk.flow.hear(protocol::Answered{std::get<Take>(orders.at(0)).touch.id, tl::make_unexpected(refusal)},
                   walk.hall.state(), walk.now);
    gallery.show("refused");
}

void show_closed_doors() {
    Gallery gallery(whole_example_plan());
    gallery.set_clock(std::chrono::year{2026} / 12 / 31, 20h);
    gallery.show("closed", {plain, large_contrast});
    gallery.set_clock(std::chrono::year{2027} / 1 / 13, 17h + 40min);
    gallery.walk.touch("language:ru");
    gallery.walk.touch("group:cash-desk");
    gallery.walk.touch("service:payment");
    gallery.show("service-closed");
    gallery.walk.touch("home");
    gallery.walk.hall.take("refund");
    gallery.set_clock(std::chrono::year{2027} / 1 / 13, 18h + 5min);
    gallery.show("closing", {plain, large_contrast});
}

void show_closed_for_today() {
    Gallery gallery(whole_example_plan());
    gallery.set_clock(std::chrono::year{2026} / 11 / 24, 12h);
    gallery.walk.hall.command({{"console"}, {"olga"}},
                              hall::CloseService{{"payment"}, "the cash is counted"});
    gallery.walk.touch("language:ru");
    gallery.walk.touch("group:cash-desk");
    gallery.show("services-closed-today", {plain, large_contrast});
    gallery.walk.touch("service:payment");
    gallery.show("service-closed-today", {plain, large_contrast});
}

void show_besides() {
    Gallery gallery(example_plan());
    Walk& walk = gallery.walk;
    for (int i = 0; i < 5; ++i) walk.hall.take("meter-reading");
    walk.tell_waits();
    walk.touch("language:ru");
    walk.touch("group:readings");
    walk.touch("service:meter-reading");
    gallery.show("details", {plain, large_contrast});
    walk.touch("back");
    walk.touch("number");
    walk.touch("digit:2");
    walk.touch("digit:4");
    gallery.show("service-number", {plain, large_contrast, low});
    walk.touch("back");
    walk.touch("staff");
    gallery.show("staff");
}

void show_rating() {
    Gallery gallery(in_all_languages(example_plan()));
    Walk& walk = gallery.walk;
    walk.hall.serve("refund", 2);
    walk.hall.serve("meter-reading", 2);
    walk.now.wall = walk.hall.now();
    walk.touch("rate");
    gallery.show("language");
    walk.touch("language:ru");
    walk.touch("digit:1");
    gallery.show("visit-number");
    walk.touch("enter");
    gallery.show("visit-choice");
    walk.touch("visit:C001");
    gallery.show("rating", {plain, large_contrast});
    walk.touch("score:5");
    gallery.show("topic");
    const Orders orders = walk.touch("skip");
    REQUIRE(orders.size() == 1);
    const Ask rating = std::get<Ask>(orders.front());
    walk.flow.hear(protocol::Answered{rating.id, walk.hall.command({{"kiosk-1"}, {}}, rating.wish)},
                   walk.hall.state(), walk.now);
    gallery.show("rated");
}

void show_paperless() {
    Gallery gallery(example_plan());
    Walk& walk = gallery.walk;
    walk.touch("language:ru");
    walk.touch("group:accounts");
    walk.hall.report(walk.take("refund", "ru"), hall::Print::failed);
    gallery.show("ticket-paperless", {plain, large_contrast});
    walk.later(0ms);
    walk.touch("write");
    gallery.show("write-down");
}

void show_full(hall::WhenFull when_full, const std::string& name) {
    hall::Plan plan = whole_example_plan();
    plan.closing.when_full = when_full;
    Gallery gallery(plan);
    Walk& walk = gallery.walk;
    gallery.set_clock(std::chrono::year{2026} / 11 / 24, 17h + 20min);
    walk.hall.command({{"console"}, {"anna"}}, hall::OpenWindow{{7}});
    for (int i = 0; i < 60 && !hall::is_full(walk.hall.state(), *hall::find(plan, hall::ServiceId{"payment"}),
                                             walk.hall.now());
         ++i)
        walk.hall.take("payment");
    walk.now.wall = walk.hall.now();
    walk.touch("language:ru");
    walk.touch("group:cash-desk");
    walk.touch("service:payment");
    gallery.show(name);
}

void show_lost() {
    Gallery gallery(example_plan());
    const Flow fresh(gallery.walk.now);
    compare(fresh.screen(hall::State{}, gallery.walk.now), "connecting");
    gallery.walk.flow.hear(protocol::LinkLost{}, gallery.walk.hall.state(), gallery.walk.now);
    gallery.show("lost");
    Flow stranger(gallery.walk.now);
    stranger.introduce({"kiosk-2", "K7QF-2M9X-0BTR-H4ZC"});
    stranger.hear(protocol::LinkLost{}, {}, gallery.walk.now);
    compare(stranger.screen({}, gallery.walk.now), "lost-stranger");
}

}  // namespace

TEST_CASE("golden pictures: each kind of the kiosk's screens looks as it did when somebody looked at it") {
    show_visit();
    show_aids_in_use();
    show_ticket();
    show_besides();
    show_rating();
    show_paperless();
    show_refusal();
    show_closed_doors();
    show_closed_for_today();
    show_full(hall::WhenFull::stop, "service-full");
    show_full(hall::WhenFull::warn, "may-not-manage");
    show_lost();
    for (int kind = 0; kind <= static_cast<int>(ScreenKind::aids); ++kind) {
        CAPTURE(to_string(static_cast<ScreenKind>(kind)));
        CHECK(kinds().contains(static_cast<ScreenKind>(kind)));
    }
}
