// Each mistake a person can make in a plan is told at its very line and column, with the right word near it.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "plan/plan_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "hall/plan_check.hpp"
#include "protocol/codec.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using fakes::complaints;
using fakes::small_plan;
using fakes::with;
using plan::read_plan_text;

TEST_CASE("the small plan reads without complaint, and every field arrives") {
    const auto plan = read_plan_text(small_plan, "hall.toml");
    REQUIRE_MESSAGE(plan, complaints(small_plan));
    CHECK(plan->hall.at(hall::Language{"en"}) == "Hall");
    CHECK(plan->zone.name == "Europe/Moscow");
    CHECK(plan->languages == std::vector{hall::Language{"ru"}, hall::Language{"en"}});
    CHECK(plan->calling == hall::Calling{hall::Seconds{90}, hall::Seconds{10}, 3, {}, {}, {}, 0});
    REQUIRE(plan->kinds.size() == 2);
    CHECK(plan->kinds[0].norm == hall::Norm{std::chrono::minutes{20}, std::chrono::minutes{10}});
    CHECK(plan->kinds[0].schedule.week[0] == hall::DayHours{{std::chrono::hours{9}, std::chrono::hours{18}}});
    CHECK(plan->kinds[0].schedule.week[1].empty());
    CHECK(plan->kinds[0].schedule.week[6].empty());
    CHECK(plan->kinds[0].schedule.special.empty());
    REQUIRE(plan->services.size() == 2);
    CHECK(plan->services[1].id.value == "payment");
    CHECK(plan->services[1].letter == "P");
    CHECK(plan->services[1].kind.value == "cashier");
    CHECK(plan->services[1].group.value == "citizens");
    REQUIRE(plan->windows.size() == 2);
    CHECK(plan->windows[1].id == hall::WindowId{7});
    CHECK_FALSE(plan->outcome_required);
    CHECK(plan->pause_reasons.size() == 1);
}

TEST_CASE("a window without a list of services serves all services of its kind") {
    const auto plan = read_plan_text(small_plan, "hall.toml");
    REQUIRE(plan);
    CHECK(plan->windows[1].services == std::vector{hall::ServiceId{"payment"}});
}

TEST_CASE("the customer's hall reads without complaint") {
    const auto plan = plan::read_plan("deploy/plans/example.toml");
    std::string told;
    if (!plan)
        for (const auto& complaint : plan.error()) told += to_string(complaint) + '\n';
    REQUIRE_MESSAGE(plan, told);
    CHECK(plan->windows.size() == 8);
    CHECK(plan->services.size() == 20);
    CHECK(plan->languages.size() == 2);
    CHECK(plan->outcomes.size() == 3);
    for (const hall::Window& window : plan->windows) CHECK_FALSE(window.services.empty());
    for (const hall::WindowKind& kind : plan->kinds) {
        CHECK(kind.norm.wait == std::chrono::minutes{20});
        CHECK(kind.norm.service == std::chrono::minutes{10});
        CHECK(kind.schedule.week[5].back().closes < kind.schedule.week[4].back().closes);
        CHECK(kind.schedule.special.at(hall::LocalDay{std::chrono::year{2027} / 1 / 8}).empty());
    }
    CHECK(is_consistent(*plan));
}

TEST_CASE("the customer's plan shows every rule") {
    const auto plan = plan::read_plan("deploy/plans/example.toml");
    REQUIRE(plan);
    CHECK(plan->calling.return_within == std::chrono::minutes{15});
    CHECK(plan->calling.return_behind == 3);
    CHECK(plan->ordering.policy == hall::Policy::norm);
    CHECK(plan->ordering.ceiling == std::chrono::minutes{100});
    CHECK(plan->ordering.long_wait == std::chrono::minutes{45});
    CHECK(plan->closing.when_full == hall::WhenFull::warn);
    CHECK(plan->park_reminder == std::chrono::minutes{10});
    CHECK(plan->categories.size() == 3);
    CHECK(plan->stages.size() == 3);
    CHECK(plan->devices.size() == 4);
    CHECK_FALSE(plan->outcome_required);
    CHECK_FALSE(plan->stages_required);
    const auto some_service = [&](auto has) {
        return std::any_of(plan->services.begin(), plan->services.end(), has);
    };
    CHECK(some_service([](const hall::Service& service) { return service.schedule.has_value(); }));
    CHECK(some_service([](const hall::Service& service) { return service.norm.has_value(); }));
    CHECK(some_service([](const hall::Service& service) { return !service.then.empty(); }));
    CHECK_FALSE(some_service([](const hall::Service& service) { return !service.usual; }));
    CHECK(std::any_of(plan->windows.begin(), plan->windows.end(),
                      [](const hall::Window& window) { return !window.helps.empty(); }));
}

