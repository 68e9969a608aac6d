#include "hall/plan_check.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::hall;

TEST_CASE("a plan with one loose end does not hang together") {
    struct LooseEnd {
        const char* what;
        std::function<void(Plan&)> make;
    };
    const LooseEnd loose_ends[] = {
        {"no services", [](Plan& p) { p.services.clear(); }},
        {"no language", [](Plan& p) { p.languages.clear(); }},
        {"a service twice", [](Plan& p) { p.services.push_back(p.services.front()); }},
        {"a window twice", [](Plan& p) { p.windows.push_back(p.windows.front()); }},
        {"a group twice", [](Plan& p) { p.groups.push_back(p.groups.front()); }},
        {"an outcome twice", [](Plan& p) { p.outcomes.push_back(p.outcomes.front()); }},
        {"a service of no group", [](Plan& p) { p.services[0].group = {"nowhere"}; }},
        {"a service of no window kind", [](Plan& p) { p.services[0].kind = {"nobody"}; }},
        {"a service without a letter", [](Plan& p) { p.services[0].letter.clear(); }},
        {"a window of no kind", [](Plan& p) { p.windows[0].kind = {"nobody"}; }},
        {"a window that serves nothing known", [](Plan& p) { p.windows[0].services.push_back({"dreams"}); }},
        {"a zone out of order", [](Plan& p) { p.zone.offsets.push_back(p.zone.offsets.front()); }},
        {"an offset of a week", [](Plan& p) { p.zone.offsets[0].offset = std::chrono::hours{168}; }},
        {"a day that closes before it opens", [](Plan& p) { p.kinds[0].schedule[0]->closes = {}; }},
        {"missed before the call", [](Plan& p) { p.calling.missed_after = Seconds{-1}; }},
    };
    REQUIRE(is_consistent(fakes::small_plan()));
    for (const LooseEnd& loose_end : loose_ends) {
        CAPTURE(loose_end.what);
        Plan plan = fakes::small_plan();
        loose_end.make(plan);
        CHECK_FALSE(is_consistent(plan));
    }
}
