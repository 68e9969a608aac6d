// A desk at which an AlarmBook is talked with, in milliseconds, and its outputs in a few words: for tests.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "alarm/alarm_book.hpp"

namespace okno::alarm {

using namespace std::chrono_literals;
using dc09::Verdict;
using platform::Instant;
using platform::SteadyTime;
using platform::WallTime;

inline constexpr WallTime morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + 9h};

// Names each output in a few words: "send 0 panic 1", "lost 1".
inline std::string words(const Event& event) {
    return fmt::format("{}{} {}", to_string(event.signal), event.turn == Turn::restored ? " restored" : "",
                       event.number);
}
inline std::string words(const Record& record) {
    return "record " + words(record.event) + (record.latched ? " latched" : "");
}
inline std::string words(const MarkDelivered& mark) {
    return fmt::format("delivered {}", mark.number);
}
inline std::string words(const MarkRestored& mark) {
    std::string text = "restored";
    for (const std::uint64_t number : mark.numbers) text.append(" ").append(std::to_string(number));
    return text;
}
inline std::string words(const Send& send) {
    return fmt::format("send {} {}{}", send.receiver, send.event ? words(*send.event) : "link test",
                       send.afresh ? " afresh" : "");
}
inline std::string words(const Accepted& accepted) {
    return fmt::format("accepted by {}: {}", accepted.receiver, words(accepted.event));
}
inline std::string words(const NobodyAnswers& nobody) {
    return "nobody " + words(nobody.event);
}
inline std::string words(const Dropped& dropped) {
    return "dropped " + words(dropped.event);
}
inline std::string words(const NotUnderstood& duh) {
    return fmt::format("not understood by {}", duh.receiver);
}
inline std::string words(const ClockDiffers& clock) {
    return fmt::format("clock of {} ahead {}", clock.receiver, clock.ahead.count());
}
inline std::string words(const PathLost& lost) {
    return fmt::format("lost {}", lost.receiver);
}
inline std::string words(const PathRestored& restored) {
    return fmt::format("answers {}", restored.receiver);
}
inline std::string words(const StrayReply& stray) {
    return fmt::format("stray {} {}", stray.receiver, stray.sequence);
}

using Said = std::vector<std::string>;

// A book in which the daily test was told a moment ago, and receivers with a patience of 2 s.
struct Desk {
    explicit Desk(std::size_t receivers = 2, std::vector<Remembered> remembered = {})
        : book(Rules{std::vector<std::chrono::milliseconds>(receivers, 2s), Signal::panic, 24h},
               with_test(std::move(remembered)), 1, time(0)) {}

    static Instant time(int ms) {
        return {morning + std::chrono::milliseconds{ms}, SteadyTime{} + std::chrono::milliseconds{ms}};
    }
    static std::vector<Remembered> with_test(std::vector<Remembered> remembered) {
        remembered.push_back({{100, Signal::test, Turn::raised, 0, morning, false}, true, false});
        return remembered;
    }

    Said work(int ms) {
        Said said;
        for (const Output& output : book.work(time(ms))) {
            if (const auto* send = std::get_if<Send>(&output)) last_sent = *send;
            said.push_back(std::visit([](const auto& each) { return words(each); }, output));
        }
        return said;
    }
    // As a loop does: everything up to `ms`, each at its own time, as "2000 send 0 ...".
    Said until(int ms) {
        Said said;
        for (int turns = 0; turns < 1000; ++turns) {
            const auto next = book.next_deadline(time(now));
            now = std::max(now, static_cast<int>((next - SteadyTime{}) / 1ms));
            if (now > ms) break;
            for (const std::string& each : work(now)) said.push_back(fmt::format("{} {}", now, each));
        }
        now = ms;
        return said;
    }
    void hear(std::size_t receiver, Verdict verdict, int sequence, int ms) {
        book.hear(receiver, {verdict, sequence, "", {}, false}, time(ms));
    }
    // Both paths have just been tried and answer.
    void settle(int ms = 0) {
        work(ms);
        for (std::size_t i = 0; i < 2; ++i) hear(i, Verdict::ack, 0, ms);
        work(ms);
        now = ms;
    }

    AlarmBook book;
    std::optional<Send> last_sent;
    int now = 0;
};

}  // namespace okno::alarm
