// What a plan has for its operators, and when a forwarded application is due.
#include <doctest/doctest.h>

#include "plan/words.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using namespace std::chrono_literals;
using fakes::read;
using fakes::told;
using fakes::with;

namespace {

// At the service "contract".
std::string with_service(const std::string& more) {
    return with("letter = \"A\"\n", "letter = \"A\"\n" + more);
}

const std::string outcome =
    "\n[[outcome]]\nid = \"forwarded\"\nname = { ru = \"Передано\", en = \"Forwarded\" }\nforwarded = true\n";

}  // namespace

TEST_CASE("a plan without guidance has none, and forwards within a day and thirty") {
    const auto plan = read(fakes::small_plan);
    for (const hall::Service& service : plan.services) CHECK(service.guidance == hall::Guidance{});
    CHECK(plan.forwarding == hall::Forwarding{std::chrono::days{1}, std::chrono::days{30}});
}

TEST_CASE("documents, links, phrases and a knowledge base stand at a service") {
    const auto plan = read(with_service(
        "documents = [{ ru = \"Паспорт\", en = \"Passport\" }, { ru = \"Счёт\", en = \"Bill\" }]\n"
        "links = [{ name = { ru = \"Тарифы\", en = \"Tariffs\" }, address = \"https://okno.example/t\" }]\n"
        "phrases = [{ ru = \"Добрый день!\", en = \"Good afternoon!\" }]\n"
        "knowledge_base = \"http://kb.okno.example/contract\"\n"));
    const hall::Guidance& guidance = plan.services.front().guidance;
    REQUIRE(guidance.documents.size() == 2);
    CHECK(guidance.documents[1].at({"en"}) == "Bill");
    REQUIRE(guidance.links.size() == 1);
    CHECK(guidance.links[0].name.at({"ru"}) == "Тарифы");
    CHECK(guidance.links[0].address == "https://okno.example/t");
    CHECK(guidance.phrases.at(0).at({"ru"}) == "Добрый день!");
    CHECK(guidance.knowledge_base == "http://kb.okno.example/contract");
}

TEST_CASE("a mistake in the guidance is told at its place") {
    told(with_service("knowledge_base = \"kb/contract\"\n"),
         "knowledge_base = \"kb/contract\": this is no address a browser could open");
    told(with_service("links = [{ name = { ru = \"Т\", en = \"T\" }, address = \"javascript:1\" }]\n"),
         "address = \"javascript:1\": this is no address a browser could open");
    told(with_service("links = [{ name = { ru = \"Т\", en = \"T\" } }]\n"),
         "the link has no key \"address\"");
    told(with_service("documents = [{ ru = \"Паспорт\" }]\n"), "the document has no key \"en\"");
    told(with_service("documents = [\"Паспорт\"]\n"),
         "expected a list of texts such as { ru = \"...\", en = \"...\" }");
    told(with_service("phrases = [{ ru = \" \", en = \"Hello\" }]\n"), "this text is empty");
    std::string many = "phrases = [";
    for (int i = 0; i < 21; ++i) many += "{ ru = \"Да\", en = \"Yes\" }, ";
    told(with_service(many + "]\n"), "phrases: this is the 21st entry; expected at most 20");
}

TEST_CASE("an outcome may be one that forwards, and the days are those of the plan") {
    const auto plan = read(fakes::small_plan + outcome +
                           "[forwarding]\nregister_within = \"3d\"\nanswer_within = \"15d\"\n");
    CHECK(is_forwarded(plan, {"forwarded"}));
    CHECK_FALSE(is_forwarded(plan, {"nonsense"}));
    CHECK(plan.forwarding == hall::Forwarding{std::chrono::days{3}, std::chrono::days{15}});
}

TEST_CASE("after how long leaving is giving up is the plan's to say, five seconds when it does not") {
    CHECK(read(fakes::small_plan).abandoned_after == 5s);
    CHECK(read(fakes::small_plan + "[statistics]\nabandoned_after = \"2m\"\n").abandoned_after == 2min);
    CHECK(read(fakes::small_plan + "[statistics]\nabandoned_after = \"0s\"\n").abandoned_after == 0s);
    told(fakes::small_plan + "[statistics]\nabandoned_after = \"soon\"\n", "abandoned_after = \"soon\"");
    told(fakes::small_plan + "[statistics]\nabandoned = \"5s\"\n",
         "[statistics] has no key \"abandoned\"; expected one of abandoned_after");
}

TEST_CASE("a mistake in the forwarding is told at its place") {
    const auto forwarding = [](const std::string& lines) {
        return fakes::small_plan + outcome + "[forwarding]\n" + lines;
    };
    for (const char* wrong : {"24h", "d", "1 d", "-1d", "1.5d", "367d", "9999999d"}) {
        CAPTURE(wrong);
        told(forwarding("register_within = \"" + std::string(wrong) + "\"\n"),
             "\": this is not a number of days; expected calendar days such as \"1d\" or \"30d\"");
    }
    told(forwarding("register_within = \"31d\"\n"),
         "an application would have to be answered before it is registered");
    told(forwarding("answered_within = \"31d\"\n"), "answer_within");
}
