#include "statistics/buckets.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <numeric>
#include <stdexcept>

namespace okno::statistics {

namespace {

constexpr int per_doubling_bits = 6;
constexpr int per_doubling = 1 << per_doubling_bits;
constexpr std::size_t buckets_at_most = 64 * per_doubling;  // as many as there are bits in a duration

[[noreturn]] void refuse(std::string_view text) {
    throw std::runtime_error("the statistics database holds counts that are none: " +
                             std::string(text.substr(0, 80)));
}

// Digits alone: from_chars takes twice as long, and a year of operators is millions of numbers.
std::int64_t read_number(std::string_view whole, const char*& at, const char* end) {
    constexpr std::int64_t most = 1'000'000'000'000'000;
    const bool negative = at < end && *at == '-';
    if (negative) ++at;
    if (at == end || *at < '0' || *at > '9') refuse(whole);
    std::int64_t number = 0;
    for (; at < end && *at >= '0' && *at <= '9'; ++at) {
        number = 10 * number + (*at - '0');
        if (number > most) refuse(whole);
    }
    return negative ? -number : number;
}

void append(std::string& text, auto number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

}  // namespace

int bucket_of(hall::Milliseconds took) {
    const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
    if (ms < 2 * per_doubling) return static_cast<int>(ms);
    const int doublings = static_cast<int>(std::bit_width(ms)) - 1 - per_doubling_bits;
    return per_doubling * doublings + static_cast<int>(ms >> doublings);
}

hall::Milliseconds middle_of(int bucket) {
    if (bucket < 2 * per_doubling) return hall::Milliseconds{bucket};
    const int doublings = bucket / per_doubling - 1;
    const std::int64_t low = std::int64_t{bucket - per_doubling * doublings} << doublings;
    return hall::Milliseconds{low + (std::int64_t{1} << doublings) / 2};
}

void Distribution::add(std::size_t bucket, std::int64_t count) {
    if (bucket >= counts_.size()) counts_.resize(bucket + 1);
    counts_[bucket] += count;
}

void Distribution::add(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::int64_t bucket = 0;
    while (at < end) {
        bucket += read_number(text, at, end);
        if (at == end || *at != ':' || bucket < 0 || static_cast<std::size_t>(bucket) >= buckets_at_most)
            refuse(text);
        ++at;
        add(static_cast<std::size_t>(bucket), read_number(text, at, end));
        if (at < end && *at++ != ' ') refuse(text);
    }
}

void Distribution::add(const BucketChanges& changes) {
    for (const auto& [bucket, count] : changes) add(static_cast<std::size_t>(bucket), count);
}

std::string Distribution::text() const {
    std::string text;
    std::size_t before = 0;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
        if (counts_[bucket] == 0) continue;
        if (!text.empty()) text += ' ';
        append(text, bucket - before);
        text += ':';
        append(text, counts_[bucket]);
        before = bucket;
    }
    return text;
}

std::int64_t Distribution::count() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
}

hall::Milliseconds Distribution::quantile(int percent) const {
    const std::int64_t rank = (count() * percent + 99) / 100;
    std::int64_t so_far = 0;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
        so_far += counts_[bucket];
        if (so_far >= rank && so_far > 0) return middle_of(static_cast<int>(bucket));
    }
    return {};
}

}  // namespace okno::statistics