TEST_CASE("the customer's hall survives the wire") {
    const auto plan = plan::read_plan("deploy/plans/example.toml");
    REQUIRE(plan);
    CHECK((protocol::plan_from_json(protocol::parse(protocol::to_json(*plan).dump())) == *plan));
}

TEST_CASE("a misspelt window kind is told with the right one near it") {
    CHECK(complaints(with("group = \"citizens\"\nkind = \"specialist\"",
                          "group = \"citizens\"\nkind = \"specialst\"")) ==
          "hall.toml:30:8: kind = \"specialst\": there is no such window kind; expected one of specialist, "
          "cashier. Did you mean \"specialist\"?\n");
}

TEST_CASE("an unknown key is told with the nearest known one") {
    CHECK(complaints(with("recalls_at_most", "recals_at_most")) ==
          "hall.toml:6:1: [calling] has no key \"recalls_at_most\"; expected a whole number from 0 to 20.\n"
          "hall.toml:9:1: [calling] has no key \"recals_at_most\"; expected one of missed_after, "
          "no_show_not_before, recalls_at_most, recall_not_before, finish_not_before, return_within, "
          "return_behind. Did you mean \"recalls_at_most\"?\n");
    CHECK(complaints(small_plan + "[[outcomes]]\nid = \"x\"\n") ==
          "hall.toml:53:3: the plan has no key \"outcomes\"; expected one of hall, calling, ordering, "
          "closing, finishing, parking, slip, category, stage, pause_reason, outcome, forwarding, "
          "statistics, device, "
          "rating, topic, "
          "kind, group, "
          "service, area, "
          "window, board, kiosk, staff, panic, panic_zone. Did you mean \"outcome\"?\n");
}

TEST_CASE("columns count characters, not bytes") {
    CHECK(complaints(with("{ ru = \"Зал\", en = \"Hall\" }", "{ ru = \"Зал\", en = 5 }")) ==
          "hall.toml:2:27: en = 5: this is a whole number; expected a text in this language of the hall.\n");
}

TEST_CASE("a value of the wrong type is told with what it is") {
    CHECK(complaints(with("missed_after = \"90s\"", "missed_after = 90")) ==
          "hall.toml:7:16: missed_after = 90: this is a whole number; expected a duration such as \"20m\", "
          "\"90s\" or \"1h30m\".\n");
    CHECK(complaints(with("number = 7", "number = \"7\"")) ==
          "hall.toml:47:10: number = \"7\": this is a text; expected a whole number from 1 to 999.\n");
    CHECK(complaints(with("services = [\"contract\"]", "services = \"contract\"")) ==
          "hall.toml:44:12: services = \"contract\": this is a text; expected a list of service ids.\n");
    CHECK(complaints("hall = 1\n").starts_with("hall.toml:1:1: "));
}

TEST_CASE("a text must be there in each language of the hall") {
    CHECK(
        complaints(with("{ ru = \"Обед\", en = \"Lunch\" }", "{ ru = \"Обед\" }")) ==
        "hall.toml:52:8: the name of the pause reason has no key \"en\"; expected a text in this language of "
        "the hall.\n");
    CHECK(complaints(with("en = \"Lunch\"", "en = \" \"")) ==
          "hall.toml:52:28: en = \" \": this text is empty; expected words for people to read.\n");
    CHECK(complaints(with("en = \"Lunch\" }", "en = \"Lunch\", fr = \"Repas\" }")) ==
          "hall.toml:52:37: the name of the pause reason has no key \"fr\"; expected one of ru, "
          "ru@simple, en, en@simple.\n");
}

TEST_CASE("a text may be there in simple words, too") {
    const auto plan =
        read_plan_text(with("en = \"Lunch\" }", "en = \"Lunch\", \"ru@simple\" = \"Еда\" }"), "hall.toml");
    REQUIRE(plan);
    CHECK(plan->pause_reasons.front().name.at(hall::Language{"ru@simple"}) == "Еда");
    CHECK(plan->pause_reasons.front().name.at(hall::Language{"ru"}) == "Обед");
    CHECK(complaints(with("en = \"Lunch\" }", "en = \"Lunch\", \"en@simple\" = \"\" }"))
              .find("this text is empty") != std::string::npos);
}

