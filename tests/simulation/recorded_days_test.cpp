#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "simulation/recorded_days.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include "simulation/line_estimator.hpp"
#include "simulation/recorded_order.hpp"
#include "simulation/recorded_replay.hpp"
#include "simulation/reference_rules.hpp"

using namespace okno::simulation;

namespace {

const std::string header = "office,queue,date,ticket,arrive_min,wait_min\n";
const std::filesystem::path warsaw =
    "tests/data/warsaw_tickets.csv.gz";  // tests run at the root of the repository

std::string complaint_about(const std::string& lines) {
    const auto days = parse_recorded_days(header + lines);
    return days ? "nothing" : days.error();
}

// A file of this test, gone with it.
class File {
  public:
    explicit File(const std::string& bytes)
        : path(std::filesystem::temp_directory_path() /
               ("okno-recorded-days-" + std::to_string(std::rand()))) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
    ~File() { std::filesystem::remove(path); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    const std::filesystem::path path;
};

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream input(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(input), {}};
}

const CallOrder& order_named(std::string_view name) {
    return *std::find_if(call_orders.begin(), call_orders.end(),
                         [&](const CallOrder& order) { return order.name == name; });
}

}  // namespace

TEST_CASE("recorded days are read whatever the order of the columns, the lines and the ends of lines") {
    const auto days = parse_recorded_days(
        "wait_min,ticket,date,queue,office,arrive_min\r\n"
        "5,2,2020-01-03,A,North,545\r\n"
        "10,1,2020-01-03,A,North,540\r\n"
        "7,1,2020-01-02,B,South,600");
    REQUIRE(days);
    CHECK(days->size() == 2);
    CHECK(days->at("North").at("2020-01-03").at("A") ==
          std::vector<RecordedTicket>{{1, 540, 10}, {2, 545, 5}});
    CHECK(days->at("South").at("2020-01-02").at("B") == std::vector<RecordedTicket>{{1, 600, 7}});
}

TEST_CASE("what is wrong in a file is told with its line") {
    CHECK(complaint_about("N,A,2020-01-03,1,540\n") == "line 2: there are 5 fields; 6 are expected");
    CHECK(complaint_about("N,A,2020-01-03,1,540,10\n\n") == "line 3: there are 1 fields; 6 are expected");
    CHECK(complaint_about("N,A,2020-01-03,1,540,soon\n") ==
          "line 2: wait_min is \"soon\"; a whole number from 0 to 2339 is expected");
    CHECK(complaint_about("N,A,2020-01-03,1,540,1e9\n").starts_with("line 2: wait_min is \"1e9\";"));
    CHECK(complaint_about("N,A,2020-01-03,1,540,99999999999999999999\n").starts_with("line 2: wait_min is"));
    CHECK(complaint_about("N,A,2020-01-03,1,-5,10\n") ==
          "line 2: arrive_min is \"-5\"; a whole number from 0 to 1439 is expected");
    CHECK(complaint_about("N,A,2020-01-03,1,1440,10\n").starts_with("line 2: arrive_min is \"1440\";"));
    CHECK(complaint_about("N,A,2020-01-03,0,540,10\n") ==
          "line 2: ticket is \"0\"; a whole number from 1 to 999999 is expected");
    CHECK(complaint_about("N,A,2020-02-30,1,540,10\n") ==
          "line 2: date is \"2020-02-30\"; a date like 2020-01-31 is expected");
    CHECK(complaint_about("N,A,20200131xx,1,540,10\n").starts_with("line 2: date is"));
    CHECK(complaint_about(",A,2020-01-03,1,540,10\n") ==
          "line 2: office is \"\"; a name of 1 to 64 bytes without quotes is expected");
    CHECK(complaint_about("N,\x1b[2J,2020-01-03,1,540,10\n").starts_with("line 2: queue is \"?[2J\";"));
    CHECK(complaint_about(std::string(5000, 'x') + ",A,2020-01-03,1,540,10\n").size() < 200);
    CHECK(complaint_about("") == "line 1: there is no ticket after the names of the columns");
    CHECK(parse_recorded_days("").error() ==
          "line 1: the file is empty; a line with the names of the columns is expected");
    CHECK(parse_recorded_days("office,queue,date,ticket,arrive_min,wait\n").error() ==
          "line 1: there is no column wait_min; expected are office,queue,date,ticket,arrive_min,wait_min");
}

