// The rules of a plan: read as they are written, sensible when they are left out, and complained about in
// place.
#include <doctest/doctest.h>

#include <sstream>

#include "tests/plan/small_plan.hpp"

using namespace okno;
using namespace std::chrono_literals;
using fakes::complaints;
using fakes::read;
using fakes::small_plan;
using fakes::with;

namespace {

std::string with_calling(const std::string& more) {
    return with("recalls_at_most = 3\n", "recalls_at_most = 3\n" + more);
}
// At the service "contract", which is defined before "payment".
std::string with_service(const std::string& more) {
    return with("letter = \"A\"\n", "letter = \"A\"\n" + more);
}
std::string with_window(const std::string& more) {
    return with("services = [\"contract\"]\n", "services = [\"contract\"]\n" + more);
}
// Where a window calls by itself, [calling] must say when a doubled press is none.
std::string safe_to_push(std::string text) {
    const std::string line = "recalls_at_most = 3\n";
    return text.insert(text.find(line) + line.size(), "finish_not_before = \"3s\"\n");
}
bool told(const std::string& text, const std::string& words) {
    const std::string all = complaints(text);
    CAPTURE(all);
    const bool there = all.find(words) != std::string::npos;
    CHECK_MESSAGE(there, words);
    return there;
}

const std::string duration_expected = "expected a duration such as \"20m\", \"90s\" or \"1h30m\".\n";
const std::string another_specialist_service =
    "[[service]]\nid = \"readings\"\ngroup = \"citizens\"\nkind = \"specialist\"\nletter = \"B\"\n"
    "name = { ru = \"Показания\", en = \"Readings\" }\n"
    "[[window]]\nnumber = 2\nkind = \"specialist\"\nservices = [\"readings\"]\n";

}  // namespace

TEST_CASE("a plan that leaves the rules out gets sensible ones") {
    const auto plan = read(small_plan);
    CHECK(plan.calling.recall_not_before == 0s);
    CHECK(plan.calling.finish_not_before == 0s);
    CHECK_FALSE(plan.calling.return_within);
    CHECK(plan.ordering == hall::Ordering{hall::Policy::arrival, 0s, 3, 0});
    CHECK(plan.closing == hall::Closing{15min, 0s, hall::WhenFull::go_on});
    CHECK(plan.categories.empty());
    CHECK(plan.stages.empty());
    CHECK(plan.devices.empty());
    CHECK_FALSE(plan.stages_required);
    CHECK_FALSE(plan.park_reminder);
    for (const hall::Service& service : plan.services) {
        CHECK_FALSE(service.norm);
        CHECK_FALSE(service.usual);
        CHECK(service.then.empty());
    }
    for (const hall::Window& window : plan.windows) {
        CHECK(window.helps.empty());
        CHECK_FALSE(window.push);
    }
}

TEST_CASE("calling: cool-down, slips of the finger, and the right to come back") {
    const auto plan =
        read(with_calling("recall_not_before = \"5s\"\nfinish_not_before = \"3s\"\nreturn_within = "
                          "\"15m\"\nreturn_behind = 3\n"));
    CHECK(plan.calling == hall::Calling{90s, 10s, 3, 5s, 3s, 15min, 3});
    CHECK(complaints(with_calling("return_within = \"0m\"\n")) ==
          "hall.toml:10:17: return_within = \"0m\": this must be longer than nothing; " + duration_expected);
    CHECK(told(with_calling("return_behind = -1\n"), "hall.toml:10:17: return_behind = -1: out of range"));
    CHECK(
        complaints(with_calling("recall_not_before = \"90s\"\n")) ==
        "hall.toml:7:16: a visitor would be missed before an operator may call again; expected missed_after "
        "longer than recall_not_before.\n");
    CHECK(told(with_calling("return_withing = \"15m\"\n"), "Did you mean \"return_within\"?"));
}

