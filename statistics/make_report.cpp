#include "statistics/make_report.hpp"

#include <utility>

namespace okno::statistics {

Report make_report(Statistics& statistics, const Period& period, hall::Plan plan, std::string made_by,
                   hall::Timestamp now) {
    if (plan.zone.offsets.empty()) plan.zone = statistics.zone();
    const hall::LocalDay today =
        plan.zone.offsets.empty() ? hall::LocalDay{} : hall::local_day(plan.zone, now);
    return {period, std::move(plan), statistics.report_figures(period.days), std::move(made_by), now, today,
            {}};
}

}  // namespace okno::statistics
