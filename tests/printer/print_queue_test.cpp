#include "printer/print_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "fake_port.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "small_hall.hpp"

using namespace okno;
using namespace okno::printer;
using namespace std::chrono_literals;

namespace {

// A hall with the real rules, a printer's queue and a port with a memory. The printer can be killed at any
// moment: the hall and the paper stay.
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

}  // namespace

TEST_CASE("a ticket of this kiosk is announced, printed after the hall's answer, and reported printed") {
    Shop shop;
    const auto ticket = shop.take();
    CHECK(shop.reports == std::vector<Report>{{ticket, hall::Print::printing}});
    CHECK(shop.port.jobs.empty());  // not a byte before the hall has agreed
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 1);
    CHECK(shop.print_of(ticket) == hall::Print::printing);
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::printed);
    CHECK(shop.queue->idle());
}

TEST_CASE("a ticket of another kiosk is not printed") {
    Shop shop;
    shop.take("kiosk-2");
    shop.answer();
    CHECK(shop.reports.empty());
    CHECK(shop.port.jobs.empty());
}

TEST_CASE("tickets are printed one after the other in the order of their issue") {
    Shop shop;
    for (int i = 0; i < 3; ++i) shop.take();
    CHECK(shop.queue->waiting() == 2);
    for (std::size_t i = 1; i <= 3; ++i) {
        shop.answer();
        REQUIRE(shop.port.jobs.size() == i);
        CHECK(shop.port.jobs.back().name == std::to_string(i));
        shop.end_job(Outcome::printed);
    }
    shop.answer();
    for (std::uint64_t i = 1; i <= 3; ++i) CHECK(shop.print_of({i}) == hall::Print::printed);
}

TEST_CASE("a ticket that failed stays failed, and the next one prints as usual") {
    Shop shop;
    const auto first = shop.take();
    const auto second = shop.take();
    shop.answer();
    shop.end_job(Outcome::failed);
    shop.answer();
    CHECK(shop.print_of(first) == hall::Print::failed);
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.print_of(second) == hall::Print::printed);
    CHECK(shop.port.jobs.size() == 2);
    CHECK(shop.print_of(first) == hall::Print::failed);
}

TEST_CASE("what the port does not know is reported unknown") {
    Shop shop;
    const auto ticket = shop.take();
    shop.answer();
    shop.queue->printer_is(false);
    shop.end_job(Outcome::unknown);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::unknown);
}

TEST_CASE("a ticket that ended unknown is printed once more, as a copy, when the printer can print again") {
    Shop shop;
    const auto ticket = shop.take();
    const auto later = shop.take();
    shop.answer();
    shop.queue->printer_is(false);
    shop.end_job(Outcome::unknown);
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 2);  // a ticket that was never printed is tried as ever
    shop.end_job(Outcome::failed);
    shop.answer();
    CHECK(shop.port.jobs.size() == 2);

    shop.queue->printer_is(true);
    shop.pass(1s);
    CHECK(shop.reports.back() == Report{ticket, hall::Print::printing});
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 3);
    CHECK(shop.port.jobs.back().name == "1 copy");
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::printed);
    CHECK(shop.print_of(later) == hall::Print::failed);
    CHECK(shop.state.tickets.size() == 2);  // never a second number
}

TEST_CASE(
    "a slip that broke off is failed, and printed once more as a copy when the printer can print again") {
    Shop shop;
    const auto ticket = shop.take();
    shop.answer();
    shop.end_job(Outcome::broken_off);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::failed);
    CHECK(shop.port.jobs.size() == 1);  // its paper has not been seen to yet
    shop.queue->printer_is(true);
    shop.pass(1s);
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 2);
    CHECK(shop.port.jobs.back().name == "1 copy");
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::printed);
}

TEST_CASE("a ticket of which nothing came out gets no copy, and one whose copy broke off, too, no second") {
    Shop shop;
    shop.take();
    shop.answer();
    shop.end_job(Outcome::failed);
    shop.take();
    shop.answer();
    for (int i = 0; i < 3; ++i) {
        if (!shop.port.free()) shop.end_job(Outcome::broken_off);
        shop.queue->printer_is(true);
        shop.pass(1s);
        shop.answer();
    }
    CHECK(shop.port.jobs.size() == 3);
    CHECK(shop.port.jobs.back().name == "2 copy");
}

