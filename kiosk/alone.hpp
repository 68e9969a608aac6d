// A kiosk without the dispatcher: gives tickets out of its own block of numbers, and makes them part of the
// queue afterwards. Owns the file of the book; sends nothing itself. The loop's thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/alone_file.hpp"
#include "kiosk/merger.hpp"

namespace okno::kiosk {

class Alone {
  public:
    // `machine`: a word for the computer, not for its disk (platform/machine). std::runtime_error when
    // another process has the file.
    Alone(std::filesystem::path file, const std::string& machine, hall::DeviceId self);

    bool has_number(const std::string& letter, hall::LocalDay day) const;
    // On the disk before it is returned, and the same for the same touch. Nothing: none is left, or the disk
    // would not take it.
    std::optional<hall::TicketNumber> give(const Unsettled& touch, const std::string& letter,
                                           hall::LocalDay day);
    // What was given for this touch before a restart.
    std::optional<hall::TicketNumber> given(const protocol::RequestId& touch) const;

    // The dispatcher's state is another one.
    void learn(const hall::State& state);
    // True when the answer was to one of `next`.
    bool hear(const protocol::Answered& answer, platform::Instant now);
    // What to send now; only while the dispatcher can be heard and has a plan.
    std::vector<Merger::ToSend> next(platform::Instant now);
    std::chrono::milliseconds time_left(platform::Instant now) const;

    std::size_t waiting() const { return book_.waiting.size(); }  // tickets the dispatcher does not know

  private:
    static constexpr std::chrono::seconds lease_again_after{60};  // when it was refused

    bool keep();

    AloneFile file_;
    AloneBook book_;
    hall::DeviceId self_;
    std::string machine_;  // with the book's nonce
    Merger merger_{book_};
    std::optional<protocol::RequestId> lease_request_;
    platform::SteadyTime lease_again_{};
};

}  // namespace okno::kiosk
