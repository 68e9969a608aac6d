#include "statistics/report_sheets.hpp"

#include <map>
#include <utility>

#include "statistics/line_sheet.hpp"
#include "statistics/report_names.hpp"
#include "statistics/summary_sheet.hpp"

namespace okno::statistics {

namespace {

constexpr int name_width = 38;
constexpr int short_name_width = 16;

Sheet kinds_sheet(const Report& report, const ReportWords& words, const ReportNames& names) {
    const LineSheet lines(report, words, names, By::kind);
    Sheet sheet = lines.sheet("kinds", words.kinds, {words.kind, "", CellKind::words, 26});
    sheet.columns.push_back({words.waiting, words.norm, CellKind::duration});
    sheet.columns.push_back({words.service, words.norm, CellKind::duration, 13});
    const std::vector<std::string> kinds = lines.line_names();
    const ReportFigures& figures = report.figures;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const hall::KindId kind{kinds[i]};
        const auto known = figures.averages.kinds.find(kind);
        const bool has_norm = known != figures.averages.kinds.end() && known->second.norm;
        std::vector<Cell>& cells = sheet.rows[i].cells;
        cells.push_back(has_norm ? Cell{hall::Milliseconds{known->second.norm->wait}} : Cell{});
        cells.push_back(has_norm ? Cell{hall::Milliseconds{known->second.norm->service}} : Cell{});
    }
    return sheet;
}

Sheet line_sheet(const Report& report, const ReportWords& words, const ReportNames& names, By by,
                 std::string id, std::string name, Column first, std::optional<Chart> chart = {}) {
    const LineSheet lines(report, words, names, by);
    Sheet sheet = lines.sheet(std::move(id), std::move(name), std::move(first));
    if (chart && chart->columns.empty())
        chart->columns = {lines.mean_wait_column(), lines.mean_service_column()};
    if (sheet.rows.size() > 1) sheet.chart = std::move(chart);
    return sheet;
}

Sheet ratings_sheet(const Report& report, const ReportWords& words, const ReportNames& names) {
    Sheet sheet{"ratings", words.ratings, {{words.service_name, "", CellKind::words, name_width}}, {}, {},
                {}};
    for (int score = hall::score_least; score <= hall::score_most; ++score)
        sheet.columns.push_back({std::to_string(score), words.score, CellKind::number, 8});
    sheet.columns.push_back({words.marks, "", CellKind::number});
    sheet.columns.push_back({words.mean, "", CellKind::mean});
    struct Marks {
        std::map<int, std::int64_t> by_score;
        Mean mean;
        void add(const RatingCount& rating) {
            by_score[rating.score] += rating.count;
            mean.sum += rating.score * rating.count;
            mean.count += rating.count;
        }
    };
    std::map<std::pair<std::size_t, std::string>, Marks> services;
    std::map<std::string, Marks> topics;
    Marks all;
    for (const RatingCount& rating : report.figures.ratings) {
        services[{names.place(By::service, rating.service.value), rating.service.value}].add(rating);
        if (!rating.topic.value.empty()) topics[names.topic(rating.topic)].add(rating);
        all.add(rating);
    }
    const auto put = [&](const std::string& name, const Marks& marks, RowKind kind) {
        Row row{{name}, kind};
        for (int score = hall::score_least; score <= hall::score_most; ++score) {
            const auto found = marks.by_score.find(score);
            row.cells.emplace_back(found == marks.by_score.end() ? std::int64_t{0} : found->second);
        }
        row.cells.insert(row.cells.end(), {marks.mean.count, marks.mean});
        sheet.rows.push_back(std::move(row));
    };
    for (const auto& [key, marks] : services) put(names.name(By::service, key.second), marks, RowKind::plain);
    if (!services.empty()) put(words.all_services, all, RowKind::total);
    if (!topics.empty()) sheet.rows.push_back({{words.topic}, RowKind::heading});
    for (const auto& [name, marks] : topics) put(name, marks, RowKind::plain);
    if (sheet.rows.empty()) sheet.notes.push_back(words.nobody);
    return sheet;
}

std::string ticket_text(const hall::TicketNumber& number) {
    const std::string ordinal = std::to_string(number.ordinal);
    return number.letter + std::string(ordinal.size() < 3 ? 3 - ordinal.size() : 0, '0') + ordinal;
}

Sheet forwarded_sheet(const std::vector<Forwarded>& applications, const hall::Plan& plan,
                      const ReportWords& words, const ReportNames& names) {
    Sheet sheet{"forwarded",
                words.forwarded,
                {{words.reference, "", CellKind::words, 24},
                 {words.ticket, "", CellKind::words, 10},
                 {words.service_name, "", CellKind::words, name_width},
                 {words.window, "", CellKind::number, 8},
                 {words.accepted, "", CellKind::time, 18},
                 {words.register_by, "", CellKind::day, 19},
                 {words.answer_by, "", CellKind::day, 15}},
                {},
                {},
                {}};
    for (const Forwarded& one : applications)
        sheet.rows.push_back(
            {{one.reference.empty() ? Cell{} : Cell{one.reference}, ticket_text(one.ticket_number),
              names.name(By::service, one.service.value), std::int64_t{one.window.value},
              hall::local_time(plan.zone, one.accepted), one.register_by, one.answer_by}});
    if (sheet.rows.empty()) sheet.notes.push_back(words.nobody);
    return sheet;
}

Sheet definitions_sheet(const ReportWords& words) {
    Sheet sheet{"definitions",
                words.definitions,
                {{words.term, "", CellKind::words, 34}, {words.meaning, "", CellKind::words, 100}},
                {},
                {},
                {}};
    for (const auto& [term, meaning] : words.terms) sheet.rows.push_back({{term, meaning}});
    return sheet;
}

const char* prefix_of(PeriodKind kind) {
    switch (kind) {
        case PeriodKind::day:
            return "day-";
        case PeriodKind::month:
            return "month-";
        case PeriodKind::quarter:
            return "quarter-";
        case PeriodKind::year:
            return "year-";
        case PeriodKind::days:
            break;
    }
    return "days-";
}

}  // namespace

