#include "printer/cups_words.hpp"

#include <doctest/doctest.h>

using namespace okno::printer;

namespace {

QueueState queue(std::vector<std::string> reasons) {
    QueueState state;
    state.reasons = std::move(reasons);
    return state;
}

}  // namespace

TEST_CASE("the reasons of a queue are the states of a printer") {
    CHECK(status_of(queue({"none"})) == PrinterStatus{});
    CHECK(status_of(queue({"media-empty-error"})) == PrinterStatus{.paper_end = true});
    CHECK(status_of(queue({"media-needed"})) == PrinterStatus{.paper_end = true});
    CHECK(status_of(queue({"media-low-warning"})) == PrinterStatus{.paper_near_end = true});
    CHECK(status_of(queue({"cover-open-error", "media-low-report"})) ==
          PrinterStatus{.cover_open = true, .paper_near_end = true});
    CHECK(status_of(queue({"offline-report"})) == PrinterStatus{.offline = true});
    CHECK(status_of(queue({"cutter-error"})) == PrinterStatus{.cutter_error = true});
    CHECK(status_of(queue({"com.maker-head-hot-error"})) == PrinterStatus{.other_error = true});
    CHECK(status_of(queue({"com.maker-needs-cleaning-warning", "", "-error"})).other_error);
    CHECK(status_of(queue({"com.maker-needs-cleaning-warning", "connecting-to-device"})) == PrinterStatus{});
    QueueState stopped;
    stopped.stopped = true;
    CHECK(status_of(stopped) == PrinterStatus{.offline = true});
    QueueState closed;
    closed.accepting = false;
    CHECK(status_of(closed) == PrinterStatus{.offline = true});
}

TEST_CASE("completed is never called printed") {
    JobCourse course;
    follow(course, JobState::processing, queue({"none"}));
    CHECK_FALSE(ended(course, JobState::processing));
    CHECK(ended(course, JobState::completed)->outcome == Outcome::unknown);
}

TEST_CASE("a job that never left the queue has failed, one that may have is unknown") {
    for (const JobState end : {JobState::aborted, JobState::canceled}) {
        JobCourse course;
        follow(course, JobState::pending, queue({"none"}));
        follow(course, JobState::processing, queue({"connecting-to-device"}));
        CHECK(ended(course, end)->outcome == Outcome::failed);
        CHECK(given_up(course).outcome == Outcome::failed);
        follow(course, JobState::processing, queue({"media-empty-error"}));
        CHECK(ended(course, end)->outcome == Outcome::unknown);
        CHECK(ended(course, end)->why.find("media-empty-error") != std::string::npos);
        CHECK(given_up(course).outcome == Outcome::unknown);
    }
    for (const JobState going : {JobState::pending, JobState::held, JobState::stopped})
        CHECK_FALSE(ended({}, going));
}
