#include "printer/tcp_port.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <functional>
#include <stdexcept>

#include "printer/dialect.hpp"
#include "virtual_printer_server.hpp"

using namespace okno::printer;
using namespace std::chrono_literals;

namespace {

const Profile& profile = *find_profile("generic-80");

// A port and a printer on loopback. The port's clock is the test's: patience runs out without waiting for it.
struct Wire {
    const Profile& model;
    SteadyTime now{1h};
    VirtualPrinterServer server{model.width_dots, model.speech};
    TcpPort port{"127.0.0.1", server.port(), model, now};
    std::vector<PortNews> news;

    explicit Wire(const Profile& its_model = profile) : model(its_model) {}

    bool until(const std::function<bool()>& done) {
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (!done()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            turn();
            for (const Watched& each : port.watched()) {
                pollfd wait{each.descriptor, POLLIN, 0};
                ::poll(&wait, 1, 1);
            }
        }
        return true;
    }
    void turn() {
        for (auto& each : port.work(now)) news.push_back(std::move(each));
        server.pump();
    }
    void pass(std::chrono::milliseconds time) {
        for (const SteadyTime end = now + time; now < end; now += 100ms) turn();
    }
    bool ready() {
        return until([&] { return !news.empty(); });
    }
    void print() {
        news.clear();
        Raster raster(profile.width_dots, 800);
        for (int y = 0; y < 800; ++y) raster.blacken(y % profile.width_dots, y);
        port.print({"A012", dialect_of(model).job(raster, model)}, now);
    }
    std::optional<JobEnded> ended() const {
        for (const PortNews& each : news)
            if (const auto* job = std::get_if<JobEnded>(&each)) return *job;
        return std::nullopt;
    }
    bool until_ended() {
        return until([&] { return ended().has_value(); });
    }
};

}  // namespace

TEST_CASE("a network printer prints a job and says so") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(*wire.ended() == JobEnded{Outcome::printed, ""});
    CHECK(wire.server.printer.take_pages().size() == 1);
    CHECK(wire.port.name() == "tcp:127.0.0.1:" + std::to_string(wire.server.port()));
}

TEST_CASE("a Star on a network prints a job and says so when it is asked again") {
    Wire wire(*find_profile("star-tsp650"));
    REQUIRE(wire.ready());
    wire.print();
    REQUIRE(wire.until([&] {
        wire.now += 10ms;
        return wire.ended().has_value();
    }));
    CHECK(*wire.ended() == JobEnded{Outcome::printed, ""});
    CHECK(wire.server.printer.take_pages().size() == 1);
}

TEST_CASE("many jobs use one connection") {
    Wire wire;
    REQUIRE(wire.ready());
    for (int i = 0; i < 5; ++i) {
        wire.print();
        REQUIRE(wire.until_ended());
        CHECK(wire.ended()->outcome == Outcome::printed);
    }
    CHECK(wire.server.printer.take_pages().size() == 5);
    CHECK(wire.server.connections == 1);
}

TEST_CASE("a job given before the connection stands waits for it") {
    Wire wire;
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(wire.ended()->outcome == Outcome::printed);
}

TEST_CASE("a port that refuses fails the job within its patience") {
    std::uint16_t closed = 0;
    {
        const VirtualPrinterServer gone(64);
        closed = gone.port();
    }
    SteadyTime now{1h};
    TcpPort port("127.0.0.1", closed, profile, now);
    port.print({"A012", "job"}, now);
    std::vector<PortNews> news;
    for (; now < SteadyTime{1h} + 4s; now += 100ms)
        for (auto& each : port.work(now)) news.push_back(std::move(each));
    CHECK(news == std::vector<PortNews>{StatusHeard{std::nullopt},
                                        JobEnded{Outcome::failed, "the printer is out of reach"}});
}

TEST_CASE("a printer that comes back is found again") {
    Wire wire;
    wire.server.stalled = true;
    wire.pass(5s);
    wire.server.stalled = false;
    REQUIRE(wire.until([&] {
        wire.now += 20ms;
        return !wire.news.empty() && wire.news.back() == PortNews{StatusHeard{PrinterStatus{}}};
    }));
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(wire.ended()->outcome == Outcome::printed);
}

TEST_CASE("a printer that takes the connection and never reads fails the job before it is sent") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.server.stalled = true;
    wire.print();
    wire.pass(3500ms);
    REQUIRE(wire.ended());
    CHECK(wire.ended()->outcome == Outcome::failed);
}

TEST_CASE("a printer that stalls after the job has begun leaves it unknown") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.print();
    REQUIRE(wire.until([&] { return !wire.server.printer.operations().empty(); }));
    wire.server.stalled = true;
    wire.pass(16s);
    REQUIRE(wire.ended());
    CHECK(wire.ended()->outcome == Outcome::unknown);
}

TEST_CASE("a printer that closes in the middle of a job leaves it unknown, and the next one prints whole") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.server.close_after = 20'000;
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(wire.ended()->outcome == Outcome::unknown);
    wire.server.close_after = std::numeric_limits<std::size_t>::max();
    wire.print();
    REQUIRE(wire.until([&] {
        wire.now += 1ms;
        return wire.ended().has_value();
    }));
    CHECK(wire.ended()->outcome == Outcome::printed);
    // The torn band of the first job ended in white: the second was not swallowed.
    CHECK(wire.server.printer.operations().back() == "cut");
    CHECK(wire.server.printer.take_pages().at(0).height_dots() > 800);
}

TEST_CASE("a network printer without paper fails the job; with a new roll it prints the next") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.server.printer.set_faults({.paper_end = true});
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(*wire.ended() == JobEnded{Outcome::failed, "no paper"});
    wire.server.printer.set_faults({});
    wire.print();
    REQUIRE(wire.until_ended());
    CHECK(wire.ended()->outcome == Outcome::printed);
    CHECK(wire.server.printer.take_pages().size() == 1);
}

TEST_CASE("paper that ends in the middle of a slip fails it on the network too") {
    Wire wire;
    REQUIRE(wire.ready());
    wire.server.printer.load_roll(300);
    wire.print();
    REQUIRE(wire.until([&] {
        wire.now += 1ms;
        return wire.ended().has_value();
    }));
    CHECK(*wire.ended() == JobEnded{Outcome::broken_off, "no paper"});
    REQUIRE(wire.until([&] { return wire.server.printer.operations().back() == "forget"; }));
}

TEST_CASE("a host that does not exist is refused at the start") {
    CHECK_THROWS_AS(TcpPort("no such host", 9100, profile, SteadyTime{}), std::runtime_error);
}
