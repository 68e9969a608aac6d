// A report on a period, as plain data: what the statistics know of it, and whose report it is. How it is laid
// out and in which words is said by report_sheets, how it is written by csv and xlsx.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hall/plan.hpp"
#include "statistics/figures.hpp"
#include "statistics/forwarded.hpp"
#include "statistics/history.hpp"
#include "statistics/period.hpp"

namespace okno::statistics {

// Tickets issued in an hour or on a day, and what became of them.
struct TicketCounts {
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t abandoned = 0;  // cancelled by the visitor, or a no-show
    std::int64_t closed = 0;     // by the office: a category of its own
    bool operator==(const TicketCounts&) const = default;
};

// All read at one moment of the journal.
struct ReportFigures {
    std::uint64_t number = 0;  // of the last event that is counted
    DaySummary summary;
    Averages averages;
    std::map<hall::LocalDay, TicketCounts> days;
    std::map<int, TicketCounts> hours;  // 0 to 23
    std::map<By, History> histories;    // by all but the weekday
    std::vector<RatingCount> ratings;
    std::vector<Forwarded> forwarded;  // accepted in the period
};

struct Report {
    Period period;
    hall::Plan plan;  // for the names and the zone; without one, ids stand for names
    ReportFigures figures;
    std::string made_by;  // a user's name; empty: by itself
    hall::Timestamp made{};
    hall::LocalDay today{};  // a period that is not over says so
    std::optional<std::string>
        chain;  // the head of the journal's chain at `figures.number`, in hexadecimal digits
};

}  // namespace okno::statistics
