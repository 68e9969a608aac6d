#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "printer/status.hpp"

#include <doctest/doctest.h>

#include "printer/condition.hpp"

using namespace okno::printer;

namespace {

PrinterStatus after(std::initializer_list<std::pair<StatusKind, int>> answers) {
    PrinterStatus status;
    for (const auto& [kind, byte] : answers) add_answer(status, kind, static_cast<std::uint8_t>(byte));
    return status;
}

}  // namespace

TEST_CASE("a printer that answers 12 to everything can print") {
    const auto status = after({{StatusKind::printer, 0x12},
                               {StatusKind::offline_cause, 0x12},
                               {StatusKind::error_cause, 0x12},
                               {StatusKind::paper, 0x12}});
    CHECK(can_print(status));
    CHECK(describe(status) == "ready");
}

TEST_CASE("a printer without paper says so, not only that it is offline") {
    const auto status = after({{StatusKind::printer, 0x1A},
                               {StatusKind::offline_cause, 0x32},
                               {StatusKind::error_cause, 0x12},
                               {StatusKind::paper, 0x7E}});
    CHECK_FALSE(can_print(status));
    CHECK(status.paper_end);
    CHECK(describe(status) == "no paper");
}

TEST_CASE("paper that runs low is told and printed on") {
    const auto status = after({{StatusKind::paper, 0x1E}});
    CHECK(status.paper_near_end);
    CHECK(can_print(status));
    CHECK(describe(status) == "paper runs low");
}

TEST_CASE("an open cover, a jammed cutter and other errors each stop the printing") {
    CHECK(describe(after({{StatusKind::offline_cause, 0x16}})) == "cover open");
    CHECK_FALSE(can_print(after({{StatusKind::offline_cause, 0x16}})));
    const auto jam = after({{StatusKind::offline_cause, 0x52}, {StatusKind::error_cause, 0x1A}});
    CHECK(jam == PrinterStatus{.cutter_error = true});
    CHECK_FALSE(can_print(jam));
    const auto hot = after({{StatusKind::offline_cause, 0x52}, {StatusKind::error_cause, 0x52}});
    CHECK(hot == PrinterStatus{.overheated = true});
    CHECK_FALSE(can_print(hot));
    CHECK(describe(hot) == "too hot");
    CHECK(after({{StatusKind::error_cause, 0x32}}).other_error);
    CHECK(after({{StatusKind::offline_cause, 0x52}, {StatusKind::error_cause, 0x12}}).other_error);
    CHECK(describe(after({{StatusKind::printer, 0x1A}})) == "offline");
}

TEST_CASE("of all 256 bytes none is both a status answer and an end mark") {
    int answers = 0, marks = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const auto b = static_cast<std::uint8_t>(byte);
        CHECK_FALSE((is_status_answer(b) && is_end_mark(b)));
        answers += is_status_answer(b);
        marks += is_end_mark(b);
        PrinterStatus status;
        for (const auto kind :
             {StatusKind::printer, StatusKind::offline_cause, StatusKind::error_cause, StatusKind::paper})
            add_answer(status, kind, b);
    }
    CHECK(answers == 16);
    CHECK(marks == 64);
    CHECK_FALSE(is_status_answer(0x11));  // XON
    CHECK_FALSE(is_status_answer(0x13));  // XOFF
    CHECK_FALSE(is_end_mark(0x11));
    CHECK_FALSE(is_end_mark(0x13));
}

TEST_CASE("of all its troubles the hall is told the one a person has to see to first") {
    using okno::hall::Condition;
    CHECK(condition_of(std::nullopt) == Condition::out_of_reach);
    PrinterStatus status;
    CHECK(condition_of(status) == Condition::ready);
    status.paper_near_end = true;
    CHECK(condition_of(status) == Condition::paper_low);
    status.offline = true;
    CHECK(condition_of(status) == Condition::faulty);
    status.overheated = true;
    CHECK(condition_of(status) == Condition::overheated);
    status.paper_end = true;
    CHECK(condition_of(status) == Condition::no_paper);
    status.cover_open = true;
    CHECK(condition_of(status) == Condition::cover_open);
    status.other_error = true;
    CHECK(condition_of(status) == Condition::faulty);
    status.cutter_error = true;
    CHECK(condition_of(status) == Condition::cutter_jammed);
}
