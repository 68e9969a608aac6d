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
            return protocol::forecast_from_json(protocol::parse(finished->body));
    }
    FAIL("no forecast of this state came");
    return {};
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