TEST_CASE("a queue that is not first come, first called is refused") {
    CHECK(complaint_about("N,A,2020-01-03,7,540,10\nN,A,2020-01-03,7,541,10\n") ==
          "line 3: ticket 7 of this queue and day stands on line 2 too");
    CHECK(complaint_about("N,A,2020-01-03,2,540,10\nN,A,2020-01-03,1,541,10\n") ==
          "line 2: ticket 2 was taken before ticket 1 (line 3); numbers must follow the arrivals");
    CHECK(complaint_about("N,A,2020-01-03,1,540,10\nN,A,2020-01-03,2,541,8\n") ==
          "line 3: ticket 2 was called before ticket 1 (line 2); a queue must be first come, first called");
    CHECK(complaint_about("N,A,2020-01-03,1,540,10\nN,B,2020-01-03,2,541,8\n") == "nothing");
}

TEST_CASE("a file is read plain or gzipped, and a damaged one is told") {
    const auto real = read_recorded_days(warsaw);
    REQUIRE(real);
    CHECK(real->size() == 10);
    const File plain(header + "N,A,2020-01-03,1,540,10\n");
    CHECK(read_recorded_days(plain.path));
    const std::string packed = bytes_of(warsaw);
    const File cut(packed.substr(0, packed.size() / 2));
    CHECK(read_recorded_days(cut.path).error() ==
          cut.path.string() + ": the gzip data are damaged or cut short");
    std::string scratched = packed;
    for (std::size_t i = 90'000; i < 90'040; ++i) scratched[i] = static_cast<char>(~scratched[i]);
    CHECK_FALSE(read_recorded_days(File(scratched).path));
    CHECK(read_recorded_days("tests/data/no-such-file.csv").error() ==
          "tests/data/no-such-file.csv: there is no such file");
    CHECK_FALSE(read_recorded_days("tests/data"));
}

TEST_CASE("the reference rules say what can be worked out by hand") {
    ReferenceQueue queue;
    const auto first = queue.arrive(1, 540);  // nothing is known
    CHECK(first.waits_known == 0);
    CHECK_FALSE(first.last_wait);
    CHECK_FALSE(first.position_by_rate);
    CHECK_FALSE(first.half_and_half);
    CHECK_FALSE(first.history);
    queue.arrive(2, 545);
    queue.call(550);  // ticket 1 waited 10

    const auto third = queue.arrive(4, 552);  // one ahead, one number called in the last hour
    CHECK(third.waits_known == 1);
    CHECK(third.calls_last_hour == 1);
    CHECK(third.last_wait == 10);
    CHECK(third.position_by_rate == 60);
    CHECK(third.half_and_half == 35);
    queue.call(560);  // ticket 2 waited 15
    queue.call(570);  // ticket 4 waited 18; ticket 3 was never seen and counts

    const auto fourth = queue.arrive(5, 575);
    CHECK(fourth.last_wait == 18);
    CHECK(fourth.position_by_rate == 0);
    CHECK(fourth.half_and_half == 9);
    queue.call(600);  // ticket 5 waited 25
    queue.arrive(6, 612);
    const auto sixth = queue.arrive(7, 613);  // one ahead; numbers 2 to 5 called since 9:13
    CHECK(sixth.calls_last_hour == 3);
    CHECK(sixth.position_by_rate == 15);
    CHECK(sixth.half_and_half == 20);
    queue.call(640);
    queue.call(650);
    queue.end_day();

    const auto next_day = queue.arrive(1, 599);  // 10, 15, 18 and 25 minutes between nine and ten
    CHECK(next_day.history == 17);
    CHECK(next_day.waits_known == 0);
    CHECK_FALSE(next_day.last_wait);
    CHECK(queue.arrive(2, 620).history == doctest::Approx((28 + 37) / 2.0));
}

