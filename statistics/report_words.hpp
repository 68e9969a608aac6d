// What reports say, in Russian and English. Pure.
#pragma once

#include <string>
#include <vector>

#include "statistics/period.hpp"

namespace okno::statistics {

enum class ReportLanguage { ru, en };

struct ReportWords {
    std::string language;
    std::string report_on, summary, measure, value, norm, hall, period, not_over, made, made_by, by_itself,
        number, chain;
    std::string tickets, issued, served, abandoned, closed, visit_wait, longest_visit_wait;
    std::string waiting, service, mean_wait, mean_service, over_norm, within_norm, ratings_mean, rated;
    std::string kinds, days, hours, services, windows, people, outcomes, categories, ratings, forwarded,
        definitions;
    std::string kind, day, hour, service_name, window, person, outcome, category, topic;
    std::string count, mean, median, median_of_all, p90, longest, share_over, sl, left, closed_short,
        no_shows, idle, idle_longest, total;
    std::string score, marks, of_all, all_services, no_topic;
    std::string unnamed_person, no_outcome, no_category, no_kind;
    std::string reference, no_reference, ticket, accepted, register_by, answer_by;
    std::string term, meaning;
    std::string chart_days, chart_hours, chart_services, chart_windows, chart_people, chart_ratings;
    std::string nobody, approximate;
    std::vector<std::pair<std::string, std::string>> terms;
};

const ReportWords& words_of(ReportLanguage language);

// "March 2026", "I квартал 2026 г.".
std::string period_text(const Period& period, ReportLanguage language);
std::string day_text(hall::LocalDay day, ReportLanguage language);     // "02.03.2026", "2 March 2026"
std::string short_day(hall::LocalDay day, ReportLanguage language);    // "02.03.2026", "2026-03-02"
std::string time_text(hall::LocalTime time, ReportLanguage language);  // the same with " 18:05"

}  // namespace okno::statistics
