// Puts the reports of days, months and quarters that are over into a folder, each once: on a thread of its
// own, with connections of its own, so the hall never waits for it. What was missed while the console was
// away is made when it is back. What goes wrong is told once, with what to do, and tried again later.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "console/past/report_desk.hpp"
#include "console/past/report_folder.hpp"

namespace okno::console {

// One look after the other, by whoever has a clock. One thread.
class ReportRounds {
  public:
    // The desk must outlive it.
    ReportRounds(ReportDesk& desk, ReportFolder folder) : desk_(desk), folder_(std::move(folder)) {}

    // Makes what is due, if the statistics have heard of all that happened until then; returns when to look
    // again. `stop` is asked between two reports.
    std::chrono::seconds look(hall::Timestamp now, const std::function<bool()>& stop);

    const ReportFolder& folder() const { return folder_; }

  private:
    std::chrono::seconds make_due(hall::Timestamp now, const std::function<bool()>& stop);
    bool is_caught_up(hall::LocalDay day);
    bool has_tickets(const statistics::Period& period);
    bool may_change(const statistics::Period& period, const HallNow& hall, hall::Timestamp now);
    void complain_once(const std::string& what);

    ReportDesk& desk_;
    ReportFolder folder_;
    std::optional<hall::LocalDay> done_;         // nothing is due any more before the day after
    std::optional<hall::LocalDay> counted_day_;  // on which `needed_` was asked for
    protocol::Sequence needed_ = 0;              // the statistics must have counted so far
    std::string told_;                           // the complaint in the log
};

// The thread that looks, as long as it lives.
class ReportClerk {
  public:
    ReportClerk(ReportDesk& desk, ReportFolder folder) : rounds_(desk, std::move(folder)) {}
    ~ReportClerk() { stop(); }
    ReportClerk(const ReportClerk&) = delete;
    ReportClerk& operator=(const ReportClerk&) = delete;

    void start();
    void stop();  // after the report at hand; joins

  private:
    void run();

    ReportRounds rounds_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace okno::console