std::string file_name_of(const Period& period) {
    return prefix_of(period.kind) + to_text(period);
}

Workbook workbook_of(const Report& report, ReportLanguage language) {
    const ReportWords& words = words_of(language);
    const ReportNames names(report.plan, language);
    const auto sheet = [&](By by, std::string id, const std::string& name, const std::string& first,
                           int width, std::optional<Chart> chart = {}) {
        return line_sheet(report, words, names, by, std::move(id), name,
                          {first, "", by == By::day ? CellKind::day : CellKind::words, width},
                          std::move(chart));
    };
    const std::string hall = names.hall();
    Workbook book{words.language,
                  hall.empty() ? words.report_on : words.report_on + ": " + hall,
                  period_text(report.period, language),
                  file_name_of(report.period),
                  {}};
    if (report.period.days.last >= report.today) book.subtitle += " (" + words.not_over + ")";
    book.sheets.push_back(summary_sheet(report, names, language));
    book.sheets.push_back(kinds_sheet(report, words, names));
    if (report.period.kind != PeriodKind::day)
        book.sheets.push_back(
            sheet(By::day, "days", words.days, words.day, 13, Chart{ChartKind::lines, words.chart_days, {}}));
    book.sheets.push_back(sheet(By::hour, "hours", words.hours, words.hour, short_name_width,
                                Chart{ChartKind::columns, words.chart_hours, {1, 2}}));
    book.sheets.push_back(sheet(By::service, "services", words.services, words.service_name, name_width,
                                Chart{ChartKind::columns, words.chart_services, {}}));
    book.sheets.push_back(sheet(By::window, "windows", words.windows, words.window, short_name_width,
                                Chart{ChartKind::columns, words.chart_windows, {7}}));
    book.sheets.push_back(sheet(By::person, "people", words.people, words.person, 28,
                                Chart{ChartKind::columns, words.chart_people, {8}}));
    book.sheets.push_back(sheet(By::outcome, "outcomes", words.outcomes, words.outcome, name_width));
    book.sheets.push_back(sheet(By::category, "categories", words.categories, words.category, name_width));
    book.sheets.push_back(ratings_sheet(report, words, names));
    book.sheets.push_back(forwarded_sheet(report.figures.forwarded, report.plan, words, names));
    book.sheets.push_back(definitions_sheet(words));
    return book;
}

Workbook forwarded_workbook(const std::vector<Forwarded>& applications, const hall::Plan& plan,
                            ReportLanguage language) {
    const ReportWords& words = words_of(language);
    const ReportNames names(plan, language);
    Workbook book{words.language, words.forwarded, names.hall(), "forwarded", {}};
    book.sheets.push_back(forwarded_sheet(applications, plan, words, names));
    return book;
}

}  // namespace okno::statistics
