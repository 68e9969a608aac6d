#include "console/past/report_rounds.hpp"

#include <exception>
#include <system_error>
#include <utility>

#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "statistics/failure.hpp"
#include "statistics/report_sheets.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::seconds soon{5};
constexpr std::chrono::minutes later{1};
constexpr std::chrono::minutes much_later{10};
// A visit of the day before may still go on; the report waits for it, but not beyond noon.
constexpr std::chrono::hours noon{12};

statistics::ReportLanguage language_of(const hall::Plan& plan) {
    const bool english = !plan.languages.empty() && plain(plan.languages.front()).value == "en";
    return english ? statistics::ReportLanguage::en : statistics::ReportLanguage::ru;
}

}  // namespace

std::chrono::seconds ReportRounds::look(hall::Timestamp now, const std::function<bool()>& stop) {
    try {
        return make_due(now, stop);
    } catch (const std::system_error& error) {
        complain_once(std::string("The reports cannot be written; please make room on the disk, or give this "
                                  "program the right to write into the folder. reason=\"") +
                      statistics::reason_of(error) + '"');
    } catch (const std::exception& error) {
        complain_once(std::string("The reports cannot be made; they will be tried again. reason=\"") +
                      statistics::reason_of(error) + '"');
    }
    return much_later;
}

std::chrono::seconds ReportRounds::make_due(hall::Timestamp now, const std::function<bool()>& stop) {
    const auto hall = desk_.hall();
    if (!hall) return soon;
    if (done_ == hall->day) return later;
    if (!is_caught_up(hall->day)) return soon;
    bool all = true;
    for (const statistics::Period& period : periods_over(hall->day)) {
        if (stop()) return later;
        if (!folder_.lacks(period) || !has_tickets(period)) continue;
        if (may_change(period, *hall, now)) {
            all = false;
            continue;
        }
        const auto report = desk_.report(period, "", now);
        // Without its chain head a day's report would stay so for ever.
        if (!report || (period.kind == statistics::PeriodKind::day && !report->chain)) return soon;
        folder_.put(workbook_of(*report, language_of(report->plan)));
        spdlog::info("A report was put into the folder. report={}", statistics::file_name_of(period));
    }
    told_.clear();
    if (all) done_ = hall->day;
    return later;
}

// The statistics follow the journal a few seconds behind: what they have to have counted is asked for once a
// day.
bool ReportRounds::is_caught_up(hall::LocalDay day) {
    if (counted_day_ != day) {
        const auto head = desk_.chain(std::nullopt);
        if (!head) return false;
        needed_ = head->number;
        counted_day_ = day;
    }
    return desk_.look([&](statistics::Statistics& statistics) { return statistics.position() >= needed_; });
}

bool ReportRounds::has_tickets(const statistics::Period& period) {
    return desk_.look([&](statistics::Statistics& statistics) {
        return statistics.summary(period.days.first, period.days.last).issued > 0;
    });
}

bool ReportRounds::may_change(const statistics::Period& period, const HallNow& hall, hall::Timestamp now) {
    const hall::LocalTime local = hall::local_time(hall.plan.zone, now);
    if (period.days.last + std::chrono::days{1} < hall.day || local - hall.day >= noon) return false;
    return desk_.look(
        [&](statistics::Statistics& statistics) { return statistics.has_open_visits(period.days); });
}

void ReportRounds::complain_once(const std::string& what) {
    if (std::exchange(told_, what) != what) spdlog::error("{}", what);
}

void ReportClerk::start() {
    thread_ = std::thread([this] { run(); });
}

void ReportClerk::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void ReportClerk::run() {
    const auto is_stopped = [this] {
        const std::lock_guard lock(mutex_);
        return stopped_;
    };
    while (!is_stopped()) {
        const std::chrono::seconds pause = rounds_.look(platform::read_clock().wall, is_stopped);
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, pause, [this] { return stopped_; });
    }
}

}  // namespace okno::console
