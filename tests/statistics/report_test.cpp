// Reports: their periods, what stands in them, and how it is written.
#include <doctest/doctest.h>

#include <algorithm>

#include "statistics/csv.hpp"
#include "statistics/make_report.hpp"
#include "statistics/report_sheets.hpp"
#include "statistics/xlsx.hpp"
#include "tests/statistics/diary.hpp"

using namespace okno;
using namespace okno::hall;
using namespace okno::test;
using namespace std::chrono_literals;
using statistics::Days;
using statistics::Period;
using statistics::PeriodKind;
using statistics::ReportLanguage;

namespace {

LocalDay day(int year, int month, int day) {
    return LocalDay{std::chrono::year{year} / month / day};
}

Plan forwarding_plan() {
    Plan plan = small_plan();
    plan.outcomes = {
        {OutcomeId{"resolved"}, {{Language{"ru"}, "Решён"}, {Language{"en"}, "Resolved"}}, false},
        {OutcomeId{"forwarded"}, {{Language{"ru"}, "Передан"}, {Language{"en"}, "Forwarded"}}, true}};
    return plan;
}

// Two are served, one of them leaves an application; one goes without having been called.
Diary a_day() {
    Diary diary;
    diary.write(8h + 1min, kiosk, PlanAdopted{forwarding_plan()});
    for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) diary.take(9h, ticket);
    diary.write(9h + 10min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 15min, anna, ServiceFinished{TicketId{1}, three, OutcomeId{"resolved"}});
    diary.write(9h + 30min, anna, TicketCalled{TicketId{2}, three});
    diary.write(9h + 45min, anna, ServiceFinished{TicketId{2}, three, OutcomeId{"forwarded"}, "=1+1"});
    diary.write(9h + 46min, kiosk, TicketCancelled{TicketId{3}});
    return diary;
}

statistics::Report report_of(statistics::Statistics& known, const Period& period) {
    auto report = statistics::make_report(known, period, forwarding_plan(), "maria", at(today, 20h));
    report.chain = "00112233445566778899aabbccddeeff";
    return report;
}

const statistics::Sheet& sheet(const statistics::Workbook& book, const std::string& id) {
    const auto found =
        std::find_if(book.sheets.begin(), book.sheets.end(), [&](const auto& one) { return one.id == id; });
    REQUIRE(found != book.sheets.end());
    return *found;
}

// The cell of a line and a column, both by their names.
statistics::Cell cell(const statistics::Sheet& sheet, const std::string& row, const std::string& group,
                      const std::string& title) {
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        if (sheet.columns[column].group != group || sheet.columns[column].title != title) continue;
        for (const statistics::Row& one : sheet.rows)
            if (one.cells.front() == statistics::Cell{row})
                return column < one.cells.size() ? one.cells[column] : statistics::Cell{};
    }
    FAIL("there is no such cell: " << row << ", " << group << " " << title);
    return {};
}

}  // namespace

TEST_CASE("periods are read as they are written, and nothing else is a period") {
    struct Known {
        const char* text;
        PeriodKind kind;
        Days days;
    };
    const Known all[] = {
        {"2026-03-02", PeriodKind::day, {day(2026, 3, 2), day(2026, 3, 2)}},
        {"2024-02", PeriodKind::month, {day(2024, 2, 1), day(2024, 2, 29)}},
        {"2026-12", PeriodKind::month, {day(2026, 12, 1), day(2026, 12, 31)}},
        {"2026-Q1", PeriodKind::quarter, {day(2026, 1, 1), day(2026, 3, 31)}},
        {"2026-Q4", PeriodKind::quarter, {day(2026, 10, 1), day(2026, 12, 31)}},
        {"2026", PeriodKind::year, {day(2026, 1, 1), day(2026, 12, 31)}},
        {"2026-03-02..2026-03-08", PeriodKind::days, {day(2026, 3, 2), day(2026, 3, 8)}},
    };
    for (const Known& known : all) {
        CAPTURE(known.text);
        const auto period = statistics::period_from(known.text);
        REQUIRE(period);
        CHECK(period->kind == known.kind);
        CHECK(period->days.first == known.days.first);
        CHECK(period->days.last == known.days.last);
        CHECK(to_text(*period) == known.text);
    }
    for (const char* wrong : {"", "2026-02-29", "2026-13", "2026-Q5", "2026-Q0", "2026-Q12", "1999", "2200",
                              "20260302", "2026-3-2", "2026-03-02 ", "2026-03-08..2026-03-02", "2026-03-02..",
                              "../2026", "2020-01-01..2026-01-01"}) {
        CAPTURE(wrong);
        CHECK_FALSE(statistics::period_from(wrong).has_value());
    }
    CHECK(to_text(statistics::quarter_of(day(2026, 5, 31))) == "2026-Q2");
    CHECK(to_text(statistics::month_of(day(2026, 5, 31))) == "2026-05");
}

