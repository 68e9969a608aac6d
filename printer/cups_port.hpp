// A printer behind a queue of CUPS. libcups waits for its server, so one thread of its own asks the queue and
// this port carries orders to it and news from it: two lists under one lock, and a descriptor that wakes the
// loop. What the answers mean is `cups_words.hpp`.
//
// No stale ticket: jobs that an earlier run left are cancelled first, a queue that is stopped or says that
// something is missing gets no job, a job has ten seconds, and one that is late is cancelled.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/wake_up.hpp"
#include "printer/cups_queue.hpp"
#include "printer/port.hpp"

namespace okno::printer {

class CupsPort : public Port {
  public:
    explicit CupsPort(std::string queue);
    ~CupsPort() override;
    CupsPort(const CupsPort&) = delete;
    CupsPort& operator=(const CupsPort&) = delete;

    std::string name() const override { return "cups:" + queue_name_; }
    bool free() const override { return free_; }
    bool confirms() const override { return false; }
    void print(Job job, SteadyTime now) override;

    std::vector<Watched> watched() const override;
    SteadyTime next_work() const override { return SteadyTime::max(); }
    std::vector<PortNews> work(SteadyTime now) override;

  private:
    // On the thread.
    void run();
    bool look();
    void print_one(const Job& job);
    std::optional<JobEnded> follow_to_end(int job);
    void tell(PortNews news);
    void tell_trouble(const std::string& why);
    void tell_status(std::optional<PrinterStatus> status);
    bool nap(std::chrono::milliseconds time);  // false: the port is going

    const std::string queue_name_;
    platform::WakeUp wakes_;
    bool free_ = true;  // the loop's

    std::mutex lock_;  // of these
    std::condition_variable ordered_;
    std::optional<Job> order_;
    std::vector<PortNews> news_;
    bool going_ = false;

    // The thread's.
    CupsQueue queue_;
    QueueState state_;
    bool cleared_ = false;  // of an earlier run's jobs
    std::string told_trouble_;
    std::optional<std::optional<PrinterStatus>> told_status_;
    std::thread thread_;
};

}  // namespace okno::printer
