#include "plan/nearest_word.hpp"

#include <algorithm>

namespace okno::plan {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last;
    std::vector<std::size_t> last(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last = std::move(last);
        last = std::move(row);
    }
    return last[b.size()];
}

std::string nearest_word(std::string_view wrong, const std::vector<std::string>& words) {
    const std::string* nearest = nullptr;
    std::size_t fewest = 0;
    for (const std::string& word : words) {
        const std::size_t longer = std::max(word.size(), wrong.size());
        const std::size_t distance = edit_distance(wrong, word);
        if (distance > std::max<std::size_t>(1, longer / 3) || distance >= longer) continue;
        if (nearest && distance >= fewest) continue;
        nearest = &word;
        fewest = distance;
    }
    return nearest ? *nearest : std::string{};
}

}  // namespace okno::plan
