#include "printer/conversation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "printer/dialect.hpp"
#include "printer/escpos.hpp"
#include "printer/virtual_printer.hpp"

using namespace okno::printer;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

const Profile profile{"test", 64, 203, 0, Parting::cut};
const Profile telling{"test", 64, 203, 0, Parting::cut, Speech::escpos, true};
const Profile presenting{"test", 64, 203, 0, Parting::cut_and_present, Speech::escpos, false, 30s};
const Profile star{"test", 64, 203, 0, Parting::cut, Speech::star};

// A conversation with a virtual printer on a wire that can be cut or go silent.
struct Talk {
    const Profile& model;
    SteadyTime now{1h};
    VirtualPrinter printer{model.width_dots, model.speech};
    Conversation conversation{model, now};
    bool silent = false;  // the printer's answers are lost
    int hang_ups = 0;
    std::vector<PortNews> news;

    explicit Talk(const Profile& its_model = profile) : model(its_model) {}

    void exchange() {
        for (std::string out = conversation.take_output(); !out.empty(); out = conversation.take_output()) {
            printer.feed(out);
            const std::string answers = printer.take_answers();
            if (!silent) conversation.hear(answers, now);
        }
        if (conversation.take_hang_up()) {
            ++hang_ups;
            conversation.disconnected(now, "hung up");
            conversation.connected(now);
            exchange();
        }
        for (auto& each : conversation.take_news()) news.push_back(std::move(each));
    }
    void connect() {
        conversation.connected(now);
        exchange();
    }
    void print() {
        Raster slip(64, 100);
        for (int y = 0; y < 100; ++y) slip.blacken(y % 64, y);
        conversation.print({"A012", dialect_of(model).job(slip, model)}, now);
        exchange();
    }
    // Time passes as a loop would let it: from one thing to do to the next.
    void pass(std::chrono::milliseconds time) {
        const SteadyTime until = now + time;
        while (now < until) {
            now = std::max(now, std::min(until, conversation.next_tick()));
            conversation.tick(now);
            exchange();
        }
    }
    std::optional<JobEnded> ended() const {
        for (const PortNews& each : news)
            if (const auto* job = std::get_if<JobEnded>(&each)) return *job;
        return std::nullopt;
    }
};

}  // namespace

TEST_CASE("a job is printed only after the end mark and a good status behind it") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 1), profile)}, talk.now);
    const auto step = [&](const std::string& expected_end, const std::string& answer) {
        const std::string out = talk.conversation.take_output();
        CHECK(out.ends_with(expected_end));
        CHECK(talk.conversation.take_news().empty());
        talk.conversation.hear(answer, talk.now);
    };
    step("\x10\x04\x01"s, "\x12"s);
    step("\x10\x04\x02"s, "\x12"s);
    step("\x10\x04\x03"s, "\x12"s);
    step("\x10\x04\x04"s, "\x12"s);
    step("\x1D\x56\x42\x00\x1D\x72\x01"s, "\x00"s);
    step("\x10\x04\x01"s, "\x12"s);
    step("\x10\x04\x02"s, "\x12"s);
    step("\x10\x04\x03"s, "\x12"s);
    step("\x10\x04\x04"s, "\x12"s);
    CHECK(talk.conversation.take_news() == std::vector<PortNews>{JobEnded{Outcome::printed, ""}});
    CHECK(talk.conversation.free());
}

TEST_CASE("without paper a job fails at once and not a byte of it is sent") {
    Talk talk;
    talk.connect();
    talk.printer.set_faults({.paper_end = true});
    talk.print();
    CHECK(talk.ended() == JobEnded{Outcome::failed, "no paper"});
    talk.printer.set_faults({});
    talk.exchange();
    CHECK(talk.printer.operations().empty());
    talk.news.clear();
    talk.print();
    CHECK(talk.ended()->outcome == Outcome::printed);
}

TEST_CASE("each fault before a job makes it fail with its name") {
    for (const auto& [faults, why] : {std::pair{Faults{.cover_open = true}, "cover open"},
                                      std::pair{Faults{.cutter_error = true}, "cutter jammed"}}) {
        Talk talk;
        talk.connect();
        talk.printer.set_faults(faults);
        talk.print();
        CHECK(talk.ended() == JobEnded{Outcome::failed, why});
    }
}

