// Who may hold half a slip gets a copy.
#include "print_shop.hpp"

using namespace okno;
using namespace okno::printer;

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