TEST_CASE("ordering: policy, ceiling, priority in a row, helping") {
    const std::string section =
        "[ordering]\npolicy = \"norm\"\nceiling = \"40m\"\npriority_in_a_row = 2\nhelps_when_waiting = 1\n"
        "long_wait = \"30m\"\n";
    CHECK(read(small_plan + section).ordering == hall::Ordering{hall::Policy::norm, 40min, 2, 1, 30min});
    CHECK(
        complaints(small_plan + "[ordering]\npolicy = \"nrom\"\n") ==
        "hall.toml:54:10: policy = \"nrom\": there is no such policy; expected one of arrival, norm. Did you "
        "mean \"norm\"?\n");
    CHECK(
        told(small_plan + "[ordering]\npriority_in_a_row = 0\n",
             "hall.toml:54:21: priority_in_a_row = 0: out of range; expected a whole number from 1 to 100."));
    CHECK(
        told(small_plan + "[ordering]\nceiling = \"0m\"\n", "hall.toml:54:11: ceiling = \"0m\": this must"));
    // Whom `norm` passes over needs one: without a word of the plan five norms, of the longest.
    CHECK(read(small_plan + "[ordering]\npolicy = \"norm\"\n").ordering.ceiling == 100min);
    CHECK(told(small_plan + "[ordering]\nceilling = \"40m\"\n", "Did you mean \"ceiling\"?"));
}

TEST_CASE("closing: preparation, the latest end, and what is done when it is out of reach") {
    const auto plan =
        read(small_plan + "[closing]\nprepare = \"30m\"\nlatest_end = \"20m\"\nwhen_full = \"stop\"\n");
    CHECK(plan.closing == hall::Closing{30min, 20min, hall::WhenFull::stop});
    CHECK(read(small_plan + "[closing]\nprepare = \"0m\"\n").closing.prepare == 0s);
    CHECK(told(
        small_plan + "[closing]\nwhen_full = \"warm\"\n",
        "hall.toml:54:13: when_full = \"warm\": there is no such when_full; expected one of go_on, warn, "
        "stop. Did you mean \"warn\"?"));
    CHECK(told(small_plan + "[closing]\nlatest_end = 30\n",
               "hall.toml:54:14: latest_end = 30: this is a whole"));
}

TEST_CASE("categories have a head start of at most a day") {
    const std::string category =
        "[[category]]\nid = \"disabled\"\nname = { ru = \"Инвалиды\", en = \"Disabled\" }\n";
    const auto plan = read(small_plan + category + "head_start = \"20m\"\n");
    REQUIRE(plan.categories.size() == 1);
    CHECK(plan.categories[0].id.value == "disabled");
    CHECK(plan.categories[0].head_start == 20min);
    CHECK(told(small_plan + category, "hall.toml:53:1: the category has no key \"head_start\""));
    CHECK(told(small_plan + category + "head_start = \"0s\"\n", "this must be longer than nothing"));
    CHECK(told(small_plan + category + "head_start = \"25h\"\n", "this is not a duration"));
    CHECK(told(small_plan + category + "head_start = \"20m\"\n" + category + "head_start = \"20m\"\n",
               "this category is already defined on line 54"));
    std::ostringstream nine;
    for (int i = 1; i <= 9; ++i)
        nine << "[[category]]\nid = \"" << i
             << "\"\nname = { ru = \"К\", en = \"C\" }\nhead_start = \"20m\"\n";
    CHECK(told(small_plan + nine.str(), "this is the 9th category; expected at most 8, one kiosk screen"));
}

TEST_CASE("stages, in their order, and required only when there are some") {
    const std::string stage =
        "[[stage]]\nid = \"greeting\"\nname = { ru = \"Приветствие\", en = \"Greeting\" }\nat_most = "
        "\"3m\"\n";
    const auto plan = read(small_plan + "[finishing]\nstages_required = true\n" + stage);
    REQUIRE(plan.stages.size() == 1);
    CHECK(plan.stages[0].at_most == 3min);
    CHECK(plan.stages_required);
    CHECK(told(small_plan + "[finishing]\nstages_required = true\n",
               "stages are required, but the plan has no stages; expected at least one table [[stage]]"));
    CHECK(told(small_plan + stage + stage, "this stage is already defined on line 54"));
}

