// How often somebody may ask: a bucket of tokens for each name (a key, an address), which fills steadily and
// is emptied by asking. Pure data in memory: times are given, nothing is locked.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "platform/clock.hpp"

namespace okno::console {

struct Rate {
    int per_second = 1;
    int burst = 1;  // so many at once, after a rest
};

class RateLimit {
  public:
    // Beyond these, whoever comes anew has to wait until somebody else has rested.
    static constexpr std::size_t kept_at_most = 20'000;

    // 0: go ahead, this request is counted. Else: not before so long.
    std::chrono::seconds take(const std::string& by, Rate rate, platform::SteadyTime now);
    std::size_t size() const { return buckets_.size(); }

  private:
    struct Bucket {
        double tokens = 0;
        platform::SteadyTime at{};
        platform::SteadyTime full{};  // from then on it is as good as forgotten
    };

    std::map<std::string, Bucket> buckets_;
    platform::SteadyTime swept_{};
};

}  // namespace okno::console
