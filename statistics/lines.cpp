#include "statistics/lines.hpp"

#include <algorithm>
#include <utility>

namespace okno::statistics {

void set_quantiles(Spread& spread, const std::vector<hall::Milliseconds>& in_order) {
    const auto at = [&](std::size_t percent) { return in_order[(in_order.size() * percent + 99) / 100 - 1]; };
    if (in_order.empty()) return;
    spread.median = at(50);
    spread.p90 = at(90);
}

bool knows_who_left(By by) {
    return by != By::window && by != By::person && by != By::outcome;
}

History history_from(std::map<std::string, Line> lines, By by, bool exact) {
    History history{exact, {}};
    for (auto& [name, line] : lines) {
        line.name = name;
        history.lines.push_back(std::move(line));
    }
    if (by == By::hour || by == By::window)
        std::sort(history.lines.begin(), history.lines.end(),
                  [](const Line& a, const Line& b) { return std::stoi(a.name) < std::stoi(b.name); });
    return history;
}

}  // namespace okno::statistics
