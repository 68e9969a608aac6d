// How many took how long, as counts in buckets: what a median or a 90th percentile is read from when there
// are too many visits to sort. Up to 127 ms each millisecond is a bucket of its own; beyond, 64 buckets lie
// between a duration and its double, so the middle of a bucket is at most 1/128 (0.8 %) away from whatever is
// in it. Two halls, or two days, add up exactly. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hall/time.hpp"

namespace okno::statistics {

int bucket_of(hall::Milliseconds took);  // less than nothing counts as nothing
hall::Milliseconds middle_of(int bucket);

// To be added to what is known; less than 0: to be taken away.
using BucketChanges = std::map<int, std::int64_t>;

class Distribution {
  public:
    // As `text` gives it: "gap:count gap:count ...", the gap counted from the bucket before, the first from
    // 0. Anything else is a std::runtime_error.
    void add(std::string_view text);
    void add(const BucketChanges& changes);
    std::string text() const;

    std::int64_t count() const;
    const std::vector<std::int64_t>& counts() const { return counts_; }  // by bucket

    // The least duration that at least so many per cent did not exceed (nearest rank), to 0.8 %; 0 when there
    // is none.
    hall::Milliseconds quantile(int percent) const;

  private:
    void add(std::size_t bucket, std::int64_t count);

    std::vector<std::int64_t> counts_;
};

}  // namespace okno::statistics