TEST_CASE(
    "an application that is forwarded is kept with its reference and both deadlines, also over a restart") {
    Diary diary;
    diary.write(8h + 1min, kiosk, PlanAdopted{forwarding_plan()});
    const test::ScratchDatabase database;
    told(database, diary);
    const Diary whole = a_day();
    auto known = database.open();
    REQUIRE(known->apply(whole.entries));
    const auto found = known->forwarded({today, today});
    REQUIRE(found.size() == 1);
    CHECK(found[0].reference == "=1+1");
    CHECK(found[0].ticket == TicketId{2});
    CHECK(found[0].service == ServiceId{"contract"});
    CHECK(found[0].window == three);
    CHECK(found[0].day == today);
    CHECK(found[0].register_by == today + std::chrono::days{1});
    CHECK(found[0].answer_by == today + std::chrono::days{30});
    CHECK(found[0].accepted == at(today, 9h + 45min));
    CHECK(known->forwarded({today + std::chrono::days{1}, today + std::chrono::days{9}}).empty());
    CHECK(known->answers_due(today + std::chrono::days{30}, 10) == found);
    CHECK(known->answers_due(today + std::chrono::days{31}, 10).empty());
    CHECK(known->answers_due(today, 0).empty());
}

TEST_CASE("a day's report counts what happened, and carries whose it is and the chain head") {
    const test::ScratchDatabase database;
    const auto known = told(database, a_day());
    const auto report = report_of(*known, statistics::day_period(today));
    CHECK(report.figures.number == a_day().entries.size());
    CHECK(report.figures.summary.issued == 3);
    const auto book = workbook_of(report, ReportLanguage::en);
    CHECK(book.file_name == "day-" + to_text(statistics::day_period(today)));
    const auto& summary = sheet(book, "summary");
    CHECK(cell(summary, "Issued", "", "Value") == statistics::Cell{std::int64_t{3}});
    CHECK(cell(summary, "Served", "", "Value") == statistics::Cell{std::int64_t{2}});
    CHECK(cell(summary, "Abandoned", "", "Value") == statistics::Cell{std::int64_t{1}});
    CHECK(cell(summary, "Made by", "", "Value") == statistics::Cell{std::string{"maria"}});
    CHECK(cell(summary, "Chain head of the journal at that number", "", "Value") ==
          statistics::Cell{std::string{"00112233445566778899aabbccddeeff"}});
    // Waits of 10 and 30 minutes against 20; who left had waited 46 minutes.
    CHECK(cell(summary, "Mean wait", "", "Value") == statistics::Cell{statistics::MeanTime{40min, 2}});
    CHECK(cell(summary, "Mean wait", "", "Norm") == statistics::Cell{Milliseconds{20min}});
    CHECK(cell(summary, "Waited longer than the norm", "", "Value") ==
          statistics::Cell{statistics::Share{1, 2}});
    CHECK(cell(summary, "Served within the norm of waiting", "", "Value") ==
          statistics::Cell{statistics::Share{1, 3}});
    const auto& windows = sheet(book, "windows");
    CHECK(cell(windows, "Window 3", "Service", "Number") == statistics::Cell{std::int64_t{2}});
    CHECK(cell(windows, "Window 3", "Service", "Longest") == statistics::Cell{Milliseconds{15min}});
    CHECK(sheet(book, "forwarded").rows.size() == 1);
    CHECK(std::none_of(book.sheets.begin(), book.sheets.end(),
                       [](const auto& one) { return one.id == "days"; }));
}

