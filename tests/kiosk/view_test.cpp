#include <doctest/doctest.h>

#include "hall/capacity.hpp"
#include "kiosk/flow.hpp"
#include "tests/kiosk/view_walk.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace okno::kiosk_test;
using namespace std::chrono_literals;

namespace {

// Names as long as a real hall's lawyer makes them, more services than fit, and one more language.
hall::Plan wordy_plan() {
    hall::Plan plan = example_plan();
    plan.hall[{"ru"}] = "Центр очного обслуживания потребителей гарантирующего поставщика электроэнергии";
    plan.groups[1].name[{"ru"}] = "Начисления, платежи, перерасчёты и подтверждение задолженности";
    for (hall::Service& service : plan.services)
        if (service.id.value == "recalculation")
            service.name[{"ru"}] = "Заявление о перерасчёте при временном отсутствии потребителя";
    for (int i = 1; i <= 6; ++i) {
        hall::Service more = plan.services.front();
        more.code.reset();
        more.online.clear();
        more.id.value = "more-" + std::to_string(i);
        more.group = plan.groups[1].id;
        more.name[{"ru"}] = "Дополнительная услуга по работе с начислениями, номер " + std::to_string(i);
        more.name[{"en"}] = "Additional service concerning charges, number " + std::to_string(i);
        plan.services.push_back(more);
    }
    return plan;
}

}  // namespace

TEST_CASE("that no tickets are printed stands on the welcome of every kiosk, and nothing is clipped") {
    for (const auto& [plan, name] :
         {std::pair{example_plan(), "welcome-no-paper"}, {wordy_plan(), "wordy-welcome-no-paper"}}) {
        Walk walk(plan);
        walk.hall.command({{"printer-1"}, {}}, hall::ReportDevice{{"printer-1"}, hall::Condition::no_paper});
        REQUIRE(walk.screen().notices.size() >= 2);
        walk.check(name);
    }
}

TEST_CASE("the screens before a language is chosen are readable on every kiosk, also with six languages") {
    for (const auto& [plan, name] :
         {std::pair{example_plan(), std::string()}, {in_all_languages(example_plan()), "six-"}}) {
        Walk walk(plan);
        walk.check(name + "welcome");
        walk.check(name + "welcome-pressed", "language:ru");
        walk.flow.hear(protocol::LinkLost{}, walk.hall.state(), walk.now);
        walk.check(name + "lost");
    }
    Walk walk(example_plan());
    const Flow fresh(walk.now);
    for (const StandingKiosk& kiosk : kiosks)
        check_on(kiosk, fresh.screen(hall::State{}, walk.now), "connecting", "");
}

TEST_CASE("a kiosk that nobody has let in shows its fingerprint readably on every kiosk, in each language") {
    for (const std::string& language : all_languages) {
        hall::Plan plan = example_plan();
        plan.languages = {{language}, {language == "ru" ? "en" : "ru"}};
        Walk walk(plan);
        walk.flow.introduce({"kiosk-at-the-entrance", "WWWW-MMMM-WWWW-MMMM"});
        walk.flow.hear(protocol::LinkLost{}, walk.hall.state(), walk.now);
        REQUIRE(walk.screen().name_tag);
        walk.check("lost-stranger-" + language);
    }
}

