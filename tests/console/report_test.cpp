// The reports of the console: which are due, the folder they are put into, and the rounds that put them
// there, with a clock that is given and a hall played by the test.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "console/past/report_desk.hpp"
#include "console/past/report_folder.hpp"
#include "console/past/report_rounds.hpp"
#include "statistics/report_sheets.hpp"
#include "tests/console/played_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

hall::LocalDay day(int year, int month, int day) {
    return hall::LocalDay{std::chrono::year{year} / month / day};
}

const hall::LocalDay tuesday = day(2026, 11, 24);

std::vector<std::string> names(const std::vector<statistics::Period>& periods) {
    std::vector<std::string> names;
    for (const auto& period : periods) names.push_back(statistics::file_name_of(period));
    return names;
}

const auto never = [] { return false; };

const std::set<std::string> both{"day-2026-11-24.csv", "day-2026-11-24.xlsx"};

}  // namespace

TEST_CASE("a report is due for each day, month and quarter that has ended in the last forty days") {
    const auto due = names(periods_over(day(2027, 1, 2)));
    CHECK(due.front() == "day-2026-11-23");
    CHECK(due.back() == "day-2027-01-01");
    CHECK(due.size() == 40 + 2 + 1);
    const auto place = [&](const std::string& name) {
        return std::find(due.begin(), due.end(), name) - due.begin();
    };
    CHECK(place("month-2026-11") == place("day-2026-11-30") + 1);
    CHECK(place("quarter-2026-Q4") == place("day-2026-12-31") + 2);
    CHECK(names(periods_over(day(2026, 3, 15))).size() == 40 + 1);
}

TEST_CASE(
    "after a day is over its report is put into the folder once, in XLSX and CSV, with the chain head") {
    Wednesday hall;
    hall.played.tell_statistics();
    hall.rounds.look(hall.six, never);
    CHECK(hall.files() == both);
    std::ifstream in(hall.played.reports() / "day-2026-11-24.csv");
    const std::string csv{std::istreambuf_iterator<char>(in), {}};
    CHECK(csv.find(std::string(32, 'a')) != std::string::npos);
    CHECK(csv.find("автоматически") != std::string::npos);
    // A file that is there is somebody's: it stays, and only what is missing is made again.
    std::filesystem::remove(hall.played.reports() / "day-2026-11-24.xlsx");
    std::ofstream(hall.played.reports() / "day-2026-11-24.csv") << "mine";
    ReportRounds again{hall.desk, ReportFolder(hall.played.reports())};
    again.look(hall.six, never);
    CHECK(hall.files() == both);
    std::ifstream kept(hall.played.reports() / "day-2026-11-24.csv");
    CHECK(std::string{std::istreambuf_iterator<char>(kept), {}} == "mine");
}

TEST_CASE("no report is made before the statistics have counted the day, nor without its chain head") {
    Wednesday hall;
    hall.rounds.look(hall.six, never);
    CHECK(hall.files().empty());
    hall.played.tell_statistics();
    hall.played.dispatcher_away = true;
    ReportRounds blind{hall.desk, ReportFolder(hall.played.reports())};
    CHECK(blind.look(hall.six, never) < 1min);
    CHECK(hall.files().empty());
    hall.played.dispatcher_away = false;
    blind.look(hall.six, never);
    CHECK(hall.files() == both);
}

TEST_CASE(
    "what was missed is made afterwards, month and quarter too, but no older than forty days and of no empty "
    "day") {
    Wednesday hall;
    const hall::Timestamp later = hall.six + days{39};
    hall.played.at(later, hall::CheckTime{});
    hall.played.tell_statistics();
    hall.rounds.look(later, never);
    std::set<std::string> wanted = both;
    for (const char* stem : {"month-2026-11", "quarter-2026-Q4"})
        for (const char* ending : {".csv", ".xlsx"}) wanted.insert(std::string(stem) + ending);
    CHECK(hall.files() == wanted);

    Wednesday old;
    const hall::Timestamp much_later = old.six + days{45};
    old.played.at(much_later, hall::CheckTime{});
    old.played.tell_statistics();
    old.rounds.look(much_later, never);
    CHECK(old.files() == std::set<std::string>{"month-2026-11.csv", "month-2026-11.xlsx",
                                               "quarter-2026-Q4.csv", "quarter-2026-Q4.xlsx"});
}

TEST_CASE("a folder that is not there is no reason to stop: the reports are made when it is") {
    Wednesday hall;
    hall.played.tell_statistics();
    std::filesystem::remove(hall.played.reports());
    CHECK(hall.rounds.look(hall.six, never) >= 1min);
    CHECK(hall.rounds.look(hall.six, never) >= 1min);
    std::filesystem::create_directory(hall.played.reports());
    hall.rounds.look(hall.six, never);
    CHECK(hall.files() == both);
}

TEST_CASE("the folder shows its reports alone, the newest first, and gives nothing else away") {
    const fakes::TemporaryFolder folder;
    for (const char* name :
         {"day-2026-11-23.xlsx", "day-2026-11-24.xlsx", "day-2026-11-24.csv", "month-2026-11.csv",
          "passwords.txt", "day-2026-11-24.xlsx.new", "day-2026-11.csv", ".day-2026-11-24.csv"})
        std::ofstream(folder / name) << name;
    std::filesystem::create_symlink("/etc/passwd", folder / "day-2026-11-22.csv");
    const ReportFolder reports(folder.path());
    std::vector<std::string> listed;
    for (const auto& file : reports.files()) listed.push_back(file.name);
    CHECK(listed == std::vector<std::string>{"month-2026-11.csv", "day-2026-11-24.xlsx", "day-2026-11-24.csv",
                                             "day-2026-11-23.xlsx"});
    CHECK(reports.read("day-2026-11-24.csv") == "day-2026-11-24.csv");
    for (const char* name :
         {"passwords.txt",
          "../"
          "day-2026-11-24.csv",
          "/etc/passwd", "", "day-2026-11-22.csv", "day-2026-11-25.csv", "day-2026-11.csv"})
        CHECK_FALSE(reports.read(name).has_value());
    CHECK(ReportFolder(folder / "nowhere").files().empty());
}