TEST_CASE("a roll that ends in the middle of a slip fails it, and it does not come out of the next roll") {
    Talk talk;
    talk.connect();
    talk.printer.load_roll(50);
    talk.print();
    CHECK_FALSE(talk.ended());
    talk.pass(1s);
    CHECK(talk.ended() == JobEnded{Outcome::broken_off, "no paper"});
    CHECK(talk.hang_ups == 1);
    talk.printer.tear_off();
    talk.printer.load_roll(10'000);
    CHECK(talk.printer.take_pages().empty());
    talk.news.clear();
    talk.print();
    CHECK(talk.ended()->outcome == Outcome::printed);
    CHECK(talk.printer.take_pages().size() == 1);
}

TEST_CASE("paper that ends right after the cut leaves the job unknown") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 8), profile)}, talk.now);
    while (talk.printer.take_pages().empty()) {
        talk.printer.feed(talk.conversation.take_output());
        talk.conversation.hear(talk.printer.take_answers(), talk.now);
    }
    talk.printer.take_answers();
    talk.conversation.take_output();
    talk.conversation.hear("\x1A\x32\x12\x7E", talk.now);
    CHECK(talk.conversation.take_news().back() ==
          PortNews{JobEnded{Outcome::unknown, "no paper after the cut"}});
}

TEST_CASE("paper that runs low is printed on") {
    Talk talk;
    talk.connect();
    talk.printer.set_faults({.paper_near_end = true});
    talk.print();
    CHECK(talk.ended()->outcome == Outcome::printed);
}

TEST_CASE("a printer that never answers fails the job after a bounded time") {
    Talk talk;
    talk.silent = true;
    talk.connect();
    talk.print();
    talk.pass(Conversation::checking_patience - 1ms);
    CHECK_FALSE(talk.ended());
    talk.pass(1ms);
    CHECK(talk.ended() == JobEnded{Outcome::failed, "the printer does not answer"});
    CHECK(talk.printer.operations().empty());
}

TEST_CASE("a printer that falls silent after it took the job leaves it unknown, and is told to forget it") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 100), profile)}, talk.now);
    while (talk.printer.operations().empty()) {
        talk.printer.feed(talk.conversation.take_output());
        talk.conversation.hear(talk.printer.take_answers().substr(0, 1) == "\x12" ? "\x12" : "", talk.now);
    }
    talk.silent = true;
    talk.pass(Conversation::sent_patience + 1ms);
    CHECK(talk.ended()->outcome == Outcome::unknown);
    CHECK(talk.printer.operations().back() == "forget");
    CHECK(talk.hang_ups >= 1);
}

TEST_CASE("a connection lost before the job was sent does not lose it") {
    Talk talk;
    talk.conversation.connected(talk.now);
    talk.conversation.print({"A012", escpos::job(Raster(64, 100), profile)}, talk.now);
    talk.conversation.disconnected(talk.now, "lost");
    talk.connect();
    CHECK(talk.ended()->outcome == Outcome::printed);
}

TEST_CASE("a connection lost after the job was sent leaves it unknown") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 100), profile)}, talk.now);
    talk.conversation.hear("\x12\x12\x12\x12", talk.now);
    talk.conversation.disconnected(talk.now, "the printer closed the connection");
    talk.exchange();
    CHECK(talk.ended() == JobEnded{Outcome::unknown, "the printer closed the connection"});
}

TEST_CASE("a printer out of reach for long fails each job at once instead of letting everybody wait") {
    Talk talk;
    talk.pass(10s);
    CHECK(talk.news == std::vector<PortNews>{StatusHeard{std::nullopt}});
    talk.conversation.print({"A012", "job"}, talk.now);
    talk.conversation.tick(talk.now);
    talk.exchange();
    CHECK(talk.ended() == JobEnded{Outcome::failed, "the printer is out of reach"});
}

TEST_CASE("a printer that takes what it is told and never answers is out of reach, whoever connects anew") {
    Talk talk;
    talk.connect();
    talk.silent = true;
    talk.pass(5s);
    CHECK(talk.news.back() == PortNews{StatusHeard{std::nullopt}});
    talk.pass(60s);
    talk.news.clear();
    talk.print();
    talk.pass(Conversation::answer_patience);  // no later visitor waits for the whole patience
    CHECK(talk.ended() == JobEnded{Outcome::failed, "the printer does not answer"});
    talk.silent = false;
    talk.pass(5s);
    CHECK(talk.news.back() == PortNews{StatusHeard{PrinterStatus{}}});
}

