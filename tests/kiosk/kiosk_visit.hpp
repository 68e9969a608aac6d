// A kiosk's flow in the tester's hand: the hall it follows, the clock, and the visitor's finger.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/flow.hpp"
#include "tests/kiosk/kiosk_hall.hpp"

namespace okno::kiosk_test {

using namespace okno::kiosk;

struct Kiosk {
    TestHall hall;
    platform::Instant now{hall.now(), platform::SteadyTime{} + 1h};
    Flow flow{now, hall::DeviceId{"printer-1"}, hall::DeviceId{"kiosk-1"}};

    explicit Kiosk(const hall::Plan& plan = kiosk_test::example_plan()) : hall(plan) {
        flow.pass_time(hall.state(), now);
    }

    // The local date and time of day in the hall.
    void set_clock(std::chrono::year_month_day date, std::chrono::minutes time_of_day) {
        const hall::LocalDay day{std::chrono::sys_days{date}.time_since_epoch()};
        now.wall = hall::instant_of(hall.state().plan.zone, hall::LocalTime{day + time_of_day});
        hall.set_clock(now.wall);
        wait(0ms);
    }

    Orders wait(std::chrono::milliseconds time) {
        now.wall += time;
        now.steady += time;
        return flow.pass_time(hall.state(), now);
    }
    Orders touch_at_once(const std::string& action) {
        return flow.touch(action, hall.state(), protocol::make_request_id(now.wall), now);
    }
    Orders touch(const std::string& action) {
        wait(1s);
        return touch_at_once(action);
    }
    Orders hear(const protocol::News& news) { return flow.hear(news, hall.state(), now); }
    Screen screen() const { return flow.screen(hall.state(), now); }
    ScreenKind kind() const { return screen().kind; }
    std::string said() const { return screen().sayings.at(0).title; }

    std::vector<protocol::Entry> answer(const Ask& asked) {
        auto entries = hall.command({{"kiosk-1"}, {}}, asked.wish);
        hear(protocol::Answered{asked.id, entries});
        return entries;
    }
    void refuse(const protocol::RequestId& id, const std::string& code) {
        hear(protocol::Answered{id, tl::make_unexpected(protocol::Refusal{code, {}})});
    }
    void press(ui::Key key) {
        wait(1s);
        flow.press(key, hall.state(), protocol::make_request_id(now.wall), now);
    }

    Unsettled touch_service(const std::string& service = "refund", const std::string& group = "accounts") {
        touch("language:ru");
        touch("group:" + group);
        const Orders orders = touch("service:" + service);
        REQUIRE(orders.size() == 1);
        return std::get<Take>(orders[0]).touch;
    }
    std::vector<protocol::Entry> dispatch(const Unsettled& touched) {
        return hall.command({{"kiosk-1"}, {}}, touched.wish);
    }
};

inline bool offers(const Screen& screen, const std::string& action) {
    const auto all = actions(screen);
    return std::find(all.begin(), all.end(), action) != all.end();
}

inline std::vector<std::string> tiles_of(const Screen& screen) {
    std::vector<std::string> all;
    for (const Tile& tile : screen.tiles) all.push_back(tile.action);
    return all;
}

inline void type(Kiosk& kiosk, const std::string& digits) {
    for (const char digit : digits) kiosk.touch(std::string("digit:") + digit);
    kiosk.touch("enter");
}

}  // namespace okno::kiosk_test
