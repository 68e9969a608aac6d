// A touch that has not been answered yet. It is on disk before the request leaves, so a kiosk that is killed
// asks again with the same id after its start: the visitor gets the ticket of the first answer, never a
// second. One line: request id, wall clock of the touch in ms, service, language, and the category if there
// is one.
#pragma once

#include <filesystem>
#include <optional>

#include "hall/commands.hpp"
#include "platform/clock.hpp"
#include "protocol/messages.hpp"

namespace okno::kiosk {

struct Unsettled {
    protocol::RequestId id;
    hall::TakeTicket wish;
    platform::WallTime touched;
    bool operator==(const Unsettled&) const = default;
};

class UnsettledFile {
  public:
    explicit UnsettledFile(std::filesystem::path file) : file_(std::move(file)) {}

    // Nothing when there is no file or it cannot be understood (that is logged: a torn file is not possible).
    std::optional<Unsettled> read() const;
    void keep(const Unsettled& unsettled) const;  // throws std::system_error
    void clear() const;

  private:
    std::filesystem::path file_;
};

}  // namespace okno::kiosk
