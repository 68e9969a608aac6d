// A hall with one visit on its Tuesday, played by the test behind the mailbox, with its statistics, its desk
// of reports and the folder they are put into; the clock is given.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "console/mailbox.hpp"
#include "console/past/report_desk.hpp"
#include "console/past/report_folder.hpp"
#include "console/past/report_rounds.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace okno::console {

using namespace std::chrono_literals;

// The loop's side of the mailbox: a hall with one visit on its Tuesday, and days that pass.
class PlayedHall {
  public:
    PlayedHall() : thread_([this] { play(); }) {}
    ~PlayedHall() {
        ended_ = true;
        thread_.join();
    }
    PlayedHall(const PlayedHall&) = delete;
    PlayedHall& operator=(const PlayedHall&) = delete;

    // What the journal holds; the statistics hear of it when they are told.
    void at(hall::Timestamp time, const hall::Wish& wish) {
        const std::lock_guard lock(mutex_);
        const auto events = hall::decide(state_, {{{"console"}, {"anna"}}, wish}, time);
        REQUIRE(events.has_value());
        for (const hall::Event& event : *events) {
            state_ = hall::evolve(state_, event);
            heard_.push_back({++number_, event});
        }
    }
    void tell_statistics() {
        const std::lock_guard lock(mutex_);
        statistics::Statistics statistics(file());
        REQUIRE(statistics.apply(heard_));
    }
    std::filesystem::path file() const { return folder_ / "statistics.db"; }
    std::filesystem::path reports() const { return folder_ / "reports"; }

    Mailbox mailbox;
    std::atomic<bool> dispatcher_away{false};

  private:
    void play() {
        while (!ended_) {
            for (Mail& mail : mailbox.take()) {
                const std::lock_guard lock(mutex_);
                if (auto* question = std::get_if<StateQuestion>(&mail))
                    question->answer.set_value(question->look(state_));
                if (auto* inquiry = std::get_if<Inquiry>(&mail)) inquiry->answer.set_value(answer(*inquiry));
            }
            std::this_thread::yield();
        }
    }
    InquiryAnswer answer(const Inquiry& inquiry) const {
        if (dispatcher_away || inquiry.kind != "chain") return {protocol::Refusal{"dispatcher_away", {}}, {}};
        const protocol::Sequence number = inquiry.body.value("number", number_);
        return {std::nullopt, {{"number", number}, {"chain", std::string(32, 'a')}, {"head", number_}}};
    }

    fakes::TemporaryFolder folder_;
    std::mutex mutex_;
    hall::State state_;
    protocol::Sequence number_ = 0;
    std::vector<statistics::Entry> heard_;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

// A visit on Tuesday; then it is Wednesday, six o'clock.
struct Wednesday {
    Wednesday() {
        std::filesystem::create_directory(played.reports());
        played.at(fakes::nine_o_clock, hall::AdoptPlan{fakes::small_plan()});
        played.at(fakes::nine_o_clock + 1s, hall::OpenWindow{{1}});
        played.at(fakes::nine_o_clock + 2s, hall::TakeTicket{{"contract"}, {"ru"}});
        played.at(fakes::nine_o_clock + 3min, hall::CallNext{{1}});
        played.at(fakes::nine_o_clock + 9min, hall::FinishService{{1}, {}});
        played.at(six, hall::CheckTime{});
    }
    std::set<std::string> files() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(played.reports()))
            found.insert(entry.path().filename().string());
        return found;
    }

    hall::Timestamp six = fakes::nine_o_clock + 21h;
    PlayedHall played;
    ReportDesk desk{played.file(), played.mailbox};
    ReportRounds rounds{desk, ReportFolder(played.reports())};
};

}  // namespace okno::console