TEST_CASE("the slip has a logo, a second language, a note and an address for its QR code") {
    const auto plan =
        read(small_plan +
             "[slip]\nlogo = \"okno-2.png\"\nsecond_language = \"en\"\nlarge_print = true\nwait = false\n"
             "note = { ru = \"Спасибо\", en = \"Thanks\" }\nqr = \"https://okno.example/t/{id}\"\n");
    CHECK(plan.slip.logo == "okno-2.png");
    CHECK(plan.slip.second_language == hall::Language{"en"});
    CHECK(plan.slip.large_print);
    CHECK(plan.slip.people_ahead);
    CHECK_FALSE(plan.slip.wait);
    CHECK(plan.slip.note.at({"en"}) == "Thanks");
    CHECK(plan.slip.qr == "https://okno.example/t/{id}");
    CHECK(read(small_plan).slip == hall::SlipTemplate{});
    CHECK(read(small_plan + "[slip]\n").slip == hall::SlipTemplate{});
    for (const char* logo : {"../logo.png", "logo.jpg", "/etc/passwd", ".png", ".a.png", "a b.png", ""})
        CHECK(told(small_plan + "[slip]\nlogo = \"" + logo + "\"\n", "this cannot be the logo of a slip"));
    for (const char* address :
         {"okno.example/{id}", "https://okno.example/", "https://o/{id}/{id}", "https://o/ {id}", ""})
        CHECK(told(small_plan + "[slip]\nqr = \"" + address + "\"\n", "this cannot be the qr of a slip"));
    CHECK(told(small_plan + "[slip]\nsecond_language = \"eo\"\n",
               "hall.toml:54:19: second_language = \"eo\": this is not one of the hall's languages; expected "
               "one of ru, "
               "en. Did you mean \"en\"?"));
    CHECK(told(small_plan + "[slip]\nlarge_prnt = true\n", "Did you mean \"large_print\"?"));
    CHECK(told(small_plan + "[slip]\nnote = { ru = \"Спасибо\" }\n", "hall.toml:54"));
}

TEST_CASE("devices and the reminder of a parked visitor") {
    const auto plan = read(small_plan +
                           "[parking]\nremind_after = \"10m\"\n[[device]]\nid = \"kiosk-1\"\n"
                           "name = { ru = \"Киоск\", en = \"Kiosk\" }\n");
    CHECK(plan.park_reminder == 10min);
    REQUIRE(plan.devices.size() == 1);
    CHECK(plan.devices[0].id.value == "kiosk-1");
    CHECK(told(small_plan + "[[device]]\nid = \"Kiosk 1\"\nname = { ru = \"Киоск\", en = \"Kiosk\" }\n",
               "hall.toml:54:6: id = \"Kiosk 1\": this cannot be an id"));
    CHECK(told(small_plan + "[parking]\nremind_after = \"0s\"\n", "this must be longer than nothing"));
}

TEST_CASE("a service may have a norm and a usual time of its own") {
    const auto plan = read(with_service("norm = { wait = \"15m\", service = \"5m\" }\nusual = \"4m\"\n"));
    CHECK(plan.services[0].norm == hall::Norm{15min, 5min});
    CHECK(plan.services[0].usual == 4min);
    CHECK(told(with_service("norm = { wait = \"15m\" }\n"), "the norm has no key \"service\""));
    CHECK(told(with_service("norm = \"15m\"\n"), "norm = \"15m\": this is a text"));
    CHECK(told(with_service("usual = \"0m\"\n"), "usual = \"0m\": this must be longer than nothing"));
}

TEST_CASE("a route leads to services of the plan, also to those defined below") {
    const auto plan = read(
        with_service("then = [{ service = \"payment\" }, { service = \"contract\", same_window = true }]\n"));
    CHECK(plan.services[0].then == std::vector<hall::RouteStep>{{{"payment"}, false}, {{"contract"}, true}});
    CHECK(complaints(with_service("then = [{ service = \"paymant\" }]\n")) ==
          "hall.toml:32:21: service = \"paymant\": there is no such service; expected one of contract, "
          "payment. "
          "Did you mean \"payment\"?\n");
    CHECK(complaints(with_service("then = [{ service = \"payment\", same_window = true }]\n")) ==
          "hall.toml:32:46: same_window = true: no window has served \"payment\" earlier in the visit; "
          "expected "
          "the service itself or one of the steps before.\n");
    CHECK(complaints(with_service("then = \"payment\"\n")) ==
          "hall.toml:32:8: then = \"payment\": this is a text; expected a list of steps such as "
          "[{ service = \"payment\" }].\n");
    CHECK(told(with_service("then = [\"payment\"]\n"), "hall.toml:32:9: then = \"payment\": this is a text"));
    CHECK(told(with_service("then = [{ servise = \"payment\" }]\n"), "Did you mean \"service\"?"));
    std::string nine = "then = [";
    for (int i = 0; i < 9; ++i) nine += "{ service = \"payment\" }, ";
    CHECK(told(with_service(nine + "]\n"), "hall.toml:32:8: there are 9 steps; expected at most 8."));
}