TEST_CASE("the estimator begins with six equal guesses that can be worked out by hand") {
    LineEstimator estimator;
    const LineEstimate first = estimator.arrive("A", 1, 540);  // eight minutes, for nothing is known
    CHECK(first.minutes == doctest::Approx(8));
    CHECK(first.low_minutes == 3);    // 16 e^-0.35 - 8
    CHECK(first.high_minutes == 17);  // 16 e^0.45 - 8
    estimator.call("A", 1, 552);
    // Three guesses say 12 (last wait, its mean, wait per place), three say 0 (nobody is ahead): √(20 · 8)
    // - 8.
    CHECK(estimator.arrive("A", 2, 560).minutes == doctest::Approx(std::sqrt(160.0) - 8));
    // Another queue of the office has its own memory.
    CHECK(estimator.arrive("B", 1, 561).minutes == doctest::Approx(8));
}

TEST_CASE("nothing is learnt from who left, and a place nearer is a shorter wait") {
    LineEstimator stays, leaves;
    for (LineEstimator* one : {&stays, &leaves}) {
        one->arrive("A", 1, 540);
        one->call("A", 1, 550);
        one->arrive("A", 2, 555);
        one->arrive("A", 3, 556);
    }
    leaves.leave("A", 2, 560);
    CHECK(leaves.arrive("A", 4, 561).minutes < stays.arrive("A", 4, 561).minutes);

    LineEstimator nobody_called;
    const auto before = nobody_called.weights();
    nobody_called.arrive("A", 1, 540);
    nobody_called.leave("A", 1, 600);
    nobody_called.end_day();
    for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(nobody_called.weights()[i] == doctest::Approx(before[i]));
}

TEST_CASE("the estimator may be called in another order than that of the places") {
    LineEstimator estimator;
    for (int ticket = 1; ticket <= 5; ++ticket) estimator.arrive("A", ticket, 540 + ticket);
    estimator.call("A", 4, 550);
    estimator.call("A", 1, 551);
    estimator.call("A", 5, 552);
    const LineEstimate next = estimator.arrive("A", 6, 553);
    CHECK(next.minutes > 0);
    CHECK(next.low_minutes <= next.high_minutes);
}

TEST_CASE("the estimator learns an office whose waits never change") {
    LineEstimator estimator;
    double first_day = 0, last_day = 0;
    int covered = 0;
    for (int day = 0; day < 20; ++day) {
        double error = 0;
        covered = 0;
        for (int minute = 480; minute < 960; ++minute) {  // every ten minutes one comes; each waits 35
            const int since = minute - 480;
            if (since >= 35 && (since - 35) % 10 == 0) estimator.call("A", (since - 35) / 10 + 1, minute);
            if (since % 10 != 0) continue;
            const LineEstimate told = estimator.arrive("A", since / 10 + 1, minute);
            error += std::abs(told.minutes - 35) / 48;
            if (told.low_minutes <= 35 && 35 <= told.high_minutes) ++covered;
        }
        estimator.end_day();
        (day == 0 ? first_day : last_day) = error;
    }
    CHECK(last_day < 1.5);
    CHECK(last_day < first_day / 2);
    CHECK(covered > 30);
}