// Each language names the same things in its own letters; what stands in the catalogues of none of them is
// said in the hall's first language.
TEST_CASE(
    "services named in Georgian, in Arabic from right to left and in Chinese are readable on every kiosk") {
    hall::Plan plan = example_plan();
    plan.languages = {{"ru"}, {"ka"}, {"ar"}, {"zh"}};
    struct Names {
        const char* language;
        const char* group;
        std::vector<std::string> services;
    };
    const std::vector<Names> names{
        {"ka",
         "გადასახდელები და გადახდები",
         {"გადაანგარიშების განცხადება", "ზედმეტად გადახდილი თანხის დაბრუნება"}},
        {"ar", "الرسوم والمدفوعات", {"طلب إعادة احتساب الرسوم", "استرداد المبلغ الزائد"}},
        {"zh", "费用与付款", {"重新计算费用的申请", "退还多付的款项"}}};
    for (const Names& in : names) {
        for (hall::ServiceGroup& group : plan.groups) group.name[{in.language}] = in.group;
        std::size_t next = 0;
        for (hall::Service& service : plan.services)
            service.name[{in.language}] = in.services[next++ % in.services.size()];
    }
    for (const Names& in : names) {
        Walk walk(plan);
        walk.touch("language:" + std::string(in.language));
        walk.check(std::string("groups-") + in.language);
        walk.touch("group:accounts");
        CHECK(walk.screen().tiles.at(0).title == in.services.at(0));
        walk.check(std::string("services-") + in.language);
    }
}
TEST_CASE("every screen of a visit is readable in each language on every kiosk") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        for (int i = 0; i < 5; ++i) walk.hall.take(i < 4 ? "refund" : "debt");
        walk.touch("language:" + language);
        walk.check("groups-" + language);
        for (const hall::ServiceGroup& group : walk.hall.state().plan.groups) {
            walk.touch("group:" + group.id.value);
            walk.check("services-" + group.id.value + "-" + language);
            walk.touch("back");
        }
        walk.touch("group:accounts");
        walk.tell_waits();
        walk.check("services-waits-" + language);
        walk.check("services-pressed-" + language, "service:refund");
        walk.later(Flow::warn_after + 500ms);
        walk.check("still-there-" + language);
        walk.flow.stir(walk.now);
        walk.later(500ms);
        const hall::TicketId ticket = walk.take("refund", language);
        walk.check("ticket-printing-" + language);
        walk.hall.report(ticket, hall::Print::printed);
        walk.check("ticket-printed-" + language);
        walk.tell_waits();
        REQUIRE(walk.screen().wait != "");
        walk.check("ticket-wait-" + language);
        walk.later(Flow::ticket_shown + 1s);
        CHECK(walk.screen().kind == ScreenKind::welcome);
    }
    CHECK(picture_check().measured() > 10'000);  // or nothing was looked at
}

TEST_CASE("what may go wrong in a visit is readable in each language on every kiosk") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        walk.touch("language:" + language);
        walk.touch("group:accounts");
        const Orders orders = walk.touch("service:refund");
        REQUIRE(orders.size() == 1);
        walk.check("taking-" + language);
        walk.flow.hear(protocol::LinkLost{}, walk.hall.state(), walk.now);
        walk.check("taking-lost-" + language);
        refuse(walk.flow, std::get<Take>(orders.front()).touch,
               longest_refusal(language, walk.hall.state().plan), walk.hall.state(), walk.now);
        walk.flow.hear(protocol::LinkRestored{}, walk.hall.state(), walk.now);
        REQUIRE(walk.screen().kind == ScreenKind::refused);
        walk.check("refused-" + language);
        walk.touch("back");
        walk.touch("group:accounts");
        const hall::TicketId ticket = walk.take("refund", language);
        walk.hall.report(ticket, hall::Print::failed);
        walk.check("ticket-trouble-" + language);
        walk.hall.call_next(2);
        walk.check("ticket-called-" + language);
    }
}

TEST_CASE("very long names wrap and are never clipped, and what does not fit is on another page") {
    Walk walk(wordy_plan());
    walk.check("wordy-welcome");
    walk.touch("language:ru");
    walk.check("wordy-groups");
    for (int i = 0; i < 12; ++i) walk.hall.take("recalculation");
    walk.tell_waits();
    walk.touch("group:accounts");
    CHECK(walk.screen().tiles.size() == Flow::tiles_at_most);
    walk.check("wordy-services");
    walk.touch("next");
    walk.check("wordy-services-2");
    walk.touch("previous");
    walk.take("recalculation", "ru");
    walk.check("wordy-ticket");
}

