#include "statistics/workbook.hpp"

namespace okno::statistics {

namespace {

std::optional<double> divide(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> quotient(const Share& share) {
    return divide(share.part, share.whole);
}

std::optional<double> quotient(const Mean& mean) {
    return divide(mean.sum, mean.count);
}

std::optional<double> milliseconds(const MeanTime& mean) {
    return divide(mean.sum.count(), mean.count);
}

}  // namespace okno::statistics
