#include "printer/cups_port.hpp"

#include <utility>

#include "printer/cups_words.hpp"

namespace okno::printer {

namespace {

constexpr std::chrono::milliseconds idle_interval{1000};
constexpr std::chrono::milliseconds job_interval{100};
constexpr std::chrono::seconds job_has{10};            // the server's own limit
constexpr std::chrono::milliseconds patience{12'000};  // ours, if the server does not keep to its own

}  // namespace

CupsPort::CupsPort(std::string queue) : queue_name_(queue), queue_(std::move(queue)) {
    thread_ = std::thread([this] { run(); });
}

CupsPort::~CupsPort() {
    {
        const std::lock_guard hold(lock_);
        going_ = true;
    }
    ordered_.notify_one();
    thread_.join();
}

void CupsPort::print(Job job, SteadyTime) {
    free_ = false;
    {
        const std::lock_guard hold(lock_);
        order_ = std::move(job);
    }
    ordered_.notify_one();
}

std::vector<Watched> CupsPort::watched() const {
    return {{wakes_.descriptor()}};
}

std::vector<PortNews> CupsPort::work(SteadyTime) {
    wakes_.hear();
    std::vector<PortNews> news;
    {
        const std::lock_guard hold(lock_);
        news.swap(news_);
    }
    for (const PortNews& each : news)
        if (std::holds_alternative<JobEnded>(each)) free_ = true;
    return news;
}

void CupsPort::run() {
    while (true) {
        const bool reached = look();
        std::optional<Job> job;
        {
            const std::lock_guard hold(lock_);
            if (going_) return;
            job = std::exchange(order_, std::nullopt);
        }
        if (!job) {
            if (!nap(idle_interval)) return;
        } else if (!reached) {
            tell(JobEnded{Outcome::failed, "the print queue is out of reach"});
        } else {
            print_one(*job);
        }
    }
}

// False: the queue cannot be asked.
bool CupsPort::look() {
    try {
        if (!cleared_) {
            for (const int job : queue_.unfinished()) queue_.cancel(job);
            cleared_ = true;
        }
        state_ = queue_.state();
    } catch (const CupsError& error) {
        tell_trouble(error.what());
        tell_status(std::nullopt);
        return false;
    }
    if (state_.keeps_jobs.empty())
        told_trouble_.clear();
    else
        tell_trouble("the queue keeps a job that fails (" + state_.keeps_jobs +
                     ") and could print the ticket long after; please run: lpadmin -p " + queue_name_ +
                     " -o printer-error-policy=abort-job");
    tell_status(status_of(state_));
    return true;
}

void CupsPort::print_one(const Job& job) {
    const PrinterStatus status = status_of(state_);
    if (!can_print(status)) return tell(JobEnded{Outcome::failed, describe(status)});
    int number = 0;
    try {
        number = queue_.submit(job.name, job.bytes, job_has);
    } catch (const CupsError& error) {
        cleared_ = false;  // whatever arrived of it must not be printed later
        return tell(JobEnded{Outcome::failed, error.what()});
    }
    try {
        if (const auto ended = follow_to_end(number)) tell(*ended);
    } catch (const CupsError& error) {
        cleared_ = false;
        tell(JobEnded{Outcome::unknown, error.what()});
    }
}

// Nothing: the port is going.
std::optional<JobEnded> CupsPort::follow_to_end(int job) {
    JobCourse course;
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        const JobState now = queue_.job_state(job);
        state_ = queue_.state();
        tell_status(status_of(state_));
        follow(course, now, state_);
        if (const auto ended = printer::ended(course, now)) return ended;
        if (!nap(job_interval)) {
            queue_.cancel(job);
            return std::nullopt;
        }
    }
    queue_.cancel(job);
    return given_up(course);
}

void CupsPort::tell(PortNews news) {
    {
        const std::lock_guard hold(lock_);
        news_.push_back(std::move(news));
    }
    wakes_.ring();
}

void CupsPort::tell_trouble(const std::string& why) {
    if (std::exchange(told_trouble_, why) != why) tell(Trouble{why});
}

void CupsPort::tell_status(std::optional<PrinterStatus> status) {
    if (told_status_ && *told_status_ == status) return;
    told_status_ = status;
    tell(StatusHeard{std::move(status)});
}

bool CupsPort::nap(std::chrono::milliseconds time) {
    std::unique_lock hold(lock_);
    ordered_.wait_for(hold, time, [&] { return going_ || (order_ && time == idle_interval); });
    return !going_;
}

}  // namespace okno::printer