TEST_CASE("numbers far beyond any hall neither overflow nor are told to anybody") {
    LineEstimator estimator;
    estimator.arrive("A", 999'999, 0);
    estimator.call("A", 999'999, 2879);
    estimator.end_day();
    for (int day = 0; day < 50; ++day) {
        for (int ticket = 1; ticket <= 300; ++ticket) {
            const LineEstimate told = estimator.arrive("A", ticket * 50, 1);
            REQUIRE(std::isfinite(told.minutes));
            REQUIRE(told.minutes <= 1440);
            REQUIRE(told.high_minutes <= 1440);
        }
        for (int ticket = 1; ticket <= 300; ++ticket) estimator.call("A", ticket * 50, 2500 + ticket);
        estimator.end_day();
    }
}

namespace {

// The office as it was known at `minute` of `date`, with another future: nobody comes any more, and who waits
// is called an hour later than it was.
RecordedOffices cut(const RecordedOffice& office, const std::string& date, int minute) {
    RecordedOffices result;
    for (const auto& [day, queues] : office) {
        if (day > date) break;
        for (const auto& [queue, tickets] : queues)
            for (RecordedTicket ticket : tickets) {
                if (day == date && ticket.arrival_minute > minute) continue;
                if (day == date && ticket.call_minute() > minute) ticket.wait_minutes += 60;
                result["cut"][day][queue].push_back(ticket);
            }
    }
    return result;
}

// What was said, without what came about.
auto said(const ReplayedTicket& ticket) {
    ReplayedTicket copy = ticket;
    copy.wait_minutes = 0;
    return copy;
}

}  // namespace

TEST_CASE("no estimate changes when the future does") {
    const auto offices = read_recorded_days(warsaw);
    REQUIRE(offices);
    const Replay whole = replay(*offices);
    std::size_t compared = 0, changed = 0;
    for (const auto& [name, office] : *offices) {
        const int minute = 560 + static_cast<int>(name.size()) * 17;
        const auto& date =
            std::next(office.begin(), static_cast<std::ptrdiff_t>(office.size() * 2 / 3))->first;
        const Replay known = replay(cut(office, date, minute));
        const auto& before = known.at("cut");
        const auto& after = whole.at(name);
        REQUIRE(before.size() < after.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            ++compared;
            if (said(before[i]) != said(after[i])) ++changed;
        }
    }
    CHECK(compared > 10'000);
    CHECK(changed == 0);
}

TEST_CASE("an estimate does change when the past does") {
    const auto offices = read_recorded_days(warsaw);
    REQUIRE(offices);
    RecordedOffices other{{"UD_Wlochy", offices->at("UD_Wlochy")}};
    const Replay before = replay(other);
    auto& first = other.at("UD_Wlochy").begin()->second.begin()->second.front();
    first.wait_minutes -= 1;
    const Replay after = replay(other);
    const auto& a = before.at("UD_Wlochy");
    const auto& b = after.at("UD_Wlochy");
    REQUIRE(a.size() == b.size());
    CHECK_FALSE(std::equal(a.begin(), a.end(), b.begin(),
                           [](const auto& x, const auto& y) { return said(x) == said(y); }));
}

TEST_CASE("whether a call of the same minute is known is the replay's to say") {
    // Ticket 1 is called in the minute in which ticket 2 comes; ticket 3 is called as it comes.
    const RecordedOffices offices{{"N", {{"2020-01-03", {{"A", {{1, 540, 10}, {2, 550, 5}, {3, 560, 0}}}}}}}};
    const auto known = replay(offices).at("N");
    const auto unknown = replay(offices, SameMinute::arrivals_first).at("N");
    CHECK(known[1].waits_known == 1);
    CHECK(unknown[1].waits_known == 0);
    CHECK(known[2].waits_known == 2);
    CHECK(unknown[2].waits_known == 2);
}

TEST_CASE("which tickets count follows from what was known and, in R alone, from the wait") {
    const auto in = [](const ReplayedTicket& ticket) {
        std::string names;
        for (const TicketSet& set : ticket_sets())
            if (set.holds(ticket)) names += std::string(set.name) + ' ';
        return names;
    };
    CHECK(in({"2020-01-22", "A", 1, 180, 10, 1, {}, {}}) == "R K10 ALL FILE ");
    CHECK(in({"2020-01-22", "A", 1, 181, 10, 1, {}, {}}) == "K10 ALL FILE ");
    CHECK(in({"2020-01-22", "A", 1, 20, 9, 0, {}, {}}) == "ALL FILE ");
    CHECK(in({"2020-12-30", "A", 1, 20, 10, 5, {}, {}}) == "ALL FILE ");
    CHECK(in({"2020-01-22", "A", 1, 20, 0, 0, {}, {}}) == "MORNING FILE ");
}

TEST_CASE("a score is the sum of its offices") {
    ReplayedTicket ticket{"2020-01-03", "A", 1, 20, 1, 1, {}, {17, 10, 25}};
    ticket.minutes = {{std::nullopt, 26.0, 14.0, 20.0, 17.0}};
    ReplayedTicket other = ticket;
    other.wait_minutes = 30;
    const auto scores = compare({{"North", {ticket}}, {"South", {other}}});
    const SetScores& all = scores[2];
    REQUIRE(all.set.name == "ALL");
    CHECK(all.tickets == 2);
    const auto of = [&](Rule rule) { return all.all[static_cast<std::size_t>(rule)]; };
    CHECK(of(Rule::half_and_half).tickets == 0);
    CHECK(of(Rule::last_wait).mean_error() == doctest::Approx(5));  // +6 and -4
    CHECK(of(Rule::last_wait).bias() == doctest::Approx(1));
    CHECK(of(Rule::ours).mean_error() == doctest::Approx(8));  // -3 and -13
    CHECK(of(Rule::ours).coverage_percent() == doctest::Approx(50));
    CHECK(of(Rule::ours).mean_width() == doctest::Approx(15));
}

TEST_CASE("recorded calls in another order keep their moments, so the waits keep their sum") {
    const RecordedDay day{{"A", {{1, 0, 30}, {2, 12, 38}}}, {"B", {{1, 10, 15}}}};  // calls at 25, 30 and 50
    CHECK(waits_in(order_named("recorded"), day) == std::vector<int>{15, 30, 38});
    CHECK(waits_in(order_named("office_arrival"), day) == std::vector<int>{20, 25, 38});
    CHECK(waits_in(order_named("office_bound"), day) == std::vector<int>{15, 18, 50});
    // At 30 the second of A is still in time and the first is not any more.
    CHECK(waits_in(order_named("own_bound"), day) == std::vector<int>{15, 18, 50});
    for (const CallOrder& order : call_orders) {
        const auto waits = waits_in(order, day);
        CHECK(std::accumulate(waits.begin(), waits.end(), 0) == 83);
    }
    // Who is called in the minute of the arrival.
    for (const CallOrder& order : call_orders)
        CHECK(waits_in(order, RecordedDay{{"A", {{1, 10, 0}, {2, 10, 0}}}, {"B", {{7, 10, 0}}}}) ==
              std::vector<int>{0, 0, 0});
}

TEST_CASE("the order of arrival within each queue is what happened") {
    const auto offices = read_recorded_days(warsaw);
    REQUIRE(offices);
    for (const auto& [name, office] : *offices)
        for (const auto& [date, day] : office) {
            std::vector<int> waits;
            for (const auto& [queue, tickets] : day)
                for (const RecordedTicket& ticket : tickets) waits.push_back(ticket.wait_minutes);
            std::sort(waits.begin(), waits.end());
            REQUIRE(waits_in(order_named("recorded"), day) == waits);
        }
}

TEST_CASE("no order of the real calls has fewer over 20 minutes than its bound, or another mean") {
    const auto offices = read_recorded_days(warsaw);
    REQUIRE(offices);
    const WaitFigures recorded = figures_of(waits_in(order_named("recorded"), *offices));
    const WaitFigures own_bound = figures_of(waits_in(order_named("own_bound"), *offices));
    const WaitFigures office_bound = figures_of(waits_in(order_named("office_bound"), *offices));
    CHECK(office_bound.over_20_percent < own_bound.over_20_percent);
    for (const CallOrder& order : call_orders) {
        const WaitFigures figures = figures_of(waits_in(order, *offices));
        CHECK(figures.tickets == recorded.tickets);
        CHECK(figures.mean_minutes == doctest::Approx(recorded.mean_minutes));
        const WaitFigures& bound = order.from == CallsFrom::own_queue ? own_bound : office_bound;
        CHECK(figures.over_20_percent >= bound.over_20_percent);
    }
}

TEST_CASE("figures of waits") {
    const WaitFigures figures = figures_of({5, 20, 21, 46});
    CHECK(figures.mean_minutes == doctest::Approx(23));
    CHECK(figures.over_20_percent == doctest::Approx(50));
    CHECK(figures.over_45_percent == doctest::Approx(25));
    CHECK(figures.p95_minutes == 46);
    CHECK(figures.longest_minutes == 46);
    CHECK(figures_of({}).tickets == 0);
}