TEST_CASE("a group and a service may have an icon of those there are") {
    const auto with_icon = [](const std::string& icon) {
        return with("letter = \"A\"\n", "letter = \"A\"\nicon = \"" + icon + "\"\n");
    };
    const auto plan = read_plan_text(with_icon("contract"), "hall.toml");
    REQUIRE(plan);
    CHECK(plan->services.front().icon == hall::Icon::contract);
    CHECK_FALSE(plan->groups.front().icon);
    CHECK(complaints(with_icon("water-meter")).find("there is no such icon; expected one of meter, ") !=
          std::string::npos);
    CHECK(complaints(with_icon("metre")).find("Did you mean \"meter\"?") != std::string::npos);
    CHECK(complaints(with_icon("")).find("icon") != std::string::npos);
}

TEST_CASE("languages are codes, each named once") {
    CHECK(complaints(with("[\"ru\", \"en\"]", "[\"ru\", \"en\", \"ru\"]")) ==
          "hall.toml:4:26: \"ru\": this language is named twice.\n");
    CHECK(complaints(with("[\"ru\", \"en\"]", "[\"ru\", \"en\", \"English\"]")) ==
          "hall.toml:4:26: \"English\": this is not a language; expected a code of two small letters (ISO "
          "639), "
          "such as \"ru\" or \"en\".\n");
    CHECK(complaints(with("languages = [\"ru\", \"en\"]", "languages = []"))
              .starts_with("hall.toml:4:13: the hall has no languages; expected a list of languages"));
}

TEST_CASE("an unknown time zone is told with the nearest name") {
    CHECK(
        complaints(with("Europe/Moscow", "Europe/Moskow")) ==
        "hall.toml:3:8: zone = \"Europe/Moskow\": there is no such time zone; expected an IANA name, such as "
        "\"Europe/Moscow\". Did you mean \"Europe/Moscow\"?\n");
}

TEST_CASE("an id is defined once and well formed") {
    CHECK(complaints(with("id = \"payment\"", "id = \"contract\"")) ==
          "hall.toml:35:6: id = \"contract\": this service is already defined on line 28.\n");
    CHECK(complaints(with("id = \"lunch\"", "id = \"Lunch break\"")) ==
          "hall.toml:51:6: id = \"Lunch break\": this cannot be an id; expected small Latin letters, digits, "
          "\"-\" and \"_\".\n");
    CHECK(complaints(with("number = 7", "number = 1")) ==
          "hall.toml:47:10: number = 1: this window is already defined on line 42.\n");
    CHECK(complaints(with("number = 7", "number = 0")) ==
          "hall.toml:47:10: number = 0: out of range; expected a whole number from 1 to 999.\n");
}

TEST_CASE("a ticket's letter is one Latin capital, and its Cyrillic twin is recognised") {
    CHECK(complaints(with("letter = \"P\"", "letter = \"Р\"")) ==
          "hall.toml:38:10: letter = \"Р\": this cannot start a ticket's number; expected one Latin capital "
          "letter, A to Z. Did you mean \"P\"?\n");
    CHECK(complaints(with("letter = \"P\"", "letter = \"PA\"")) ==
          "hall.toml:38:10: letter = \"PA\": this cannot start a ticket's number; expected one Latin capital "
          "letter, A to Z.\n");
    CHECK(complaints(with("letter = \"P\"", "letter = \"A\"")) == "");
}

TEST_CASE("a service belongs to a group of the plan, and a group has services") {
    CHECK(
        complaints(
            with("group = \"citizens\"\nkind = \"cashier\"", "group = \"citizen\"\nkind = \"cashier\"")) ==
        "hall.toml:36:9: group = \"citizen\": there is no such service group; expected one of citizens. Did "
        "you mean \"citizens\"?\n");
    CHECK(
        complaints(small_plan + "[[group]]\nid = \"firms\"\nname = { ru = \"Фирмам\", en = \"Firms\" }\n") ==
        "hall.toml:54:6: id = \"firms\": no service belongs to this group; expected at least one [[service]] "
        "with group = \"firms\".\n");
}

