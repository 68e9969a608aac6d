// How tickets that a kiosk gave alone are told to the dispatcher, and what becomes of its answers.
#include <doctest/doctest.h>

#include "kiosk/merger.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace std::chrono_literals;

namespace {

const platform::SteadyTime start = platform::SteadyTime{} + 1h;
const hall::Timestamp morning{std::chrono::sys_days{std::chrono::days{20'000}} + 9h};

struct Merging {
    AloneBook book;
    Merger merger{book};
    protocol::RequestId fresh = protocol::make_request_id(morning);

    explicit Merging(int tickets) {
        book.nonce = "00";
        book.lease = HeldLease{1, {{"kiosk-1"}, "pc", morning}};
        for (int i = 0; i < tickets; ++i)
            draw(book, "pc", {protocol::make_request_id(morning), {{"refund"}, {"ru"}}, morning}, "C",
                 hall::LocalDay{std::chrono::days{20'000}});
    }
    bool accept(const protocol::RequestId& id, std::vector<protocol::Entry> entries = {}) {
        return merger.hear({id, std::move(entries)}, fresh, start);
    }
    bool refuse(const protocol::RequestId& id, const std::string& code) {
        return merger.hear({id, tl::make_unexpected(protocol::Refusal{code, {}})}, fresh, start);
    }
};

}  // namespace

TEST_CASE("tickets are merged in their order, a hundred at a time, under the ids of their touches") {
    Merging m(250);
    const auto first = m.merger.next(start);
    REQUIRE(first.size() == Merger::at_once);
    CHECK(m.merger.next(start).empty());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].id == m.book.waiting[i].touch.id);
        CHECK(std::get<hall::MergeTicket>(first[i].wish).number ==
              hall::TicketNumber{"C", 1000 + static_cast<int>(i)});
    }
    CHECK_FALSE(m.merger.take_changed());
    CHECK(m.accept(first[1].id));
    CHECK_FALSE(m.accept(first[1].id));
    CHECK_FALSE(m.accept(m.fresh));
    CHECK(m.merger.take_changed());
    CHECK(m.book.waiting.size() == 249);
    CHECK(m.merger.next(start).size() == 1);
}

TEST_CASE("a touch that had been heard after all: its ticket gives way to the number the visitor knows") {
    Merging m(1);
    const protocol::RequestId touch = m.book.waiting[0].touch.id;
    m.merger.next(start);
    CHECK(m.refuse(touch, "request_id_reused"));
    auto asked = m.merger.next(start);
    REQUIRE(asked.size() == 1);
    CHECK(asked[0] == Merger::ToSend{touch, m.book.waiting[0].touch.wish});
    SUBCASE("it had been given a ticket") {
        const hall::TicketTaken taken{{17}, {"C", 5}, {"refund"}, {"ru"}};
        m.accept(touch, {{40, hall::Event{morning, {}, taken}}});
        CHECK(m.merger.take_changed());  // the fresh id is on the disk before it is used
        asked = m.merger.next(start);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].id == m.fresh);
        CHECK(std::get<hall::MergeTicket>(asked[0].wish).instead_of == hall::TicketId{17});
    }
    SUBCASE("it had been refused") {
        m.refuse(touch, "service_full");
        asked = m.merger.next(start);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].id == m.fresh);
        CHECK(std::get<hall::MergeTicket>(asked[0].wish).instead_of == hall::TicketId{});
    }
    m.accept(m.fresh);
    CHECK(m.book.waiting.empty());
    CHECK(m.book.refused.empty());
}

TEST_CASE("answers that come late, under the id a touch and its merge share, are told apart") {
    Merging m(1);
    const protocol::RequestId touch = m.book.waiting[0].touch.id;
    const hall::TicketTaken taken{{17}, {"C", 5}, {"refund"}, {"ru"}};
    m.merger.next(start);
    SUBCASE("the answer to the touch, while the merge is asked") {
        m.accept(touch, {{40, hall::Event{morning, {}, taken}}});
    }
    SUBCASE("a second refusal of the merge, while the touch is asked") {
        m.refuse(touch, "request_id_reused");
        m.merger.next(start);
        m.refuse(touch, "request_id_reused");
        REQUIRE(m.merger.next(start).size() == 1);
        m.accept(touch, {{40, hall::Event{morning, {}, taken}}});
    }
    REQUIRE(m.book.waiting.size() == 1);
    const auto asked = m.merger.next(start);
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].id == m.fresh);
    CHECK(std::get<hall::MergeTicket>(asked[0].wish).instead_of == hall::TicketId{17});
}

TEST_CASE("what will never be accepted is kept for the administrator; what may be, is asked again later") {
    Merging m(2);
    const auto asked = m.merger.next(start);
    m.refuse(asked[0].id, "number_in_use");
    CHECK(m.book.refused.size() == 1);
    m.refuse(asked[1].id, "not_allowed");
    CHECK(m.book.waiting.size() == 1);
    CHECK(m.merger.next(start).empty());
    CHECK(m.merger.time_left(start) == Merger::pause);
    const auto again = m.merger.next(start + Merger::pause);
    REQUIRE(again.size() == 1);
    CHECK(again[0] == asked[1]);
}
