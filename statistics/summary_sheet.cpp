#include "statistics/summary_sheet.hpp"

#include <algorithm>

#include "statistics/line_sheet.hpp"

namespace okno::statistics {

namespace {

void put_origin(Sheet& sheet, const Report& report, const ReportNames& names, ReportLanguage language) {
    const ReportWords& words = words_of(language);
    const auto put = [&](const std::string& label, Cell cell) {
        sheet.rows.push_back({{label, std::move(cell)}});
    };
    if (const std::string hall = names.hall(); !hall.empty()) put(words.hall, hall);
    put(words.period, period_text(report.period, language));
    put(words.made, hall::local_time(report.plan.zone, report.made));
    put(words.made_by, report.made_by.empty() ? words.by_itself : report.made_by);
    put(words.number, static_cast<std::int64_t>(report.figures.number));
    if (report.chain) put(words.chain, *report.chain);
}

void put_tickets(Sheet& sheet, const DaySummary& summary, const ReportWords& words) {
    sheet.rows.push_back({{words.tickets}, RowKind::heading});
    const std::pair<const std::string*, std::int64_t> counts[] = {{&words.issued, summary.issued},
                                                                  {&words.served, summary.served},
                                                                  {&words.abandoned, summary.abandoned()},
                                                                  {&words.closed, summary.expired}};
    for (const auto& [label, count] : counts) sheet.rows.push_back({{*label, count}});
    const Measure& wait = summary.visit_wait;
    sheet.rows.push_back({{words.visit_wait, MeanTime{wait.sum, wait.count}}});
    if (wait.count > 0) sheet.rows.push_back({{words.longest_visit_wait, wait.longest}});
}

void put_kind(Sheet& sheet, const Line& line, const std::optional<hall::Norm>& of_kind,
              const ReportWords& words) {
    const Measure& wait = line.wait.measure;
    const Measure& service = line.service.measure;
    const auto norm = [&](hall::Seconds hall::Norm::*of) {
        return of_kind ? Cell{hall::Milliseconds{*of_kind.*of}} : Cell{};
    };
    const auto put = [&](const std::string& label, Cell cell, Cell beside = {}) {
        sheet.rows.push_back({{label, std::move(cell), std::move(beside)}});
    };
    put(words.mean_wait, MeanTime{wait.sum, wait.count}, norm(&hall::Norm::wait));
    put(words.mean_service, MeanTime{service.sum, service.count}, norm(&hall::Norm::service));
    put(words.over_norm, Share{wait.over_norm, wait.count});
    put(words.within_norm, within_norm(line));
}

// As the plan has them.
std::vector<std::pair<hall::KindId, KindMeasures>> kinds_in_order(const Averages& averages,
                                                                  const ReportNames& names) {
    std::vector<std::pair<hall::KindId, KindMeasures>> kinds(averages.kinds.begin(), averages.kinds.end());
    std::stable_sort(kinds.begin(), kinds.end(), [&](const auto& a, const auto& b) {
        return names.place(By::kind, a.first.value) < names.place(By::kind, b.first.value);
    });
    return kinds;
}

void put_ratings(Sheet& sheet, const std::vector<RatingCount>& ratings, const ReportWords& words) {
    Mean mean;
    for (const RatingCount& rating : ratings) {
        mean.sum += rating.score * rating.count;
        mean.count += rating.count;
    }
    if (mean.count == 0) return;
    sheet.rows.push_back({{words.ratings}, RowKind::heading});
    sheet.rows.push_back({{words.ratings_mean, mean}});
    sheet.rows.push_back({{words.rated, mean.count}});
}

}  // namespace

Sheet summary_sheet(const Report& report, const ReportNames& names, ReportLanguage language) {
    const ReportWords& words = words_of(language);
    Sheet sheet{"summary",
                words.summary,
                {{words.measure, "", CellKind::words, 48},
                 {words.value, "", CellKind::words, 40},
                 {words.norm, "", CellKind::duration, 12}},
                {},
                {},
                {}};
    put_origin(sheet, report, names, language);
    put_tickets(sheet, report.figures.summary, words);
    const std::vector<Line>& lines = report.figures.histories.at(By::kind).lines;
    for (const auto& [kind, known] : kinds_in_order(report.figures.averages, names)) {
        const auto line = std::find_if(lines.begin(), lines.end(),
                                       [id = kind.value](const Line& each) { return each.name == id; });
        sheet.rows.push_back({{names.name(By::kind, kind.value)}, RowKind::heading});
        put_kind(sheet, line == lines.end() ? Line{} : *line, known.norm, words);
    }
    put_ratings(sheet, report.figures.ratings, words);
    return sheet;
}

}  // namespace okno::statistics