// One screen of each kind that has something to choose, and every choice in turn.
TEST_CASE("the frame of the keys is seen around every choice on every kiosk") {
    Walk walk(whole_example_plan());
    const auto look = [&] {
        for (const StandingKiosk& kiosk : kiosks)
            for (const Mode& mode : modes) {
                const Screen screen = walk.screen_on(kiosk, mode);
                for (const std::string& action : actions(screen)) check_focus(kiosk, screen, action);
            }
    };
    look();
    walk.touch("aids");
    look();
    walk.touch("back");
    walk.touch("language:ru");
    look();
    walk.touch("group:accounts");
    look();
    walk.touch("service:refund");
    CHECK(walk.screen().kind == ScreenKind::category);
    look();
    walk.later(Flow::warn_after + 500ms);
    CHECK(walk.screen().kind == ScreenKind::still_there);
    look();
}

TEST_CASE("closed doors are readable in each language on every kiosk") {
    Walk walk(in_all_languages(whole_example_plan()));
    const auto set_clock = [&](std::chrono::year_month_day date, std::chrono::minutes time_of_day) {
        const hall::LocalDay day{std::chrono::sys_days{date}.time_since_epoch()};
        walk.now.wall = hall::instant_of(walk.hall.state().plan.zone, hall::LocalTime{day + time_of_day});
        walk.hall.set_clock(walk.now.wall);
        walk.later(0ms);
    };
    set_clock(std::chrono::year{2026} / 12 / 31, 9h + 5min);
    walk.check("welcome-short-day");
    set_clock(std::chrono::year{2026} / 12 / 31, 20h);
    walk.check("closed");
    for (const std::string& language : all_languages) {
        set_clock(std::chrono::year{2027} / 1 / 13, 17h + 40min);
        walk.touch("language:" + language);
        walk.check("groups-some-closed-" + language);
        walk.touch("group:cash-desk");
        walk.check("services-closed-" + language);
        walk.touch("service:payment");
        walk.check("service-closed-" + language);
        walk.touch("home");
    }
    walk.hall.take("refund");
    set_clock(std::chrono::year{2027} / 1 / 13, 18h + 5min);
    walk.check("closing");
}

TEST_CASE("a warning, a full hall and the categories are readable in each language on every kiosk") {
    for (const hall::WhenFull when_full : {hall::WhenFull::warn, hall::WhenFull::stop}) {
        hall::Plan plan = in_all_languages(whole_example_plan());
        plan.closing.when_full = when_full;
        Walk walk(plan);
        const hall::LocalDay day{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24}.time_since_epoch()};
        walk.now.wall = hall::instant_of(plan.zone, hall::LocalTime{day + 17h + 20min});
        walk.hall.set_clock(walk.now.wall);
        walk.hall.command({{"console"}, {"anna"}}, hall::OpenWindow{{7}});
        for (int i = 0;
             i < 60 && !hall::is_full(walk.hall.state(), *hall::find(plan, hall::ServiceId{"payment"}),
                                      walk.hall.now());
             ++i)
            walk.hall.take("payment");
        walk.now.wall = walk.hall.now();
        const std::string name = when_full == hall::WhenFull::warn ? "warned" : "full";
        for (const std::string& language : all_languages) {
            walk.touch("language:" + language);
            walk.touch("group:cash-desk");
            walk.check("services-" + name + "-" + language);
            walk.touch("service:payment");
            CHECK(walk.screen().kind == (when_full == hall::WhenFull::warn ? ScreenKind::may_not_manage
                                                                           : ScreenKind::service_full));
            walk.check(name + "-" + language);
            walk.touch("anyway");
            if (when_full == hall::WhenFull::warn) walk.check("categories-" + language);
            walk.touch("home");
        }
    }
}

TEST_CASE("many services of which some are closed are readable on every kiosk") {
    hall::Plan plan = wordy_plan();
    hall::Schedule mornings;
    mornings.week.fill({{9h, 10h}});
    for (std::size_t i = 0; i < plan.services.size(); i += 2) plan.services[i].schedule = mornings;
    Walk walk(plan);
    walk.touch("language:ru");
    walk.touch("group:accounts");
    walk.check("wordy-services-closed");
}