TEST_CASE("every row has at most as many cells as there are columns, and every chart's columns are there") {
    const test::ScratchDatabase database;
    const auto known = told(database, a_day());
    for (const auto& period :
         {statistics::day_period(today), statistics::month_of(today), statistics::quarter_of(today)})
        for (const auto language : {ReportLanguage::ru, ReportLanguage::en})
            for (const auto& one : workbook_of(report_of(*known, period), language).sheets) {
                CAPTURE(one.id);
                CHECK(one.name.size() <= 2 * 31);
                for (const auto& row : one.rows) CHECK(row.cells.size() <= one.columns.size());
                if (one.chart)
                    for (const std::size_t column : one.chart->columns) CHECK(column < one.columns.size());
            }
}

TEST_CASE("the totals of a month are those of the hall, and a month that is not over says so") {
    const test::ScratchDatabase database;
    const auto known = told(database, a_day());
    const auto book = workbook_of(report_of(*known, statistics::month_of(today)), ReportLanguage::en);
    CHECK(book.subtitle.find("not over yet") != std::string::npos);
    const auto& days = sheet(book, "days");
    REQUIRE(days.rows.size() == 1);
    CHECK(days.rows[0].cells[0] == statistics::Cell{today});
    const auto& hours = sheet(book, "hours");
    CHECK(cell(hours, "09:00–10:00", "Tickets", "Abandoned") == statistics::Cell{std::int64_t{1}});
}

TEST_CASE(
    "CSV begins with its mark, has semicolons and decimal commas in Russian, and no text becomes a formula") {
    const test::ScratchDatabase database;
    const auto known = told(database, a_day());
    const auto report = report_of(*known, statistics::day_period(today));
    const std::string csv = csv_of(workbook_of(report, ReportLanguage::ru));
    CHECK(csv.starts_with("\xEF\xBB\xBF"));
    CHECK(csv.find("Обслужены в пределах нормы ожидания;33,3%;\r\n") != std::string::npos);
    CHECK(csv.find("Среднее ожидание;0:20:00;0:20:00\r\n") != std::string::npos);
    CHECK(csv.find("\r\n'=1+1;") != std::string::npos);
    CHECK(csv.find(";=") == std::string::npos);
    std::size_t line = 0;
    for (std::size_t at = csv.find('\n'); at != std::string::npos; at = csv.find('\n', at + 1), ++line)
        CHECK(csv[at - 1] == '\r');
    CHECK(line > 50);
    const auto english = forwarded_workbook(report.figures.forwarded, report.plan, ReportLanguage::en);
    const std::string rows = csv_of(english.sheets.front(), "en");
    CHECK(rows.starts_with("\xEF\xBB\xBFReference;Ticket;Service;Window;Accepted;"));
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 2);
}

TEST_CASE(
    "texts with a separator, a quote or a line's end are quoted, and each beginning of a formula is "
    "disarmed") {
    statistics::Sheet one{"one", "One", {{"a;b", "", statistics::CellKind::words}}, {}, {}, {}};
    for (const char* text : {"+7 900", "-1", "@cmd", "=A1", "\tx", "say \"hi\"", "two\r\nlines", "plain"})
        one.rows.push_back({{std::string(text)}});
    CHECK(statistics::csv_of(one, "en") ==
          "\xEF\xBB\xBF\"a;b\"\r\n'+7 900\r\n'-1\r\n'@cmd\r\n'=A1\r\n'\tx\r\n\"say "
          "\"\"hi\"\"\"\r\n\"two\r\nlines\"\r\n"
          "plain\r\n");
}

TEST_CASE("a spreadsheet is a ZIP file, and of an empty period too") {
    const test::ScratchDatabase database;
    const auto known = told(database, a_day());
    for (const LocalDay each : {today, today + std::chrono::days{1}}) {
        const auto bytes =
            xlsx_of(workbook_of(report_of(*known, statistics::day_period(each)), ReportLanguage::ru));
        CHECK(bytes.starts_with("PK"));
        CHECK(bytes.size() > 5000);
    }
}
