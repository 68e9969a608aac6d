// The seam between Okno and a printer. A port takes one job at a time and says honestly how it ended; between
// jobs it says how the printer is. Nothing here blocks: the loop waits for the port's descriptors or until
// its time has come, then calls `work`. One thread. Knows jobs of bytes, no slips and no tickets.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "printer/status.hpp"

namespace okno::printer {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Job {
    std::string name;   // for logs, and for the file when paper is a file
    std::string bytes;  // see Dialect::job
};

// printed: the printer said after the cut that all is well. failed: nothing came out and nothing will.
// broken_off: a part of a slip may hang there, and the rest will not come. unknown: it may or may not have
// come out; only a person can look.
enum class Outcome { printed, failed, broken_off, unknown };

struct JobEnded {
    Outcome outcome{};
    std::string why;  // for the log; empty when printed
    bool operator==(const JobEnded&) const = default;
};

// Sent when it changes, and again after a job that ended unknown. Empty: the printer is out of reach.
struct StatusHeard {
    std::optional<PrinterStatus> status;
    bool operator==(const StatusHeard&) const = default;
};

// It is there and cannot be used, or there is none: told once for each reason; for the log.
struct Trouble {
    std::string why;
    bool operator==(const Trouble&) const = default;
};

// What the printer says of itself, when it was found; for the log.
struct Introduced {
    std::string who;
    std::string advice;  // "" or a sentence about a better profile
    bool operator==(const Introduced&) const = default;
};

using PortNews = std::variant<JobEnded, StatusHeard, Trouble, Introduced>;

struct Watched {
    int descriptor = -1;
    bool to_write = false;
    bool to_read = true;
};

class Port {
  public:
    virtual ~Port() = default;

    virtual std::string name() const = 0;             // as `--port` writes it
    virtual bool free() const = 0;                    // no job under way
    virtual bool confirms() const { return true; }    // false: it cannot ever say "printed"
    virtual void print(Job job, SteadyTime now) = 0;  // only when free; JobEnded follows from `work`

    virtual std::vector<Watched> watched() const = 0;
    virtual SteadyTime next_work() const = 0;  // call `work` then at the latest
    virtual std::vector<PortNews> work(SteadyTime now) = 0;
};

}  // namespace okno::printer
