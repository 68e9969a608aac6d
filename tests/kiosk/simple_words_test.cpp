// What the kiosk says to who has asked for simple words: short sentences, in Russian and English; and that
// they are readable everywhere.
#include <doctest/doctest.h>

#include <regex>

#include "hall/capacity.hpp"
#include "tests/kiosk/blind_visitor.hpp"
#include "tests/kiosk/view_walk.hpp"
#include "tests/ui/golden_pictures.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

namespace {

constexpr std::size_t words_at_most = 8;

// Sentences of more words than are easily read, of a text.
std::string long_sentences(const std::string& text) {
    static const std::regex end("[.?!:]+( |$)");
    static const std::regex word("[^ \u00a0]+");
    std::string found;
    for (std::sregex_token_iterator each(text.begin(), text.end(), end, -1), none; each != none; ++each) {
        const std::string sentence = *each;
        const auto words = std::distance(std::sregex_iterator(sentence.begin(), sentence.end(), word),
                                         std::sregex_iterator());
        if (static_cast<std::size_t>(words) > words_at_most) found += sentence + "\n";
    }
    return found;
}

// All that the kiosk says itself: names of services and categories are the plan's.
std::vector<std::string> own_words(const Screen& screen) {
    std::vector<std::string> all{screen.place, screen.wait};
    for (const Saying& saying : screen.sayings) all.insert(all.end(), {saying.title, saying.text});
    for (const Notice& notice : screen.notices) all.push_back(notice.text);
    for (const Tile& tile : screen.tiles) all.push_back(tile.detail);
    for (const Button& button : screen.buttons) all.push_back(button.text);
    return all;
}

void check_short(const Screen& screen) {
    CAPTURE(to_string(screen.kind));
    for (const std::string& text : own_words(screen)) CHECK(long_sentences(text) == "");
}

// A visitor who has asked for simple words, before they choose a group.
Walk simple_visit(const hall::Plan& plan, const std::string& language) {
    Walk walk(plan);
    walk.touch("language:" + language);
    walk.touch("aids");
    walk.touch("aid:simple");
    walk.touch("back");
    return walk;
}

void set_clock(Walk& walk, std::chrono::year_month_day date, std::chrono::minutes time_of_day) {
    const hall::LocalDay day{std::chrono::sys_days{date}.time_since_epoch()};
    walk.now.wall = hall::instant_of(walk.hall.state().plan.zone, hall::LocalTime{day + time_of_day});
    walk.hall.set_clock(walk.now.wall);
    walk.later(0ms);
}

}  // namespace

TEST_CASE("simple words are offered where the language has them, and last as long as the visit") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    CHECK(kiosk.said() == "По какому вопросу Вы пришли?");
    kiosk.touch("aids");
    CHECK(offers(kiosk.screen(), "aid:simple"));
    kiosk.touch("aid:simple");
    CHECK(kiosk.screen().aids.simple);
    kiosk.touch("back");
    CHECK(kiosk.said() == "Что Вам нужно?");
    kiosk.touch("language:en");
    CHECK(kiosk.said() == "What do you need?");
    CHECK_FALSE(offers(kiosk.screen(), "language:en"));
    kiosk.wait(Flow::leave_after);
    kiosk.touch("language:ru");
    CHECK(kiosk.said() == "По какому вопросу Вы пришли?");
}

TEST_CASE("a language without simple words does not offer them, and says everything as usual") {
    hall::Plan plan = example_plan();
    plan.languages = {{"ru"}, {"kk"}};
    Kiosk kiosk(plan);
    kiosk.touch("language:kk");
    const std::string usual = kiosk.said();
    kiosk.touch("aids");
    CHECK_FALSE(offers(kiosk.screen(), "aid:simple"));
    kiosk.touch("language:ru");
    kiosk.touch("aid:simple");
    kiosk.touch("language:kk");
    kiosk.touch("back");
    CHECK(kiosk.said() == usual);
}

TEST_CASE("a ticket taken in simple words is one in the plain language, with the plan's names") {
    Walk walk = simple_visit(example_plan(), "ru");
    walk.touch("group:accounts");
    CHECK(walk.screen().sayings.at(0).title == "Начисления и платежи");
    const Orders orders = walk.touch("service:refund");
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Take>(orders.front()).touch.wish.language == hall::Language{"ru"});
}

TEST_CASE("a plan may name its services in simple words, too") {
    hall::Plan plan = example_plan();
    for (hall::Service& service : plan.services)
        if (service.id.value == "refund") service.name[{"ru@simple"}] = "Вернуть деньги";
    Walk walk = simple_visit(plan, "ru");
    walk.touch("group:accounts");
    const auto named = [&](const std::string& title) {
        const auto tiles = walk.screen().tiles;
        return std::any_of(tiles.begin(), tiles.end(), [&](const Tile& tile) { return tile.title == title; });
    };
    CHECK(named("Вернуть деньги"));
    CHECK_FALSE(named("Возврат переплаты"));
    CHECK(named("Сверка платежей"));
}

TEST_CASE("simple words are spoken by the voice of their language") {
    Blind visitor;
    visitor.press(Key::ear);
    REQUIRE(visitor.find("Специальные возможности"));
    visitor.press(Key::select);
    REQUIRE(visitor.find("Простые слова"));
    visitor.press(Key::select);
    CHECK(visitor.hears("Включено"));
    CHECK(visitor.said.front().language == "ru");
}

