// Makes reports for whoever asks: the statistics with a connection of its own each time, the plan and the
// chain head through the mailbox. One report at a time; a second one waits for it. Used by the web server's
// threads and by the thread of the scheduled reports; thread-safe.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "console/mailbox.hpp"
#include "statistics/report.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

struct ChainHead {
    protocol::Sequence number = 0;
    std::string chain;  // hexadecimal digits
};

// What is told of the hall without looking at the statistics.
struct HallNow {
    hall::Plan plan;
    hall::LocalDay day{};  // the hall's
};

class ReportDesk {
  public:
    // The mailbox must outlive the desk.
    ReportDesk(std::filesystem::path database, Mailbox& mailbox)
        : database_(std::move(database)), mailbox_(mailbox) {}

    // All: a refusal says why not (the loop does not answer, the hall has no plan yet, the dispatcher is
    // away).
    tl::expected<HallNow, protocol::Refusal> hall();
    // Without a number: of the last event.
    tl::expected<ChainHead, protocol::Refusal> chain(std::optional<protocol::Sequence> number);

    // A day's report has the chain head when the dispatcher can be asked. std::runtime_error: of the
    // database.
    tl::expected<statistics::Report, protocol::Refusal> report(const statistics::Period& period,
                                                               const std::string& made_by,
                                                               hall::Timestamp now);

    struct Due {
        hall::Plan plan;
        hall::LocalDay today{};
        std::vector<statistics::Forwarded> applications;
    };
    static constexpr std::int64_t due_at_most = 1000;
    // Forwarded applications whose answer is not overdue, the most urgent first.
    tl::expected<Due, protocol::Refusal> due();

    // For a closer look: no report is made meanwhile.
    template <class Look>
    auto look(Look look) {
        const std::lock_guard one_at_a_time(mutex_);
        statistics::Statistics statistics(database_);
        return look(statistics);
    }

  private:
    std::filesystem::path database_;
    Mailbox& mailbox_;
    std::mutex mutex_;
};

}  // namespace okno::console