TEST_CASE("a window helps with other services of its kind, and may call by itself") {
    const auto plan = read(safe_to_push(with_window("helps = [\"readings\"]\npush = \"20s\"\n")) +
                           another_specialist_service);
    CHECK(plan.windows[0].helps == std::vector{hall::ServiceId{"readings"}});
    CHECK(plan.windows[0].push == 20s);
    CHECK(read(safe_to_push(with_window("push = \"0s\"\n"))).windows[0].push == 0s);
    CHECK(told(with_window("push = \"0s\"\n"), "expected finish_not_before above 0s in [calling]"));
    CHECK(complaints(with_window("helps = [\"contract\"]\n")) ==
          "hall.toml:45:10: \"contract\": this window serves it anyway, it need not help.\n");
    CHECK(complaints(with_window("helps = [\"payment\"]\n")) ==
          "hall.toml:45:10: \"payment\": this service needs a window of kind \"cashier\", this one is a "
          "\"specialist\".\n");
    CHECK(told(with_window("helps = [\"readings\", \"readings\"]\n") + another_specialist_service,
               "this service is named twice"));
    CHECK(told(with_window("helps = [\"reading\"]\n") + another_specialist_service,
               "Did you mean \"readings\"?"));
    CHECK(told(with_window("push = 20\n"), "push = 20: this is a whole number"));
    // Who helps only is no one's own window.
    const std::string unserved =
        another_specialist_service.substr(0, another_specialist_service.find("[[win"));
    CHECK(told(with_window("helps = [\"readings\"]\n") + unserved, "no window serves this service"));
}

TEST_CASE("what the wire could not carry is no text of a plan") {
    CHECK(told(with("en = \"Lunch\"", "en = \"Lunch\\nbreak\""), "en: this text has a tab or a line break"));
    CHECK(
        told(with("en = \"Lunch\"", "en = \"" + std::string(501, 'x') + "\""), "en: this text is too long"));
    CHECK(told(with("id = \"lunch\"", "id = \"" + std::string(65, 'x') + "\""), "this cannot be an id"));
}

TEST_CASE("calls for help: zones by number, each window in one of them") {
    CHECK(read(small_plan).panic == hall::PanicRules{});
    const std::string zone = "[[panic_zone]]\nnumber = 7\nname = { ru = \"Касса\", en = \"Cash desk\" }\n";
    const hall::PanicRules rules =
        read(small_plan + "[panic]\nescalate_after = \"45s\"\n" + zone + "window = 7\n").panic;
    CHECK(rules.escalate_after == 45s);
    REQUIRE(rules.zones.size() == 1);
    CHECK(rules.zones.front().id.value == 7);
    CHECK(rules.zones.front().name.at({"en"}) == "Cash desk");
    CHECK(rules.zones.front().window == hall::WindowId{7});
    CHECK_FALSE(read(small_plan + zone).panic.zones.front().window);
    told(small_plan + zone + zone, "number = 7: this zone is already defined on line");
    told(small_plan + zone + "window = 99\n", "window = 99: there is no such window");
    told(small_plan + zone +
             "window = 7\n[[panic_zone]]\nnumber = 8\nname = { ru = \"Б\", en = \"B\" }\nwindow = 7\n",
         "window = 7: this window has a zone already");
    told(small_plan + "[[panic_zone]]\nnumber = 1000\nname = { ru = \"Б\", en = \"B\" }\n", "number");
    told(small_plan + "[panic]\nescalate_after = \"0s\"\n", "escalate_after");
}