TEST_CASE("in simple words no sentence has more than eight words, on the way to a ticket") {
    for (const std::string language : {"ru", "en"}) {
        CAPTURE(language);
        Walk walk = simple_visit(whole_example_plan(), language);
        for (int i = 0; i < 5; ++i) walk.hall.take("refund");
        check_short(walk.screen());
        walk.touch("group:accounts");
        walk.tell_waits();
        check_short(walk.screen());
        walk.later(Flow::warn_after + 500ms);
        CHECK(walk.screen().kind == ScreenKind::still_there);
        check_short(walk.screen());
        walk.flow.stir(walk.now);
        walk.later(500ms);
        walk.touch("service:refund");
        CHECK(walk.screen().kind == ScreenKind::category);
        check_short(walk.screen());
        const Orders orders = walk.touch("category:");
        REQUIRE(orders.size() == 1);
        check_short(walk.screen());
        walk.flow.hear(protocol::LinkLost{}, walk.hall.state(), walk.now);
        check_short(walk.screen());
        walk.flow.hear(protocol::LinkRestored{}, walk.hall.state(), walk.now);
        const auto entries = walk.hall.command({{"kiosk-1"}, {}}, hall::TakeTicket{{"refund"}, {language}});
        walk.flow.hear(protocol::Answered{std::get<Take>(orders.front()).touch.id, entries},
                       walk.hall.state(), walk.now);
        walk.tell_waits();
        REQUIRE(walk.screen().kind == ScreenKind::ticket);
        check_short(walk.screen());
        walk.hall.report(walk.hall.state().last_ticket, hall::Print::failed);
        check_short(walk.screen());
    }
}

TEST_CASE("in simple words no sentence has more than eight words, where there is no ticket") {
    for (const std::string language : {"ru", "en"})
        for (const hall::WhenFull when_full : {hall::WhenFull::warn, hall::WhenFull::stop}) {
            CAPTURE(language);
            hall::Plan plan = whole_example_plan();
            plan.closing.when_full = when_full;
            Walk walk = simple_visit(plan, language);
            set_clock(walk, std::chrono::year{2026} / 11 / 24, 17h + 20min);
            walk.touch("group:cash-desk");
            for (const bool served : {false, true}) {
                if (served) walk.hall.command({{"console"}, {"anna"}}, hall::OpenWindow{{7}});
                const hall::Service* payment = hall::find(plan, hall::ServiceId{"payment"});
                for (int i = 0; i < 60 && !hall::is_full(walk.hall.state(), *payment, walk.hall.now()); ++i)
                    walk.hall.take("payment");
                walk.now.wall = walk.hall.now();
                walk.touch("service:payment");
                CHECK(walk.screen().kind == (when_full == hall::WhenFull::warn ? ScreenKind::may_not_manage
                                                                               : ScreenKind::service_full));
                check_short(walk.screen());
                walk.touch("back");
            }
            set_clock(walk, std::chrono::year{2026} / 11 / 24, 17h + 40min);
            walk.touch("service:payment");
            CHECK(walk.screen().kind == ScreenKind::service_closed);
            check_short(walk.screen());
        }
}

TEST_CASE("in simple words no sentence has more than eight words, whatever is refused") {
    for (const std::string language : {"ru@simple", "en@simple"})
        for (const std::string_view code : refusal_codes())
            CHECK(long_sentences(refusal_text({std::string(code), {}}, {language}, whole_example_plan())) ==
                  "");
}

TEST_CASE("screens in simple words are readable on every kiosk") {
    for (const std::string language : {"ru", "en"}) {
        Walk walk = simple_visit(whole_example_plan(), language);
        walk.check("simple-groups-" + language);
        walk.touch("group:accounts");
        walk.check("simple-services-" + language);
        walk.later(Flow::warn_after + 500ms);
        walk.check("simple-still-there-" + language);
        walk.flow.stir(walk.now);
        walk.later(500ms);
        walk.touch("service:refund");
        walk.check("simple-category-" + language);
        const Orders orders = walk.touch("category:");
        REQUIRE(orders.size() == 1);
        const auto entries = walk.hall.command({{"kiosk-1"}, {}}, hall::TakeTicket{{"refund"}, {language}});
        walk.flow.hear(protocol::Answered{std::get<Take>(orders.front()).touch.id, entries},
                       walk.hall.state(), walk.now);
        walk.hall.report(walk.hall.state().last_ticket, hall::Print::failed);
        walk.tell_waits();
        walk.check("simple-ticket-" + language);
    }
}

TEST_CASE("golden pictures: a ticket in simple words looks as it did when somebody looked at it") {
    Walk walk = simple_visit(example_plan(), "ru");
    walk.touch("group:accounts");
    walk.take("refund", "ru");
    walk.hall.report(walk.hall.state().last_ticket, hall::Print::failed);
    walk.tell_waits();
    const ui_test::GoldenPictures pictures("tests/kiosk/golden");
    const ui::Scene scene = lay_out(walk.screen(), {{1080, 1920}, {32, 700}}, {});
    CHECK(ui_test::compare_or_renew(pictures, scene, "ticket-simple") == "");
}
