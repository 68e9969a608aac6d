// Whatever a printer, or whoever pretends to be one, answers, byte by byte and at whatever moment: the talk
// goes on, one job ends once, and a job whose bytes were never asked for is never called printed.
//
// The first byte of the input says where the answers begin (before the connection, before a job, within one)
// and what the printer is.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "printer/conversation.hpp"

using namespace okno::printer;
using namespace std::chrono_literals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array profiles{
        Profile{.name = "escpos", .width_dots = 64, .dots_per_inch = 203},
        Profile{.name = "telling", .width_dots = 64, .dots_per_inch = 203, .tells_changes = true},
        Profile{.name = "presenting",
                .width_dots = 64,
                .dots_per_inch = 203,
                .parting = Parting::cut_and_present},
        Profile{.name = "star", .width_dots = 64, .dots_per_inch = 203, .speech = Speech::star}};
    if (size == 0) return 0;
    const int moment = data[0] % 3;
    const Profile& profile = profiles.at(data[0] / 3 % profiles.size());
    SteadyTime now{1h};
    Conversation talk(profile, now);
    int ended = 0;
    bool sent = false;
    const auto settle = [&] {
        const std::string output = talk.take_output();
        sent |= output.find("a job of bytes") != std::string::npos;
        if (talk.take_hang_up()) {
            talk.disconnected(now, "hung up");
            talk.connected(now);
        }
        for (const PortNews& news : talk.take_news())
            if (const auto* job = std::get_if<JobEnded>(&news)) {
                ++ended;
                if (job->outcome == Outcome::printed && !sent) std::abort();
            }
    };
    if (moment > 0) talk.connected(now);
    if (moment > 1) talk.print({"A001", "a job of bytes"}, now);
    for (std::size_t i = 1; i < size; ++i) {
        // Time passes, and a job is asked for, where the input says so; every other byte is an answer.
        if (data[i] == 0xF0) now += 700ms;
        if (data[i] == 0xF1 && talk.free())
            talk.print({"A002", "a job of bytes"}, now), ended = 0, sent = false;
        const char answer = static_cast<char>(data[i]);
        talk.hear({&answer, 1}, now);
        talk.tick(now);
        settle();
        if (ended > 1) std::abort();
        if (talk.next_tick() < now - 1h) std::abort();
    }
    return 0;
}
