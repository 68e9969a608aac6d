#include "plan/yearly_rule.hpp"

#include <algorithm>

namespace okno::plan {

namespace {

using std::chrono::sys_days;

// Reads the line from the front; after a failure everything that follows fails too.
class Line {
  public:
    explicit Line(std::string_view rest) : rest_(rest) {}

    bool ended() const { return rest_.empty(); }
    bool good() const { return good_; }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void require(char c) {
        if (!take(c)) good_ = false;
    }

    void name() {
        const bool quoted = take('<');
        const auto is_end = [&](char c) { return quoted ? c == '>' : !((c | 32) >= 'a' && (c | 32) <= 'z'); };
        const auto end = std::find_if(rest_.begin(), rest_.end(), is_end);
        if (end == rest_.begin()) good_ = false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
        if (quoted) require('>');
    }

    int number() {
        int value = 0;
        std::size_t digits = 0;
        for (; digits < rest_.size() && digits < 3 && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
            value = value * 10 + (rest_[digits] - '0');
        if (digits == 0) good_ = false;
        rest_.remove_prefix(digits);
        return value;
    }

    hall::Seconds clock() {
        const bool negative = take('-');
        if (!negative) take('+');
        int seconds = number() * 3600;
        if (take(':')) seconds += number() * 60;
        if (take(':')) seconds += number();
        return hall::Seconds{negative ? -seconds : seconds};
    }

    YearlyChange change() {
        require('M');
        const int month = number();
        require('.');
        const int week = number();
        require('.');
        const int weekday = number();
        if (month < 1 || month > 12 || week < 1 || week > 5 || weekday > 6) good_ = false;
        const hall::Seconds time = take('/') ? clock() : hall::Seconds{2 * 3600};
        return {std::chrono::month{static_cast<unsigned>(month)}, static_cast<unsigned>(week),
                std::chrono::weekday{static_cast<unsigned>(weekday)}, time};
    }

    bool at_clock() const { return !rest_.empty() && rest_.front() != ','; }

  private:
    std::string_view rest_;
    bool good_ = true;
};

sys_days day_of(const YearlyChange& change, std::chrono::year year) {
    if (change.week == 5) return sys_days{year / change.month / change.weekday[std::chrono::last]};
    return sys_days{year / change.month / change.weekday[change.week]};
}

hall::ZoneOffset at(const YearlyChange& change, std::chrono::year year, hall::Seconds before,
                    hall::Seconds after) {
    return {hall::Timestamp{day_of(change, year)} + change.time - before, after};
}

}  // namespace

std::optional<YearlyRule> parse_yearly_rule(std::string_view text) {
    Line line{text};
    YearlyRule rule;
    line.name();
    rule.winter = -line.clock();
    if (!line.good() || line.ended()) return std::nullopt;
    line.name();
    rule.summer = line.at_clock() ? -line.clock() : rule.winter + hall::Seconds{3600};
    line.require(',');
    rule.summer_begins = line.change();
    line.require(',');
    rule.summer_ends = line.change();
    if (!line.good() || !line.ended()) return std::nullopt;
    return rule;
}

std::vector<hall::ZoneOffset> changes_of(const YearlyRule& rule, std::chrono::year year) {
    std::vector<hall::ZoneOffset> changes{at(rule.summer_begins, year, rule.winter, rule.summer),
                                          at(rule.summer_ends, year, rule.summer, rule.winter)};
    if (changes[1].from < changes[0].from) std::swap(changes[0], changes[1]);  // the southern half
    return changes;
}

}  // namespace okno::plan