TEST_CASE("the status is asked for again and again, and told only when it changes") {
    Talk talk;
    talk.connect();
    talk.pass(5s);
    CHECK(talk.news == std::vector<PortNews>{StatusHeard{PrinterStatus{}}});
    talk.news.clear();
    talk.printer.set_faults({.paper_near_end = true});
    talk.pass(1500ms);
    CHECK(talk.news == std::vector<PortNews>{StatusHeard{PrinterStatus{.paper_near_end = true}}});
}

TEST_CASE("bytes nobody asked for change nothing") {
    Talk talk;
    talk.connect();
    talk.news.clear();
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    talk.conversation.hear(all + all, talk.now);
    talk.exchange();
    CHECK(talk.news.empty());
    CHECK(talk.conversation.free());
    talk.print();
    CHECK(talk.ended()->outcome == Outcome::printed);
}

TEST_CASE("a printer that babbles while a ticket is printed leaves it unknown") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 100), profile)}, talk.now);
    talk.conversation.hear("\x12\x12\x12\x12", talk.now);
    talk.conversation.hear(std::string(100, '\xFF'), talk.now);
    CHECK(talk.conversation.take_hang_up());
    talk.exchange();
    CHECK(talk.ended() == JobEnded{Outcome::unknown, "the printer answers nonsense"});
}

TEST_CASE("no noise on the wire makes a job printed that was never sent") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", escpos::job(Raster(64, 100), profile)}, talk.now);
    for (int i = 0; i < 10; ++i) talk.conversation.hear("\x00\x03\x0F\xFF\x11\x13\x60"s, talk.now);
    CHECK(talk.conversation.take_news().empty());
    CHECK_FALSE(talk.conversation.free());
    for (int i = 0; i < 100; ++i) talk.conversation.hear("\x00\x03\x0F\xFF\x11\x13\x60"s, talk.now);
    CHECK(talk.conversation.take_news() ==
          std::vector<PortNews>{JobEnded{Outcome::failed, "the printer answers nonsense"}});
}

TEST_CASE("a printer that tells changes by itself is believed at once, without being asked") {
    Talk talk(telling);
    talk.connect();
    CHECK(talk.news == std::vector<PortNews>{StatusHeard{PrinterStatus{}}});
    const auto tells = [&](const Faults& faults, const PrinterStatus& status) {
        talk.news.clear();
        talk.printer.set_faults(faults);
        talk.conversation.hear(talk.printer.take_answers(), talk.now);
        CHECK(talk.conversation.take_news() == std::vector<PortNews>{StatusHeard{status}});
    };
    tells({.paper_near_end = true}, {.paper_near_end = true});
    tells({.paper_end = true}, {.offline = true, .paper_end = true, .paper_near_end = true});
    tells({.cover_open = true}, {.offline = true, .cover_open = true});
    tells({.cutter_error = true}, {.offline = true, .cutter_error = true});
    tells({.overheated = true}, {.offline = true, .overheated = true});
    tells({}, {});
}

TEST_CASE("paper that ends under a job is known from the printer's own word, before it is asked again") {
    Talk talk(telling);
    talk.connect();
    talk.printer.load_roll(50);
    talk.print();
    CHECK(talk.ended() == JobEnded{Outcome::broken_off, "no paper"});
    CHECK(talk.printer.operations().back() == "forget");
}

TEST_CASE("a printer that tells changes prints many jobs, and its own words are no end marks") {
    Talk talk(telling);
    talk.connect();
    for (int i = 0; i < 3; ++i) {
        talk.news.clear();
        talk.print();
        CHECK(talk.ended()->outcome == Outcome::printed);
    }
    talk.conversation.print({"A012", "a job that is not printed"}, talk.now);
    talk.conversation.hear("\x12\x12\x12\x12", talk.now);
    talk.conversation.hear("\x10\x00\x00\x00"s, talk.now);
    for (const PortNews& each : talk.conversation.take_news())
        CHECK(std::holds_alternative<StatusHeard>(each));
    CHECK_FALSE(talk.conversation.free());
}

TEST_CASE("a Star prints, and each job counts only after its own end") {
    Talk talk(star);
    talk.connect();
    for (int i = 0; i < 40; ++i) {  // the counter turns at 32
        talk.news.clear();
        talk.print();
        talk.pass(Conversation::job_question_interval);
        REQUIRE(talk.ended());
        CHECK(talk.ended()->outcome == Outcome::printed);
    }
    CHECK(talk.printer.take_pages().size() == 40);
    CHECK(talk.hang_ups == 0);
}

