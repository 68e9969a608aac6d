// The tables of a report whose lines are those of a history: waits and services by something. Inside the
// library only; pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "statistics/report_names.hpp"
#include "statistics/workbook.hpp"

namespace okno::statistics {

// SL(T) of a line, whose share is not by window, operator or outcome.
Share within_norm(const Line& line);

class LineSheet {
  public:
    // All must outlive it.
    LineSheet(const Report& report, const ReportWords& words, const ReportNames& names, By by)
        : report_(report), words_(words), names_(names), by_(by) {}

    Sheet sheet(std::string id, std::string name, Column first) const;
    std::vector<std::string> line_names() const;  // in the order of the rows

    // The number of the column with the mean wait, and of that with the mean service.
    std::size_t mean_wait_column() const { return has_counts() ? 6 : 2; }
    std::size_t mean_service_column() const { return mean_wait_column() + (knows_who_left() ? 7 : 6); }

  private:
    bool has_counts() const { return by_ == By::day || by_ == By::hour; }
    bool has_idleness() const { return by_ == By::window || by_ == By::person; }
    bool knows_who_left() const { return by_ != By::window && by_ != By::person && by_ != By::outcome; }

    void add_spread_columns(Sheet& sheet, const std::string& group, bool of_all) const;
    void add_further_columns(Sheet& sheet) const;
    std::vector<Line> in_order(const History& history) const;
    std::pair<std::size_t, std::string> key(const Line& line) const;
    std::vector<std::string> further_names() const;
    Measure idleness(const std::string& name) const;
    TicketCounts counts(const std::string& name) const;
    Cell first_cell(const std::string& name) const;
    static void put(Row& row, const TicketCounts& counts);
    static void put(Row& row, const Spread& spread, bool of_all,
                    const std::optional<hall::Milliseconds>& median);
    void put_further(Row& row, const Line& line, const Measure& idle) const;
    Row row(const Line& line) const;
    Row total_row() const;

    const Report& report_;
    const ReportWords& words_;
    const ReportNames& names_;
    By by_;
};

}  // namespace okno::statistics
