// The recorded days of real halls: who took which ticket when, and how long he waited. Read from CSV, plain
// or gzipped, with the columns office,queue,date,ticket,arrive_min,wait_min (any order); minutes are local
// minutes since midnight. The file comes from outside: whatever is wrong in it is told in a sentence with its
// line, nothing is repaired or skipped. A queue must be first come, first called: the replay could not know
// its places otherwise.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace okno::simulation {

struct RecordedTicket {
    int number = 0;
    int arrival_minute = 0;  // of the day
    int wait_minutes = 0;    // until the call
    int call_minute() const { return arrival_minute + wait_minutes; }
    bool operator==(const RecordedTicket&) const = default;
};

// One office on one date: its queues, each by ticket number, which is the order of arrivals and of calls as
// well.
using RecordedDay = std::map<std::string, std::vector<RecordedTicket>, std::less<>>;
using RecordedOffice = std::map<std::string, RecordedDay, std::less<>>;      // by date, 2020-01-31
using RecordedOffices = std::map<std::string, RecordedOffice, std::less<>>;  // by name

inline constexpr int minutes_of_a_day = 24 * 60;
inline constexpr int last_call_minute = 2 * minutes_of_a_day - 1;  // a wait may reach past midnight, not two

// What is wrong, and where: "line 17: wait_min is \"soon\"; a whole number of minutes is expected".
template <class T>
using Read = tl::expected<T, std::string>;

Read<RecordedOffices> parse_recorded_days(std::string_view csv);
// `file: ` stands before what is wrong. A file of more than 256 MB (unpacked) is refused.
Read<RecordedOffices> read_recorded_days(const std::filesystem::path& file);

}  // namespace okno::simulation
