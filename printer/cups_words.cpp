#include "printer/cups_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace okno::printer {

namespace {

constexpr std::string_view connecting = "connecting-to-device";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view without_severity(std::string_view reason) {
    for (const std::string_view severity : {"-error", "-warning", "-report"})
        if (reason.ends_with(severity)) return reason.substr(0, reason.size() - severity.size());
    return reason;
}

bool is_connecting(const QueueState& queue) {
    return std::any_of(queue.reasons.begin(), queue.reasons.end(),
                       [](const std::string& reason) { return without_severity(reason) == connecting; });
}

}  // namespace

PrinterStatus status_of(const QueueState& state) {
    PrinterStatus status;
    status.offline = state.stopped || !state.accepting;
    for (const std::string& reason : state.reasons) {
        const std::string_view word = without_severity(reason);
        if (is_one_of(word, {"media-empty", "media-needed"}))
            status.paper_end = true;
        else if (word == "media-low")
            status.paper_near_end = true;
        else if (is_one_of(word, {"cover-open", "door-open", "interlock-open"}))
            status.cover_open = true;
        else if (is_one_of(word, {"cutter", "cutter-jam", "media-jam", "trimmer-jam"}))
            status.cutter_error = true;
        else if (is_one_of(word, {"fuser-over-temp", "head-hot", "overheated"}))
            status.overheated = true;
        else if (is_one_of(word, {"offline", "shutdown", "paused", "timed-out", "stopped-partly"}))
            status.offline = true;
        else if (reason.ends_with("-error"))
            status.other_error = true;
    }
    return status;
}

void follow(JobCourse& course, JobState job, const QueueState& queue) {
    // While the backend looks for the printer no byte of the ticket has left. It says so a moment after it
    // was started, so the last word counts.
    if (job == JobState::processing) course.processed = !is_connecting(queue);
    for (const std::string& reason : queue.reasons)
        if (reason != "none") course.last_reason = reason;
}

std::optional<JobEnded> ended(const JobCourse& course, JobState job) {
    const std::string why = course.last_reason.empty() ? "" : " (" + course.last_reason + ")";
    switch (job) {
        case JobState::completed:
            return JobEnded{Outcome::unknown,
                            "CUPS has passed it on and cannot tell whether it came out" + why};
        case JobState::canceled:
        case JobState::aborted: {
            const std::string word = job == JobState::aborted ? "aborted" : "cancelled";
            return JobEnded{course.processed ? Outcome::unknown : Outcome::failed,
                            "the job was " + word + " in the queue" + why};
        }
        default:
            return std::nullopt;
    }
}

JobEnded given_up(const JobCourse& course) {
    const std::string why = course.last_reason.empty() ? "" : " (" + course.last_reason + ")";
    return {course.processed ? Outcome::unknown : Outcome::failed, "the queue took too long" + why};
}

}  // namespace okno::printer