TEST_CASE("copies come before tickets that wait for their first print") {
    Shop shop;
    shop.take();
    shop.take();
    shop.take();
    shop.answer();
    shop.end_job(Outcome::unknown);
    shop.answer();
    CHECK(shop.port.jobs.back().name == "2");  // the printer has not said yet that it can print again
    shop.queue->printer_is(true);
    for (const char* name : {"1 copy", "3"}) {
        shop.end_job(Outcome::printed);
        shop.answer();
        CHECK(shop.port.jobs.back().name == name);
    }
}

TEST_CASE("a copy that ends unknown, too, is not copied again") {
    Shop shop;
    const auto ticket = shop.take();
    shop.answer();
    for (int i = 0; i < 2; ++i) {
        shop.end_job(Outcome::unknown);
        shop.queue->printer_is(true);
        shop.pass(1s);
        shop.answer();
    }
    CHECK(shop.port.jobs.size() == 2);
    CHECK(shop.print_of(ticket) == hall::Print::unknown);
    CHECK(shop.queue->idle());
}

TEST_CASE("a printer that never says that it printed gets one copy in vain and no more, until it says so") {
    Shop shop;
    const auto print_all = [&](Outcome outcome) {
        const std::size_t before = shop.port.jobs.size();
        shop.take();
        shop.answer();
        while (!shop.port.free()) {
            shop.end_job(outcome);
            shop.queue->printer_is(true);
            shop.pass(1s);
            shop.answer();
        }
        return shop.port.jobs.size() - before;
    };
    CHECK(print_all(Outcome::unknown) == 2);
    CHECK(print_all(Outcome::unknown) == 1);
    CHECK(print_all(Outcome::unknown) == 1);
    CHECK(print_all(Outcome::printed) == 1);
    CHECK(print_all(Outcome::unknown) == 2);
}

TEST_CASE("where the port never knows whether it printed nothing is copied") {
    Shop shop;
    shop.copies = Copy::never;
    shop.take();
    shop.answer();
    shop.end_job(Outcome::unknown);
    shop.queue->printer_is(true);
    shop.pass(1s);
    shop.answer();
    CHECK(shop.port.jobs.size() == 1);
}

TEST_CASE("who was called, who has left and who has waited ten minutes for a copy gets none") {
    Shop shop;
    shop.settle(hall::OpenWindow{hall::WindowId{1}}, "console");
    const auto without_paper = [&] {
        shop.queue->printer_is(true);
        const auto ticket = shop.take();
        shop.answer();
        shop.queue->printer_is(false);
        shop.end_job(Outcome::unknown);
        shop.answer();
        return ticket;
    };
    const auto jobs_after = [&](auto&& what) {
        const std::size_t before = shop.port.jobs.size();
        what();
        shop.pass(1s);
        shop.queue->printer_is(true);
        shop.pass(1s);
        shop.answer();
        return shop.port.jobs.size() - before;
    };
    without_paper();
    CHECK(jobs_after([&] { REQUIRE(shop.settle(hall::CallNext{hall::WindowId{1}}, "console")); }) == 0);
    const auto left = without_paper();
    CHECK(jobs_after([&] { REQUIRE(shop.settle(hall::CancelTicket{left}, "console")); }) == 0);
    without_paper();
    CHECK(jobs_after([&] { shop.pass(PrintQueue::copy_patience); }) == 0);
    without_paper();
    CHECK(jobs_after([&] { shop.pass(PrintQueue::copy_patience - 5s); }) == 1);
}

TEST_CASE("a printer killed before the hall agreed prints the ticket after its restart") {
    Shop shop;
    const auto ticket = shop.take();
    shop.start();  // the report was lost with the process
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 1);
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::printed);
}

TEST_CASE("a printer killed while it printed reports the ticket unknown and never prints it again") {
    Shop shop;
    const auto ticket = shop.take();
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 1);
    shop.start();
    shop.answer();
    CHECK(shop.print_of(ticket) == hall::Print::unknown);
    CHECK(shop.port.jobs.empty());
    shop.start();
    shop.answer();
    CHECK(shop.port.jobs.empty());
}

TEST_CASE("after a restart tickets younger than two minutes are printed, older ones reported failed") {
    Shop shop;
    const auto old = shop.take("kiosk-1", false);
    shop.pass(90s);
    const auto fresh = shop.take("kiosk-1", false);
    shop.pass(40s);
    shop.start();
    shop.answer();
    CHECK(shop.print_of(old) == hall::Print::failed);
    CHECK(shop.print_of(fresh) == hall::Print::printing);
}

