// A hall for kiosk tests: the shipped example plan (or any other), and a state that real commands have made.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "plan/plan_file.hpp"
#include "protocol/link.hpp"

namespace okno::kiosk_test {

using namespace std::chrono_literals;

inline hall::Plan whole_example_plan() {
    auto plan = plan::read_plan("deploy/plans/example.toml");
    REQUIRE(plan);
    return *plan;
}

// Without what a visit may have besides: categories, further steps, helping windows, cool-downs; in strict
// order.
inline hall::Plan example_plan() {
    hall::Plan plan = whole_example_plan();
    plan.categories.clear();
    plan.ordering = {};
    plan.calling.recall_not_before = plan.calling.finish_not_before = 0s;
    for (hall::Service& service : plan.services) service.then.clear();
    for (hall::Window& window : plan.windows) window.helps.clear();
    return plan;
}

// A state that follows commands, and the entries each of them has made.
class TestHall {
  public:
    explicit TestHall(const hall::Plan& plan) { command({{"administrator"}, {}}, hall::AdoptPlan{plan}); }

    const hall::State& state() const { return state_; }
    hall::Timestamp now() const { return now_; }
    void set_clock(hall::Timestamp now) { now_ = now; }

    std::vector<protocol::Entry> command(const hall::Author& author, const hall::Wish& wish) {
        const auto decision = hall::decide(state_, {author, wish}, now_);
        REQUIRE(decision);
        std::vector<protocol::Entry> entries;
        for (const hall::Event& event : *decision) {
            state_ = hall::evolve(std::move(state_), event);
            entries.push_back({++number_, event});
        }
        now_ += 1s;
        return entries;
    }

    hall::TicketId take(const std::string& service, const std::string& language = "ru") {
        command({{"kiosk-1"}, {}}, hall::TakeTicket{{service}, {language}});
        return state_.last_ticket;
    }
    void report(hall::TicketId ticket, hall::Print print) {
        command({{"printer-1"}, {}}, hall::ReportPrint{ticket, hall::Print::printing});
        command({{"printer-1"}, {}}, hall::ReportPrint{ticket, print});
    }
    void call_next(int window) {
        const hall::Author operator_there{{"console"}, {"anna"}};
        const auto* post = hall::find(state_, hall::WindowId{window});
        REQUIRE(post);
        if (std::holds_alternative<hall::Closed>(post->post))
            command(operator_there, hall::OpenWindow{{window}});
        command(operator_there, hall::CallNext{{window}});
    }

    // A visit from the ticket to its end.
    hall::TicketNumber serve(const std::string& service, int window) {
        const hall::TicketNumber number = hall::find(state_, take(service))->number;
        const hall::Author operator_there{{"console"}, {"anna"}};
        const auto* post = hall::find(state_, hall::WindowId{window});
        REQUIRE(post);
        if (std::holds_alternative<hall::Closed>(post->post))
            command(operator_there, hall::OpenWindow{{window}});
        command(operator_there, hall::CallByNumber{{window}, number});
        command(operator_there, hall::StartService{{window}});
        now_ += 5min;
        command(operator_there, hall::FinishService{{window}, {}});
        return number;
    }

  private:
    hall::State state_;
    hall::Timestamp now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 7h + 42min};
    protocol::Sequence number_ = 0;
};

}  // namespace okno::kiosk_test
