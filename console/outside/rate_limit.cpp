#include "console/outside/rate_limit.hpp"

#include <algorithm>

namespace okno::console {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds between_sweeps{1};

}  // namespace

std::chrono::seconds RateLimit::take(const std::string& by, Rate rate, platform::SteadyTime now) {
    auto found = buckets_.find(by);
    if (found == buckets_.end()) {
        if (buckets_.size() >= kept_at_most && now >= swept_ + between_sweeps) {
            std::erase_if(buckets_, [&](const auto& each) { return each.second.full <= now; });
            swept_ = now;
        }
        if (buckets_.size() >= kept_at_most) return between_sweeps;
        found = buckets_.emplace(by, Bucket{static_cast<double>(rate.burst), now, now}).first;
    }
    Bucket& bucket = found->second;
    const double gained = Seconds(now - bucket.at).count() * rate.per_second;
    bucket.tokens = std::min<double>(rate.burst, bucket.tokens + gained);
    bucket.at = now;
    const auto until = [&](double tokens) { return Seconds((tokens - bucket.tokens) / rate.per_second); };
    if (bucket.tokens < 1) return std::chrono::ceil<std::chrono::seconds>(until(1));
    bucket.tokens -= 1;
    bucket.full = now + std::chrono::duration_cast<platform::SteadyTime::duration>(until(rate.burst));
    return {};
}

}  // namespace okno::console
