// The journal: the hall's only memory. SQLite in WAL mode with synchronous=FULL; what `commit` has returned
// from survives a power cut. This object is the only writer and the only checkpointer, on the dispatcher's
// thread. Each row is chained to the one before with a keyed hash, so a changed, lost or swapped row is
// found. It never retries: a failure (disk full, I/O error, a broken chain) is a JournalError, the process
// ends, and the next start replays what was committed.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hall/state.hpp"
#include "platform/descriptor.hpp"
#include "protocol/messages.hpp"

namespace okno::dispatcher {

struct JournalError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Hash = std::array<unsigned char, 16>;
using JournalKey = std::array<unsigned char, 32>;

// Reads the key of the chain from `journal.key`, or makes one (mode 0600) for a journal that does not exist
// yet.
JournalKey journal_key(const std::filesystem::path& key_folder, const std::filesystem::path& journal);

// What one request is, whoever repeats it: BLAKE2b-128 of device, kind and body.
Hash digest_of(const hall::DeviceId& device, std::string_view kind, std::string_view body);

std::string to_hex(const Hash& hash);                 // 32 small hexadecimal digits
std::optional<Hash> hash_from_hex(std::string_view);  // small or capital; empty: it is none

struct StoredReply {
    Hash digest{};
    protocol::Sequence first = 0;
    std::size_t count = 0;
    std::optional<std::string> refusal;  // JSON
};

struct StoredEvent {
    protocol::Sequence number = 0;
    std::string body;  // JSON
};

// As Journal::verify, of a file that nobody writes to any more, and that its pages hang together; leaves no
// other file beside it. The number of events, or a JournalError; std::runtime_error when `stop` broke it off.
protocol::Sequence verify_copy(const std::filesystem::path& file, const JournalKey& key,
                               const std::atomic<bool>& stop);

// As long as it lives no dispatcher can open that journal; a JournalError when one has.
class JournalLock {
  public:
    explicit JournalLock(const std::filesystem::path& file);

  private:
    platform::Descriptor lock_;
};

class Journal {
  public:
    // Opens or creates; takes a lock so that no second dispatcher writes the same file.
    Journal(const std::filesystem::path& file, const JournalKey& key);
    ~Journal();  // beside Statements, which only the .cpp knows
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // The state after the last event: the newest snapshot and the events after it, seal and chain checked.
    hall::State replay();

    protocol::Sequence head() const { return head_; }

    // Between `append`/`store_reply`/`store_snapshot` and `commit` nothing is durable yet. The first of them
    // begins the transaction.
    protocol::Sequence append(const std::string& body);
    void store_reply(const protocol::RequestId& request, const StoredReply& reply);
    void store_snapshot(const hall::State& state);
    void commit();  // nothing to do when nothing was written

    std::optional<StoredReply> find_reply(const protocol::RequestId& request);
    // Events from `from` on, oldest first, `at_most` of them.
    std::vector<StoredEvent> read(protocol::Sequence from, std::size_t at_most);

    // The chain's link of an event, as it stands in its row; empty: there is no such event. Whoever keeps it
    // elsewhere can tell later whether this event, or any before it, was changed: `verify`, then this again.
    std::optional<Hash> chain_at(protocol::Sequence number);

    protocol::Sequence last_snapshot() const { return last_snapshot_; }
    // Recomputes the chain from the first event to the last; the number of events, or a JournalError that
    // names the first wrong row.
    protocol::Sequence verify();

  private:
    void open_or_create();
    void begin_if_needed();
    Hash chain(const Hash& previous, protocol::Sequence number, std::string_view body) const;
    Hash seal(protocol::Sequence number, const Hash& chain, std::string_view state) const;
    struct Snapshot {
        protocol::Sequence number = 0;
        std::string state;  // JSON
        Hash chain{};
    };

    std::optional<Snapshot> newest_snapshot();  // JournalError when it cannot be trusted
    hall::State restore_snapshot();

    std::filesystem::path file_;
    JournalKey key_;
    platform::Descriptor lock_;
    SQLite::Database database_;
    std::optional<SQLite::Transaction> transaction_;
    struct Statements;
    std::unique_ptr<Statements> statements_;
    protocol::Sequence head_ = 0;
    protocol::Sequence last_snapshot_ = 0;
    Hash last_chain_{};
};

}  // namespace okno::dispatcher
