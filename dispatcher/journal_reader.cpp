#include "dispatcher/journal_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstring>

#include "dispatcher/journal.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

namespace {
constexpr int busy_timeout_ms = 5000;
}

struct JournalReader::Connected {
    explicit Connected(const std::filesystem::path& file)
        : database(file.string(), SQLite::OPEN_READONLY, busy_timeout_ms),
          read(database, "SELECT number, body FROM event WHERE number >= ? AND number <= ? ORDER BY number") {
        // SQLite 3.40 can return stale pages through a memory map after the WAL is reset.
        database.exec("PRAGMA mmap_size = 0");
    }
    SQLite::Database database;
    SQLite::Statement read;
};

JournalReader::JournalReader(const std::filesystem::path& file) try
    : file_(file), connected_(std::make_unique<Connected>(file)) {
    SQLite::Database& database = connected_->database;
    head_ = static_cast<protocol::Sequence>(
        database.execAndGet("SELECT COALESCE(MAX(number), 0) FROM event").getInt64());
} catch (const SQLite::Exception& error) {
    throw JournalError(file.string() + ": cannot be read as a journal (" + error.what() + ")");
}

JournalReader::~JournalReader() = default;

std::optional<Hash> JournalReader::chain_at(protocol::Sequence number) {
    SQLite::Statement row(connected_->database, "SELECT chain FROM event WHERE number = ?");
    row.bind(1, static_cast<std::int64_t>(number));
    Hash hash{};
    if (!row.executeStep() || row.getColumn(0).getBytes() != static_cast<int>(hash.size()))
        return std::nullopt;
    std::memcpy(hash.data(), row.getColumn(0).getBlob(), hash.size());
    return hash;
}

std::vector<protocol::Entry> JournalReader::read(std::size_t at_most) {
    std::vector<protocol::Entry> entries;
    SQLite::Statement& statement = connected_->read;
    statement.reset();
    statement.bind(1, static_cast<std::int64_t>(next_));
    statement.bind(2, static_cast<std::int64_t>(std::min(head_, next_ + at_most - 1)));
    while (statement.executeStep()) {
        if (statement.getColumn(0).getInt64() != static_cast<std::int64_t>(next_)) break;
        entries.push_back(
            {next_, protocol::event_from_json(protocol::parse(statement.getColumn(1).getString()))});
        ++next_;
    }
    if (entries.empty() && next_ <= head_)
        throw JournalError(file_.string() + ": event " + std::to_string(next_) +
                           " is missing; restore the journal from the backup");
    return entries;
}

}  // namespace okno::dispatcher
