// A hall with the real rules, a printer's queue and a port with a memory, for the tests of the queue.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "fake_port.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "printer/print_queue.hpp"
#include "small_hall.hpp"

namespace okno::printer {

using namespace std::chrono_literals;

// The printer can be killed at any moment: the hall and the paper stay.
struct Shop {
    hall::State state;
    std::optional<PrintQueue> queue;
    FakePort port;
    std::vector<Report> unanswered;  // reports on their way to the hall
    std::vector<Report> reports;     // all that were ever sent
    hall::Timestamp wall = small_hall_morning;
    SteadyTime now{1h};
    bool deaf = false;
    Copy copies = Copy::owed;

    Shop() {
        settle(hall::AdoptPlan{small_plan()}, "administrator");
        start();
    }

    void start() {
        port = {};
        unanswered.clear();
        queue.emplace(hall::DeviceId{"kiosk-1"});
        queue->printer_is(true);
        synchronise();
    }

    void synchronise() {
        deaf = false;
        queue->resynchronised(state, wall, now);
        act();
    }

    void pass(std::chrono::milliseconds time) {
        wall += time;
        now += time;
        act();
    }

    hall::Decision settle(const hall::Wish& wish, const char* device) {
        auto decision = hall::decide(state, {{{device}, {}}, wish}, wall);
        if (decision)
            for (const auto& event : *decision) state = hall::evolve(std::move(state), event);
        return decision;
    }

    // The feed brings the events to the printer unless they are lost; after a loss the link brings nothing
    // more until the next snapshot.
    hall::TicketId take(const char* kiosk = "kiosk-1", bool heard = true) {
        const auto decision = settle(hall::TakeTicket{{"payment"}, {"ru"}}, kiosk);
        REQUIRE(decision);
        deaf = deaf || !heard;
        if (!deaf)
            for (const auto& event : *decision) queue->followed(event, now);
        act();
        return state.last_ticket;
    }

    void act() {
        for (const Action& action : queue->next(state, now)) {
            if (const auto* report = std::get_if<Report>(&action)) {
                reports.push_back(*report);
                unanswered.push_back(*report);
            } else {
                const auto [ticket, issue] = std::get<PrintTicket>(action);
                port.print({std::to_string(ticket.value) + (issue == Issue::copy ? " copy" : ""), "slip"},
                           now);
            }
        }
    }

    // The hall answers everything that has reached it.
    void answer() {
        while (!unanswered.empty()) {
            const Report report = unanswered.front();
            unanswered.erase(unanswered.begin());
            const auto decision = settle(hall::ReportPrint{report.ticket, report.print}, "printer-1");
            if (report.print == hall::Print::printing) queue->announced(decision && !decision->empty());
            act();
        }
    }

    void end_job(Outcome outcome) {
        port.end(outcome);
        for (const PortNews& news : port.work(now))
            queue->ended(std::get<JobEnded>(news).outcome, copies, now);
        act();
    }

    hall::Print print_of(hall::TicketId ticket) const { return hall::find(state, ticket)->print; }
};

}  // namespace okno::printer
