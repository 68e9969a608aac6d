// A journal as the dispatcher gives it to the recount, which reads it on a thread of its own.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "console/figures/nightly_recount.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

class ToldJournal {
  public:
    void hear(const protocol::Entry& entry) {
        const std::lock_guard lock(told_->mutex);
        told_->entries.push_back({entry.number, entry.event});
    }
    JournalReading reading() const {
        return [told = told_](statistics::Sequence from, const std::stop_token&) {
            const std::lock_guard lock(told->mutex);
            const auto first =
                static_cast<std::ptrdiff_t>(std::min<std::size_t>(from - 1, told->entries.size()));
            return std::vector<statistics::Entry>(told->entries.begin() + first, told->entries.end());
        };
    }

  private:
    struct Told {
        std::mutex mutex;
        std::vector<statistics::Entry> entries;
    };
    std::shared_ptr<Told> told_ = std::make_shared<Told>();
};

}  // namespace okno::console
