// How a device of the hall tells that it is there: it reports its condition and its program's version every
// few seconds, again and again. The dispatcher answers a repetition without writing anything, and calls a
// device `away` that has been silent for some time (dispatcher/attendance). Uses the link it is given; owns
// nothing; the loop's thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/version.hpp"
#include "protocol/link.hpp"

namespace okno::protocol {

inline constexpr std::chrono::milliseconds presence_reported_every{5000};
inline constexpr std::chrono::milliseconds bridge_reports_every{700};  // it carries calls for help

class Presence {
  public:
    // Without a condition nothing is told until one is set.
    explicit Presence(hall::DeviceId self, std::optional<hall::Condition> condition = hall::Condition::ready,
                      std::chrono::milliseconds every = presence_reported_every)
        : self_(std::move(self)), condition_(condition), every_(every) {}

    // What is told from now on; a change is told at once.
    void set(hall::Condition condition) {
        if (condition != condition_) next_ = {};
        condition_ = condition;
    }

    // The files that are skipped, from now on; a change is told at once.
    void set_skips(std::vector<std::string> skips) {
        if (skips == skips_) return;
        next_ = {};
        skips_ = std::move(skips);
    }

    // Once a turn. Only the newest report is worth an answer: one that has had none is given up.
    void work(Link& link, platform::Instant now) {
        if (!condition_ || !link.synchronised() || now.steady < next_) return;
        if (sent_) link.abandon(*sent_);
        sent_ = link.send(hall::ReportDevice{self_, *condition_, skips_, platform::version}, now);
        next_ = now.steady + every_;
    }

    // Until `work` has something to do. A link that is not synchronised yet wakes the loop by itself.
    std::chrono::milliseconds time_left(const Link& link, platform::Instant now) const {
        if (!condition_ || !link.synchronised()) return every_;
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(next_ - now.steady),
                        std::chrono::milliseconds{0});
    }

  private:
    hall::DeviceId self_;
    std::optional<hall::Condition> condition_;
    std::vector<std::string> skips_;
    std::chrono::milliseconds every_;
    platform::SteadyTime next_{};
    std::optional<RequestId> sent_;
};

}  // namespace okno::protocol
