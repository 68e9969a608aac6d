// Ten thousand presses, receivers that misbehave, and crashes at any step with the file as the only survivor:
// nothing that was recorded is lost, what comes twice comes under one number, and in the end the guard
// company believes of each place what the hall believes. Everything is real but the network and the clock:
// book, store, codec, encryption. It prints its seed; run again with SEED=...
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "alarm/alarm_book.hpp"
#include "alarm/alarm_store.hpp"
#include "alarm/dc09.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno::alarm;
using namespace std::chrono_literals;
using okno::platform::Instant;
using okno::platform::SteadyTime;
using okno::platform::WallTime;

namespace {

constexpr std::size_t presses = 10'000;
constexpr std::size_t receivers = 2;
constexpr std::size_t zones = 97;
constexpr WallTime morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + 9h};
const dc09::Line line{"1", "0", "1234"};

std::uint64_t seed() {
    const char* given = std::getenv("SEED");
    return given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

const Key& key() {
    static const Key key = *Key::from_hex("000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f");
    return key;
}

std::string framed(const std::string& body) {
    return fmt::format("\n{:04X}{:04X}{}\r", dc09::crc16(body), body.size(), body);
}

// What a receiver makes of a frame: it takes it down when it says ACK, and sometimes when it says nothing.
struct VirtualReceiver {
    std::chrono::seconds clock_ahead{};
    // What it took: sequence → the data under it, in the order in which it came.
    std::map<int, std::vector<std::string>> taken;
    std::string last_ack;

    std::string answer(const std::string& frame, std::mt19937_64& random, Instant now) {
        const bool null = frame.find("NULL\"") != std::string::npos;
        const int sequence = std::stoi(frame.substr(frame.find('"', frame.find('"', 9) + 1) + 1, 4));
        const auto bracket = frame.find('[');
        const std::string content =
            *key().decrypt(*bytes_from_hex(frame.substr(bracket + 1, frame.size() - bracket - 2)));
        const std::string data =
            content.substr(content.find('|') + 1, content.find(']') - content.find('|') - 1);
        const std::uint64_t mood = random() % 100;
        const bool takes = mood < 60 || (mood >= 90 && mood < 95);  // and the answer is lost on the way
        if (takes && !null) taken[sequence].push_back(data);
        if (mood < 60) return last_ack = reply("*ACK", sequence, time(now));
        if (mood < 70) return framed("\"NAK\"0000R0L0A0[]" + stamp(time(now)));
        if (mood < 75) return reply("*DUH", sequence, time(now));
        if (mood < 78) return reply("*ACK", (sequence + 5000) % 9999 + 1, time(now));  // of none
        if (mood < 80) return last_ack;                                                // heard before
        if (mood < 85) {
            std::string wrong = reply("*ACK", sequence, time(now));
            wrong[random() % wrong.size()] ^= 1;
            return wrong;
        }
        if (mood < 87)
            return framed(fmt::format("\"ACK\"{:04}R1L0#1234[]", sequence));  // anybody could say so
        if (mood < 90) clock_ahead += std::chrono::seconds{static_cast<int>(random() % 600) - 300};
        return {};
    }

    dc09::Moment time(Instant now) const {
        return std::chrono::floor<std::chrono::seconds>(now.wall) + clock_ahead;
    }
    static std::string stamp(dc09::Moment at) {
        const std::string frame = dc09::encode({dc09::Token::null, 0, line, "", at}, nullptr, "");
        return frame.substr(frame.find('_'), 20);
    }
    static std::string reply(const std::string& token, int sequence, dc09::Moment at) {
        const std::string content = ']' + stamp(at);
        const std::size_t missing = cipher_block - (content.size() + 1) % cipher_block;
        return framed(fmt::format("\"{}\"{:04}R1L0#1234[", token, sequence) +
                      to_hex(key().encrypt(std::string(missing, 'x') + '|' + content)));
    }
};

struct Crash {};

// A process and its life: everything but the file is gone with it.
struct Process {
    Process(const std::filesystem::path& file, Instant now)
        : store(file), book({{2s, 2s}, Signal::panic, 24h}, store.remembered(), 1, now) {}
    AlarmStore store;
    AlarmBook book;
};

class Storm {
  public:
    explicit Storm(std::uint64_t seed) : random_(seed) {}

    void run() {
        start();
        for (std::size_t press = 0; pressed_ < presses; ++press) {
            const int zone = static_cast<int>(press % zones) + 1;
            live([&] { process_->book.raise(zone, now_); });
            if (random_() % 4 == 0) live([&] { process_->book.restore(zone, now_); });
            if (random_() % 8 == 0) live([&] { process_->book.raise(zone, now_); });
            if (random_() % 16 == 0) live([&] { process_->book.escalate(zone, now_); });
            const auto turns = random_() % 6;
            for (std::uint64_t turn = 0; turn < turns; ++turn) live([] {});
        }
        calm_ = true;  // the end of the storm: now all that is left goes out
        for (int turn = 0; turn < 2'000'000 && process_->book.pending() > 0; ++turn) live([] {});
    }
    void check() const {
        CHECK(process_->book.pending() == 0);
        CHECK(crashes_ > 100);
        std::size_t lost = 0;
        for (const auto& [number, data] : recorded_) {
            // A restoral may be dropped: see check_belief.
            bool found = data.find("/PH") != std::string::npos || data.find("/YK") != std::string::npos;
            for (const VirtualReceiver& receiver : receivers_) {
                const auto taken = receiver.taken.find(sequence_of(number));
                if (taken != receiver.taken.end())
                    for (const std::string& each : taken->second) found = found || each == data;
            }
            lost += found ? 0 : 1;
        }
        CHECK(lost == 0);
        check_duplicates();
        check_belief();
    }
    std::size_t crashes() const { return crashes_; }

  private:
    // Under one sequence number there is one event; numbers begin anew after 9999.
    void check_duplicates() const {
        std::set<std::pair<int, std::string>> allowed;
        for (const auto& [number, data] : recorded_) allowed.emplace(sequence_of(number), data);
        for (const VirtualReceiver& receiver : receivers_)
            for (const auto& [sequence, taken] : receiver.taken)
                for (const std::string& data : taken) {
                    CAPTURE(sequence);
                    CHECK(allowed.contains({sequence, data}));
                }
    }

    void check_belief() const {
        REQUIRE(belief_.size() == zones);
        for (const auto& [zone, raised] : belief_) {
            CAPTURE(zone);
            CHECK(process_->book.latched(zone) == raised);
        }
        CHECK_FALSE(path_belief_.empty());
        for (const auto& [zone, raised] : path_belief_) {
            CAPTURE(zone);
            const PathCondition path = process_->book.path(static_cast<std::size_t>(zone) - 1);
            if (path != PathCondition::untried) CHECK((path == PathCondition::lost) == raised);
        }
    }

    void start() { process_ = std::make_unique<Process>(folder_ / "alarms", now_); }

    template <class Step>
    void live(const Step& step) {
        try {
            step();
            turn();
        } catch (const Crash&) {
            ++crashes_;
            process_.reset();
            on_the_way_.clear();
            start();
        }
    }
    void maybe_crash() {
        if (!calm_ && random_() % 400 == 0) throw Crash{};
    }
    // The process sleeps until something is due; then it hears what has come and does what the book says.
    void turn() {
        const auto next = process_->book.next_deadline(now_);
        const auto pass = std::max<std::int64_t>(0, (next - now_.steady) / 1ms);
        const auto slept = std::chrono::milliseconds{
            std::min<std::int64_t>(pass, static_cast<std::int64_t>(random_() % 700))};
        now_ = {now_.wall + slept, now_.steady + slept};
        for (auto& [receiver, frame] : std::exchange(on_the_way_, {})) {
            if (frame.empty()) {
                if (random_() % 2 == 0) process_->book.failed(receiver, now_);
            } else if (const auto reply = dc09::parse_reply(frame, &key())) {
                process_->book.hear(receiver, *reply, now_);
            }
        }
        for (const Output& output : process_->book.work(now_)) {
            maybe_crash();
            std::visit([this](const auto& each) { carry_out(each); }, output);
            maybe_crash();
        }
    }
    void carry_out(const Record& record) {
        process_->store.record(record.event, record.latched);
        if (record.latched && record.event.signal != Signal::path) ++pressed_;
        recorded_[record.event.number] = "#1234|" + dc09::data_of(dc09::Token::sia_dcs, record.event);
    }
    void carry_out(const MarkDelivered& mark) { process_->store.mark_delivered(mark.number); }
    void carry_out(const MarkRestored& mark) { process_->store.mark_restored(mark.numbers); }
    void carry_out(const Send& send) {
        dc09::Message message{dc09::Token::null, 0, line, {}, send.at};
        if (send.event) {
            REQUIRE(recorded_.contains(send.event->number));  // on the disk before it is on the wire
            message = {dc09::Token::sia_dcs, sequence_of(send.event->number), line,
                       dc09::data_of(dc09::Token::sia_dcs, *send.event), send.at};
        }
        const std::string frame = dc09::encode(message, &key(), random_pad());
        VirtualReceiver& receiver = receivers_[send.receiver];
        const std::size_t before = receiver.taken[message.sequence].size();
        on_the_way_.emplace_back(send.receiver, receiver.answer(frame, random_, now_));
        if (!send.event || send.event->zone == 0 || receiver.taken[message.sequence].size() <= before) return;
        auto& belief = send.event->signal == Signal::path ? path_belief_ : belief_;
        belief[send.event->zone] = send.event->turn == Turn::raised;
    }
    template <class Told>
    void carry_out(const Told&) {}  // to be told only

    std::mt19937_64 random_;
    okno::fakes::TemporaryFolder folder_;
    Instant now_{morning, SteadyTime{}};
    std::array<VirtualReceiver, receivers> receivers_;
    std::unique_ptr<Process> process_;
    std::vector<std::pair<std::size_t, std::string>> on_the_way_;
    std::map<std::uint64_t, std::string> recorded_;
    std::map<int, bool> belief_;       // of the guard company: whether there is an alarm, by zone
    std::map<int, bool> path_belief_;  // whether it is lost
    std::size_t pressed_ = 0;          // and recorded
    std::size_t crashes_ = 0;
    bool calm_ = false;
};

}  // namespace

TEST_CASE("ten thousand presses in a storm: nothing recorded is lost, and twice means under one number") {
    const std::uint64_t chosen = seed();
    CAPTURE(chosen);
    MESSAGE("SEED=" << chosen);
    Storm storm(chosen);
    storm.run();
    storm.check();
    MESSAGE("crashes: " << storm.crashes());
}
