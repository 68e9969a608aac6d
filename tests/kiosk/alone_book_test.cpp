// What a kiosk keeps on its disk about the tickets it gives alone.
#include <doctest/doctest.h>

#include <fstream>

#include "kiosk/alone.hpp"
#include "kiosk/remembered_plan.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/kiosk/kiosk_hall.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace std::chrono_literals;

namespace {

const hall::LocalDay monday{std::chrono::days{20'000}};
const hall::Timestamp morning{std::chrono::sys_days{std::chrono::days{20'000}} + 9h};

Unsettled touch(int minute = 0) {
    const hall::Timestamp at = morning + std::chrono::minutes{minute};
    return {protocol::make_request_id(at), {{"refund"}, {"ru"}, {"disabled"}}, at};
}

AloneBook leased_book() {
    AloneBook book;
    book.nonce = "5f3a";
    book.lease = HeldLease{2, {{"kiosk-1"}, "pc", morning - 1h}};
    book.day = monday;
    return book;
}

}  // namespace

TEST_CASE("numbers of a block go up one by one, and a touch gets the same again") {
    AloneBook book = leased_book();
    const Unsettled first = touch();
    CHECK(draw(book, "pc", first, "C", monday) == hall::TicketNumber{"C", 2000});
    CHECK(draw(book, "pc", touch(1), "C", monday) == hall::TicketNumber{"C", 2001});
    CHECK(draw(book, "pc", touch(2), "A", monday) == hall::TicketNumber{"A", 2000});
    CHECK(draw(book, "pc", first, "C", monday) == hall::TicketNumber{"C", 2000});
    CHECK(book.waiting.size() == 3);
    // A new day begins anew, but for the numbers that are not merged yet; a clock that is set back does not.
    CHECK(draw(book, "pc", touch(3), "C", monday + std::chrono::days{1}) == hall::TicketNumber{"C", 2002});
    CHECK(draw(book, "pc", touch(4), "C", monday) == hall::TicketNumber{"C", 2003});
    book.waiting.clear();
    CHECK(draw(book, "pc", touch(5), "C", monday + std::chrono::days{2}) == hall::TicketNumber{"C", 2000});
}

TEST_CASE("no number is given twice on a day, nor out of a block of another machine, nor beyond its end") {
    AloneBook book = leased_book();
    CHECK_FALSE(draw(book, "copy", touch(), "C", monday));
    CHECK_FALSE(has_number(book, "copy", "C", monday));
    book.used["C"] = 999;
    CHECK(draw(book, "pc", touch(), "C", monday) == hall::TicketNumber{"C", 2999});
    CHECK_FALSE(has_number(book, "pc", "C", monday));
    CHECK_FALSE(draw(book, "pc", touch(1), "C", monday));
    CHECK(has_number(book, "pc", "C", monday + std::chrono::days{1}));
    book.lease.reset();
    CHECK_FALSE(draw(book, "pc", touch(2), "A", monday));
}

TEST_CASE("what the dispatcher knows to be used is used, though the kiosk has forgotten") {
    AloneBook book;
    hall::State state;
    state.day = monday;
    state.leases[1] = {{"kiosk-2"}, "pc", morning};
    state.leases[3] = {{"kiosk-1"}, "pc", morning};
    state.merged = {{"C", 3000}, {"C", 3006}, {"C", 1020}};
    CHECK(learn(book, state, {"kiosk-1"}, "pc"));
    CHECK_FALSE(learn(book, state, {"kiosk-1"}, "pc"));
    CHECK(book.lease->block == 3);
    CHECK(draw(book, "pc", touch(), "C", monday) == hall::TicketNumber{"C", 3007});
    CHECK(draw(book, "pc", touch(1), "A", monday) == hall::TicketNumber{"A", 3000});
}

TEST_CASE("the book comes back from its text as it was") {
    AloneBook book = leased_book();
    draw(book, "pc", touch(), "C", monday);
    draw(book, "pc", touch(1), "A", monday);
    book.waiting[1].again = protocol::make_request_id(morning);
    book.waiting[1].instead_of = hall::TicketId{17};
    book.refused.push_back(book.waiting[0]);
    CHECK(book_from_text(to_text(book)) == book);
    CHECK(book_from_text(to_text(AloneBook{"00", {}, monday})) == AloneBook{"00", {}, monday});
    CHECK_THROWS_AS(book_from_text("{}"), protocol::CodecError);
    CHECK_THROWS_AS(book_from_text(R"({"nonce":"0","day":"2026-11-29","used":{"A":1001},"waiting":[],)"
                                   R"("refused":[]})"),
                    protocol::CodecError);
}

TEST_CASE("the file belongs to one process, survives it, and is put aside when it cannot be understood") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "kiosk-1.alone";
    AloneBook book;
    {
        const AloneFile mine(file);
        CHECK_THROWS_AS(AloneFile{file}, std::runtime_error);
        book = mine.read();
        CHECK(book.nonce.size() == 16);
        book.used["A"] = 5;
        mine.keep(book);
    }
    CHECK(AloneFile{file}.read() == book);
    std::ofstream(file) << "half a fi";
    const AloneBook fresh = AloneFile{file}.read();
    CHECK(fresh.nonce != book.nonce);
    std::ifstream aside(file.string() + ".broken");
    CHECK(std::string(std::istreambuf_iterator<char>(aside), {}) == "half a fi");
}

TEST_CASE("no number leaves a kiosk whose disk takes nothing") {
    const fakes::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "state");
    Alone alone(folder / "state/kiosk-1.alone", "pc", {"kiosk-1"});
    hall::State state;
    state.day = monday;
    const auto requests = alone.next({morning, {}});
    REQUIRE(requests.size() == 1);
    state.leases[1] = {{"kiosk-1"}, std::get<hall::LeaseBlock>(requests[0].wish).machine, morning};
    alone.learn(state);
    CHECK(alone.give(touch(), "C", monday) == hall::TicketNumber{"C", 1000});
    std::filesystem::rename(folder / "state", folder / "gone");
    CHECK_FALSE(alone.give(touch(1), "C", monday));
    std::filesystem::rename(folder / "gone", folder / "state");
    CHECK(alone.give(touch(2), "C", monday) == hall::TicketNumber{"C", 1001});
}

TEST_CASE("a kiosk that starts without the dispatcher knows the plan it had") {
    const fakes::TemporaryFolder folder;
    const hall::Plan plan = kiosk_test::example_plan();
    RememberedPlan remembered(folder / "kiosk-1.plan");
    CHECK_FALSE(hall::has_plan(remembered.read()));
    remembered.keep(plan);
    CHECK(RememberedPlan(folder / "kiosk-1.plan").read().plan == plan);
    std::ofstream(folder / "kiosk-1.plan") << "{";
    CHECK_FALSE(hall::has_plan(RememberedPlan(folder / "kiosk-1.plan").read()));
}