TEST_CASE("a ticket heard live prints whatever the machine's wall clock says") {
    Shop shop;
    shop.wall += 24h * 300;
    shop.take();
    shop.answer();
    CHECK(shop.port.jobs.size() == 1);
}

TEST_CASE(
    "a ticket whose announcement is not answered for two minutes does not hold the later ones for ever") {
    Shop shop;
    shop.take();  // announced; the hall is silent
    const auto second = shop.take();
    CHECK(shop.queue->next_deadline() == shop.now + PrintQueue::patience);
    shop.pass(121s);
    CHECK(shop.reports.back() == Report{second, hall::Print::failed});
}

TEST_CASE("a second printer of the same kiosk does not print what the first has announced") {
    Shop shop;
    const auto ticket = shop.take();
    REQUIRE(shop.settle(hall::ReportPrint{ticket, hall::Print::printing}, "printer-2"));
    shop.answer();
    CHECK(shop.port.jobs.empty());
    CHECK(shop.queue->idle());
}

TEST_CASE("a ticket cancelled before the hall agreed is not printed") {
    Shop shop;
    const auto ticket = shop.take();
    REQUIRE(shop.settle(hall::CancelTicket{ticket}, "console"));
    shop.answer();
    CHECK(shop.port.jobs.empty());
    CHECK(shop.queue->idle());
}

TEST_CASE("a new snapshot prints nothing twice and does not disturb the ticket under way") {
    Shop shop;
    const auto first = shop.take();
    const auto second = shop.take();
    shop.answer();
    const auto missed = shop.take("kiosk-1", false);  // the gap
    shop.synchronise();
    CHECK(shop.print_of(first) == hall::Print::printing);
    for (int i = 0; i < 3; ++i) {
        shop.end_job(Outcome::printed);
        shop.answer();
    }
    for (const auto ticket : {first, second, missed}) CHECK(shop.print_of(ticket) == hall::Print::printed);
    CHECK(shop.port.jobs.size() == 3);
}

TEST_CASE("a hall with a new journal is followed from its first ticket") {
    Shop shop;
    for (int i = 0; i < 3; ++i) {
        shop.take();
        shop.answer();
        shop.end_job(Outcome::printed);
    }
    shop.answer();
    shop.state = {};
    shop.settle(hall::AdoptPlan{small_plan()}, "administrator");
    shop.take("kiosk-1", false);
    shop.synchronise();
    shop.answer();
    CHECK(shop.port.jobs.size() == 4);
}

TEST_CASE("asked to stop, the printer finishes what the hall agreed to and takes no more") {
    Shop shop;
    shop.take();
    shop.take();
    shop.queue->take_no_more();
    shop.answer();
    REQUIRE(shop.port.jobs.size() == 1);
    shop.end_job(Outcome::printed);
    shop.answer();
    CHECK(shop.queue->idle());
    CHECK(shop.port.jobs.size() == 1);
    CHECK(shop.print_of({2}) == hall::Print::reserved);
}

TEST_CASE("killed at any moment, the printer prints no ticket twice and leaves none untold") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 40; ++round) {
        Shop shop;
        std::map<std::string, int> printed;
        std::size_t counted = 0;
        const auto count = [&] {
            for (; counted < shop.port.jobs.size(); ++counted) ++printed[shop.port.jobs[counted].name];
        };
        for (int step = 0; step < 150; ++step) {
            if (random() % 8 == 0) shop.queue->printer_is(true);
            switch (random() % 8) {
                case 0:
                    shop.take();
                    break;
                case 1:
                    shop.take("kiosk-1", false);
                    break;
                case 2:
                case 3:
                    shop.answer();
                    break;
                case 4:
                case 5:
                    if (!shop.port.free()) shop.end_job(static_cast<Outcome>(random() % 3));
                    break;
                case 6:
                    shop.synchronise();
                    break;
                default:
                    if (random() % 4 == 0) {
                        counted = 0;
                        shop.start();
                    }
            }
            count();
        }
        shop.synchronise();
        shop.answer();
        while (!shop.port.free()) {
            shop.end_job(Outcome::printed);
            shop.answer();
            count();
        }
        for (const auto& [name, times] : printed) REQUIRE(times == 1);
        for (const auto& [id, ticket] : shop.state.tickets) {
            REQUIRE(ticket.print != hall::Print::reserved);
            REQUIRE(ticket.print != hall::Print::printing);
        }
    }
}
