// The estimates come beside the loop: from the events alone, within a second of a change.
#include "dispatcher/forecaster.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace std::chrono_literals;

namespace {

// The hall beside which the forecaster runs.
struct Hall {
    hall::State state;
    protocol::Sequence number = 0;

    std::vector<dispatcher::Recorded> hear(const hall::Wish& wish, hall::Timestamp at) {
        std::vector<dispatcher::Recorded> recorded;
        const auto events = hall::decide(state, {{}, wish}, at);
        REQUIRE(events.has_value());
        for (const hall::Event& event : *events) {
            state = hall::evolve(std::move(state), event);
            recorded.push_back(dispatcher::record(++number, event));
        }
        return recorded;
    }
};

// The forecast that knows the event `number`; waits for it.
hall::Forecast forecast_of(dispatcher::Forecaster& forecaster, protocol::Sequence number) {
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < until) {
        pollfd ready{forecaster.descriptor(), POLLIN, 0};
        if (::poll(&ready, 1, 1000) <= 0) continue;
        const auto finished = forecaster.take();
        if (finished && finished->number == number)
            return protocol::forecast_from_json(protocol::parse(finished->for_public));
    }
    FAIL("no forecast of this state came");
    return {};
}

// Waits until the staff is told what `right` says.
void wait_for_advice(dispatcher::Forecaster& forecaster, const auto& right) {
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < until) {
        pollfd ready{forecaster.descriptor(), POLLIN, 0};
        if (::poll(&ready, 1, 1000) <= 0) continue;
        const auto finished = forecaster.take();
        if (!finished) continue;
        CHECK(finished->for_public.find("advice") == std::string::npos);
        if (right(protocol::forecast_from_json(protocol::parse(finished->for_staff)).advice)) return;
    }
    FAIL("this was never advised");
}

}  // namespace

TEST_CASE("each change of the hall brings a forecast of it, and the forecaster ends when it is told to") {
    const auto now = platform::read_clock().wall;
    Hall hall;
    hall.hear(hall::AdoptPlan{fakes::small_plan()}, now);
    dispatcher::Forecaster forecaster(hall.state, hall.number);
    CHECK(forecast_of(forecaster, hall.number).services.empty());  // nobody works yet

    forecaster.hear(hall.hear(hall::OpenWindow{{3}}, now));
    CHECK(forecast_of(forecaster, hall.number).services.at({"payment"}).expected == 0s);

    for (int i = 0; i < 4; ++i) forecaster.hear(hall.hear(hall::TakeTicket{{"payment"}, {"ru"}}, now));
    const hall::Forecast full = forecast_of(forecaster, hall.number);
    CHECK(full.tickets.size() == 4);
    CHECK(full.services.at({"payment"}).expected > 20min);
    CHECK_FALSE(forecaster.take().has_value());
}

TEST_CASE("the staff alone is told which window keeps the norm, and no longer once it is open") {
    const auto now = platform::read_clock().wall;
    Hall hall;
    hall::Plan plan = fakes::small_plan();
    plan.kinds[0].norm.wait = 60min;
    hall.hear(hall::AdoptPlan{plan}, now);
    for (int i = 0; i < 14; ++i) hall.hear(hall::TakeTicket{{"contract"}, {"ru"}}, now);
    dispatcher::Forecaster forecaster(hall.state, hall.number);
    wait_for_advice(forecaster,
                    [](const auto& advice) { return !advice; });  // nobody works: no call to judge
    forecaster.hear(hall.hear(hall::OpenWindow{{1}}, now));
    wait_for_advice(forecaster, [](const std::optional<hall::Advice>& advice) {
        return advice && advice->kind == hall::KindId{"specialist"} && advice->open == hall::WindowId{2} &&
               advice->avoids;
    });
    forecaster.hear(hall.hear(hall::OpenWindow{{2}}, now));
    wait_for_advice(forecaster, [](const auto& advice) { return !advice; });
}
