// The events of a journal, read from its file while a dispatcher may be writing it. Owns a connection that
// cannot write. It reads what was committed before it was opened, checks that no number is missing, and
// leaves the chain to `okno journal verify`. A file that cannot be read so is a JournalError.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "dispatcher/journal.hpp"
#include "protocol/messages.hpp"

namespace okno::dispatcher {

class JournalReader {
  public:
    explicit JournalReader(const std::filesystem::path& file);
    ~JournalReader();
    JournalReader(const JournalReader&) = delete;
    JournalReader& operator=(const JournalReader&) = delete;

    protocol::Sequence head() const { return head_; }
    // The chain's link of an event, as it stands in its row; empty: there is no such event.
    std::optional<Hash> chain_at(protocol::Sequence number);
    void go_to(protocol::Sequence number) { next_ = number; }  // which the next `read` begins with
    // The next entries, oldest first, `at_most` of them; none at the end.
    std::vector<protocol::Entry> read(std::size_t at_most);

  private:
    std::filesystem::path file_;
    struct Connected;
    std::unique_ptr<Connected> connected_;
    protocol::Sequence head_ = 0;
    protocol::Sequence next_ = 1;
};

}  // namespace okno::dispatcher