TEST_CASE("a Star without paper fails a job, and what it had of one does not come out of the next roll") {
    Talk talk(star);
    talk.connect();
    talk.printer.load_roll(50);
    talk.print();
    talk.pass(1s);
    CHECK(talk.ended() == JobEnded{Outcome::broken_off, "no paper"});
    talk.printer.load_roll(10'000);
    CHECK(talk.printer.take_pages().empty());
    talk.printer.tear_off();
    talk.pass(2s);
    talk.news.clear();
    talk.print();
    talk.pass(1s);
    REQUIRE(talk.ended());
    CHECK(talk.ended()->outcome == Outcome::printed);
    CHECK(talk.printer.take_pages().size() == 1);
}

TEST_CASE("each fault of a Star is known within the time between two questions") {
    for (const auto& [name, fault] : fault_names) {
        Talk talk(star);
        talk.connect();
        talk.news.clear();
        Faults faults;
        faults.*fault = true;
        talk.printer.set_faults(faults);
        talk.pass(Conversation::idle_question_interval);
        REQUIRE_MESSAGE(talk.news.size() == 1, name);
        CHECK_FALSE(std::get<StatusHeard>(talk.news[0]).status == PrinterStatus{});
    }
}

TEST_CASE("a Star that falls silent after it took the job leaves it unknown") {
    Talk talk(star);
    talk.connect();
    talk.conversation.print({"A012", dialect_of(star).job(Raster(64, 100), star)}, talk.now);
    talk.printer.feed(talk.conversation.take_output());
    talk.conversation.hear(talk.printer.take_answers(), talk.now);
    talk.silent = true;
    talk.pass(Conversation::sent_patience + 1ms);
    REQUIRE(talk.ended());
    CHECK(talk.ended()->outcome == Outcome::unknown);
}

TEST_CASE("a presenter tells whether its slip was taken, and lets go of one that nobody takes") {
    Talk talk(presenting);
    talk.connect();
    talk.print();
    REQUIRE(talk.ended());
    CHECK(talk.ended()->outcome == Outcome::printed);
    const auto tells = [&](std::chrono::milliseconds after, const PrinterStatus& status) {
        talk.news.clear();
        talk.pass(after);
        CHECK(talk.news == std::vector<PortNews>{StatusHeard{status}});
    };
    CHECK(talk.printer.slip_in_mouth());
    talk.printer.take_slip();
    tells(2s, {});
    talk.print();
    CHECK(talk.printer.slip_in_mouth());
    talk.pass(28s);
    CHECK(talk.printer.slip_in_mouth());
    tells(5s, {});
    CHECK_FALSE(talk.printer.slip_in_mouth());
    CHECK(talk.printer.operations().back() == "let go");
}

TEST_CASE("a slip still in the presenter's mouth is let go of before the next one") {
    Talk talk(presenting);
    talk.connect();
    for (int i = 0; i < 2; ++i) {
        talk.news.clear();
        talk.print();
        CHECK(talk.ended()->outcome == Outcome::printed);
    }
    const auto& done = talk.printer.operations();
    const auto let_go = std::find(done.begin(), done.end(), "let go");
    REQUIRE(let_go != done.end());
    CHECK(std::count(done.begin(), let_go, "cut") == 1);
    CHECK(std::count(let_go, done.end(), "cut") == 1);
}

TEST_CASE("whatever a presenter answers, nothing is called printed that was not") {
    for (int byte = 0; byte < 256; ++byte) {
        Talk talk(presenting);
        talk.connect();
        talk.conversation.print({"A012", "a job of bytes"}, talk.now);
        talk.conversation.take_output();
        talk.conversation.hear("\x12\x12\x12\x12"s + static_cast<char>(byte) + "\x0F\x00\x00\x00\x00"s,
                               talk.now);
        for (const PortNews& each : talk.conversation.take_news())
            if (const auto* ended = std::get_if<JobEnded>(&each)) CHECK(ended->outcome != Outcome::printed);
    }
}

TEST_CASE("after a job that ended unknown the status is told anew, though it has not changed") {
    Talk talk;
    talk.connect();
    talk.conversation.print({"A012", dialect_of(profile).job(Raster(64, 100), profile)}, talk.now);
    talk.conversation.hear("\x12\x12\x12\x12", talk.now);
    talk.conversation.disconnected(talk.now, "lost");
    talk.exchange();
    REQUIRE(talk.ended()->outcome == Outcome::unknown);
    talk.news.clear();
    talk.connect();
    CHECK(talk.news == std::vector<PortNews>{StatusHeard{PrinterStatus{}}});
    talk.pass(5s);
    CHECK(talk.news.size() == 1);
}