TEST_CASE("a window serves services of the plan and of its own kind") {
    CHECK(
        complaints(with("services = [\"contract\"]", "services = [\"contract\", \"contrakt\"]")) ==
        "hall.toml:44:25: \"contrakt\": there is no such service; expected one of contract, payment. Did you "
        "mean \"contract\"?\n");
    CHECK(complaints(with("services = [\"contract\"]", "services = [\"contract\", \"payment\"]")) ==
          "hall.toml:44:25: \"payment\": this service needs a window of kind \"cashier\", this one is a "
          "\"specialist\".\n");
    CHECK(complaints(with("services = [\"contract\"]", "services = [\"contract\", \"contract\"]")) ==
          "hall.toml:44:25: \"contract\": this service is named twice.\n");
}

TEST_CASE("a service that no window serves is told") {
    CHECK(complaints(with("[[window]]\nnumber = 7\nkind = \"cashier\"\n", "")) ==
          "hall.toml:35:6: id = \"payment\": no window serves this service; expected at least one [[window]] "
          "of "
          "kind \"cashier\" that names it.\n");
    CHECK(complaints(with("services = [\"contract\"]", "services = []"))
              .find("hall.toml:44:12: services = []: the window would serve nobody") != std::string::npos);
}

TEST_CASE("a ninth tile does not fit on the kiosk's screen") {
    std::string text = small_plan;
    for (int i = 3; i <= 9; ++i)
        text += "[[service]]\nid = \"s" + std::to_string(i) +
                "\"\ngroup = \"citizens\"\nkind = \"cashier\"\nletter = \"P\"\nname = { ru = \"У\", en = "
                "\"S\" }\n";
    CHECK(complaints(text) ==
          "hall.toml:90:6: id = \"s9\": this is the 9th service of the group \"citizens\"; expected at most "
          "8, "
          "one kiosk screen.\n");
}

TEST_CASE("norms are durations longer than nothing") {
    CHECK(complaints(with(
              "norm = { wait = \"20m\", service = \"10m\" }\nschedule = { monday = \"09:00-18:00\", ",
              "norm = { wait = \"20 min\", service = \"0m\" }\nschedule = { monday = \"09:00-18:00\", ")) ==
          "hall.toml:14:17: wait = \"20 min\": this is not a duration; expected a duration such as \"20m\", "
          "\"90s\" or \"1h30m\".\n"
          "hall.toml:14:37: service = \"0m\": this must be longer than nothing; expected a duration such as "
          "\"20m\", \"90s\" or \"1h30m\".\n");
}

TEST_CASE("a visitor is not missed before a no-show may be reported") {
    CHECK(complaints(with("missed_after = \"90s\"", "missed_after = \"5s\""))
              .starts_with("hall.toml:7:16: a visitor would be missed before"));
}

TEST_CASE("missed_after may be left out: then nobody is missed by the clock") {
    const auto plan = read_plan_text(with("missed_after = \"90s\"\n", ""), "hall.toml");
    REQUIRE(plan);
    CHECK_FALSE(plan->calling.missed_after);
}

TEST_CASE("an outcome can be required only when there are outcomes") {
    CHECK(complaints(small_plan + "[finishing]\noutcome_required = true\n")
              .find("an outcome is required, but the plan has no outcomes") != std::string::npos);
}

TEST_CASE("an empty plan is refused, and everything that is missing is named") {
    const std::string told = complaints("");
    for (const char* missing : {"\"hall\"", "\"calling\"", "window kinds", "service groups", "no services",
                                "no windows", "pause reasons"})
        CHECK_MESSAGE(told.find(missing) != std::string::npos, missing);
}

TEST_CASE("a mistake of TOML itself has a line and a column") {
    CHECK(complaints("[hall]\nname = \n").starts_with("hall.toml:2:8: "));
    CHECK(complaints(with("zone = \"Europe/Moscow\"", "zone = \"Europe/Moscow\"\nzone = \"UTC\""))
              .starts_with("hall.toml:4:"));
}

TEST_CASE("several mistakes are told together, in the order of the file") {
    std::string text = with("Europe/Moscow", "Mars/Olympus");
    text.replace(text.find("number = 7"), 10, "number = 1");
    const auto plan = read_plan_text(text, "hall.toml");
    REQUIRE_FALSE(plan);
    REQUIRE(plan.error().size() == 2);
    CHECK(plan.error()[0].line == 3);
    CHECK(plan.error()[1].line == 47);
}

TEST_CASE("a file that is not there is refused, not thrown") {
    const auto plan = plan::read_plan("no/such/plan.toml");
    REQUIRE_FALSE(plan);
    CHECK(to_string(plan.error().front()) ==
          "no/such/plan.toml: cannot be read (No such file or directory); expected a plan in TOML.");
    CHECK_FALSE(plan::read_plan("deploy"));
}
