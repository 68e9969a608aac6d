#include <random>

#include "print_shop.hpp"

using namespace okno;
using namespace okno::printer;

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
