// What CUPS says of a queue and of a job, and what that means for a ticket. Pure.
//
// "Completed" says that the bytes have left the queue, never that paper has come out: the stock backends do
// not ask the printer. So a ticket printed through CUPS ends as unknown at best, and only a person can look.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "printer/port.hpp"

namespace okno::printer {

struct QueueState {
    bool stopped = false;    // printer-state 5
    bool accepting = true;   // printer-is-accepting-jobs
    std::string keeps_jobs;  // printer-error-policy, when it would print a ticket long after: "retry-job"
    std::vector<std::string> reasons;  // printer-state-reasons: "media-empty-error"
    bool operator==(const QueueState&) const = default;
};

// RFC 8011, 5.3.7 job-state.
enum class JobState {
    pending = 3,
    held = 4,
    processing = 5,
    stopped = 6,
    canceled = 7,
    aborted = 8,
    completed = 9
};

// Reasons as RFC 8011, 5.4.12 and PWG 5100.9 name them, with -error, -warning or -report behind.
PrinterStatus status_of(const QueueState& state);

// What was seen of a job while it was followed.
struct JobCourse {
    bool processed = false;  // bytes may have left the queue
    std::string last_reason;
};
void follow(JobCourse& course, JobState job, const QueueState& queue);

// How it has ended; nothing: it has not.
std::optional<JobEnded> ended(const JobCourse& course, JobState job);
// It was cancelled by us because it took too long.
JobEnded given_up(const JobCourse& course);

}  // namespace okno::printer
