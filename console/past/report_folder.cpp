#include "console/past/report_folder.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "platform/file_bytes.hpp"
#include "platform/new_file.hpp"
#include "statistics/csv.hpp"
#include "statistics/report_sheets.hpp"
#include "statistics/xlsx.hpp"

namespace okno::console {

namespace {

using statistics::Period;
using std::chrono::days;

constexpr mode_t rights_of_a_report = 0640;  // it names the staff
constexpr std::array<std::string_view, 2> endings{".xlsx", ".csv"};
constexpr std::uintmax_t bytes_at_most = 64 * 1024 * 1024;

// The period a file of the folder is about; empty: it is none of our files.
std::optional<Period> period_of(const std::string& name) {
    const auto ending = std::find_if(endings.begin(), endings.end(), [&](std::string_view each) {
        return name.size() > each.size() && name.ends_with(each);
    });
    const auto dash = name.find('-');
    if (ending == endings.end() || dash == std::string::npos) return std::nullopt;
    const auto stem = std::string_view(name).substr(0, name.size() - ending->size());
    const auto period = statistics::period_from(stem.substr(dash + 1));
    if (!period || statistics::file_name_of(*period) != stem) return std::nullopt;
    return period;
}

}  // namespace

std::vector<Period> periods_over(hall::LocalDay today) {
    std::vector<Period> over;
    for (hall::LocalDay day = today - reports_go_back; day < today; day += days{1}) {
        over.push_back(statistics::day_period(day));
        for (const Period& longer : {statistics::month_of(day), statistics::quarter_of(day)})
            if (longer.days.last == day) over.push_back(longer);
    }
    return over;
}

bool ReportFolder::lacks(const Period& period) const {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return !std::filesystem::exists(folder_ / (statistics::file_name_of(period) + std::string(ending)));
    });
}

void ReportFolder::put(const statistics::Workbook& book) const {
    platform::make_new_file(folder_ / (book.file_name + ".xlsx"), xlsx_of(book), rights_of_a_report);
    platform::make_new_file(folder_ / (book.file_name + ".csv"), csv_of(book), rights_of_a_report);
}

std::vector<ReportFolder::File> ReportFolder::files() const {
    struct Found {
        hall::LocalDay last;
        File file;
    };
    std::vector<Found> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const auto period = period_of(name);
        std::error_code gone;
        if (!period || !entry->is_regular_file(gone) || entry->is_symlink(gone)) continue;
        const auto bytes = entry->file_size(gone);
        if (!gone) found.push_back({period->days.last, {name, bytes}});
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.last != b.last ? a.last > b.last : a.file.name > b.file.name;
    });
    std::vector<File> files;
    for (std::size_t i = 0; i < std::min(found.size(), files_at_most); ++i) files.push_back(found[i].file);
    return files;
}

std::optional<std::string> ReportFolder::read(const std::string& name) const {
    if (!period_of(name)) return std::nullopt;
    return platform::read_bounded(folder_ / name, bytes_at_most);
}

}  // namespace okno::console
