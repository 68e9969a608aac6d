#include "dispatcher/journal.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "dispatcher/schema.hpp"
#include "hall/evolve.hpp"
#include "platform/atomic_file.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

using protocol::Sequence;

namespace {

constexpr int schema_version = 1;
constexpr int snapshots_kept = 3;

// Readers may hold a snapshot of the file for a moment; the writer waits for them only here.
constexpr int busy_timeout_ms = 5000;

platform::Descriptor take_lock(const std::filesystem::path& file) {
    const std::string path = file.string() + ".lock";
    platform::Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock) throw JournalError(path + ": cannot be made (" + std::strerror(errno) + ")");
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        throw JournalError(file.string() + " is in use by another dispatcher: stop that one first");
    return lock;
}

// SQLite would let everybody on the computer read a new file; its companions get the rights of this one.
std::string private_file(const std::filesystem::path& file) {
    const platform::Descriptor made(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!made) throw JournalError(file.string() + ": cannot be made (" + std::strerror(errno) + ")");
    return file.string();
}

class KeyedHash {
  public:
    explicit KeyedHash(const JournalKey& key) {
        crypto_generichash_init(&state_, key.data(), key.size(), Hash{}.size());
    }
    KeyedHash& operator<<(std::string_view bytes) {
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
        return *this;
    }
    KeyedHash& operator<<(const Hash& hash) {
        crypto_generichash_update(&state_, hash.data(), hash.size());
        return *this;
    }
    KeyedHash& operator<<(Sequence number) {
        std::array<char, 8> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
        return *this << std::string_view(bytes.data(), bytes.size());
    }
    Hash finish() {
        Hash hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        return hash;
    }

  private:
    crypto_generichash_state state_{};
};

Hash hash_of(const SQLite::Column& column) {
    Hash hash{};
    if (column.getBytes() == static_cast<int>(hash.size()))
        std::memcpy(hash.data(), column.getBlob(), hash.size());
    return hash;
}

Sequence number_of(const SQLite::Column& column) {
    return static_cast<Sequence>(column.getInt64());
}

Hash chain_after(const JournalKey& key, const Hash& previous, Sequence number, std::string_view body) {
    return (KeyedHash(key) << previous << number << body).finish();
}

// Every event, from the first to the last.
Sequence verify_events(SQLite::Database& database, const JournalKey& key, const std::filesystem::path& file,
                       const std::atomic<bool>& stop) {
    SQLite::Statement all(database, "SELECT number, body, chain FROM event ORDER BY number");
    Sequence number = 0;
    Hash link{};
    while (all.executeStep()) {
        if (stop) throw std::runtime_error("the verification was broken off");
        link = chain_after(key, link, number + 1, all.getColumn(1).getString());
        if (number_of(all.getColumn(0)) != number + 1 || link != hash_of(all.getColumn(2)))
            throw JournalError(file.string() + ": event " + std::to_string(number + 1) +
                               " is missing or was changed from outside");
        ++number;
    }
    return number;
}

void bind_hash(SQLite::Statement& statement, int index, const Hash& hash) {
    statement.bindNoCopy(index, hash.data(), static_cast<int>(hash.size()));
}

// Runs a statement that is kept prepared, and leaves it ready for the next time.
void run(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
}

}  // namespace

JournalKey journal_key(const std::filesystem::path& key_folder, const std::filesystem::path& journal) {
    const auto file = key_folder / "journal.key";
    JournalKey key{};
    if (!std::filesystem::exists(file)) {
        if (std::filesystem::exists(journal))
            throw JournalError(file.string() + " is missing, and without it " + journal.string() +
                               " cannot be trusted; restore this file from the backup");
        randombytes_buf(key.data(), key.size());
        platform::replace_file(file, {reinterpret_cast<const char*>(key.data()), key.size()}, 0600);
    }
    struct stat rights {};
    if (::stat(file.c_str(), &rights) == 0 && (rights.st_mode & 077) != 0)
        throw JournalError(file.string() + ": others may read this secret; run: chmod 600 " + file.string());
    std::ifstream in(file, std::ios::binary);
    in.read(reinterpret_cast<char*>(key.data()), static_cast<std::streamsize>(key.size()));
    if (in.gcount() != static_cast<std::streamsize>(key.size()))
        throw JournalError(file.string() + ": 32 bytes are expected; restore this file from the backup");
    return key;
}

Hash digest_of(const hall::DeviceId& device, std::string_view kind, std::string_view body) {
    constexpr std::string_view end_of_word{"\0", 1};
    return (KeyedHash(JournalKey{}) << device.value << end_of_word << kind << end_of_word << body).finish();
}

std::string to_hex(const Hash& hash) {
    std::array<char, 2 * Hash{}.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

std::optional<Hash> hash_from_hex(std::string_view hex) {
    Hash hash{};
    std::size_t bytes = 0;
    const bool read =
        hex.size() == 2 * hash.size() &&
        sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &bytes, nullptr) == 0;
    if (!read || bytes != hash.size()) return std::nullopt;
    return hash;
}

struct Journal::Statements {
    explicit Statements(SQLite::Database& database)
        : append(database, "INSERT INTO event (number, body, chain) VALUES (?, ?, ?)"),
          store_reply(database,
                      "INSERT INTO reply (request, digest, first, count, refusal) VALUES (?, ?, ?, ?, ?)"),
          find_reply(database, "SELECT digest, first, count, refusal FROM reply WHERE request = ?"),
          read(database, "SELECT number, body, chain FROM event WHERE number >= ? ORDER BY number LIMIT ?") {}
    SQLite::Statement append;
    SQLite::Statement store_reply;
    SQLite::Statement find_reply;
    SQLite::Statement read;
};

Journal::Journal(const std::filesystem::path& file, const JournalKey& key) try
    : file_(file),
      key_(key),
      lock_(take_lock(file)),
      database_(private_file(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_timeout_ms) {
    open_or_create();
    statements_ = std::make_unique<Statements>(database_);
} catch (const SQLite::Exception& error) {
    throw JournalError(file.string() + ": cannot be opened as a journal (" + error.what() + ")");
}

Journal::~Journal() = default;

void Journal::open_or_create() {
    database_.exec("PRAGMA journal_mode = WAL");
    // NORMAL loses acknowledged commits in a power cut; FULL does not.
    database_.exec("PRAGMA synchronous = FULL");
    // SQLite 3.40 can return stale pages through a memory map after the WAL is reset.
    database_.exec("PRAGMA mmap_size = 0");
    const int version = database_.execAndGet("PRAGMA user_version").getInt();
    if (version == 0) {
        SQLite::Transaction creation(database_);
        database_.exec(schema_sql);
        creation.commit();
    } else if (version != schema_version) {
        throw JournalError(file_.string() + ": made by another version of Okno (schema " +
                           std::to_string(version) + "); update this program");
    }
}

Hash Journal::chain(const Hash& previous, Sequence number, std::string_view body) const {
    return chain_after(key_, previous, number, body);
}

Hash Journal::seal(Sequence number, const Hash& chain, std::string_view state) const {
    return (KeyedHash(key_) << "snapshot" << number << chain << state).finish();
}

std::optional<Hash> Journal::chain_at(Sequence number) {
    SQLite::Statement row(database_, "SELECT chain FROM event WHERE number = ?");
    row.bind(1, static_cast<std::int64_t>(number));
    if (!row.executeStep()) return std::nullopt;
    return hash_of(row.getColumn(0));
}

std::optional<Journal::Snapshot> Journal::newest_snapshot() {
    SQLite::Statement newest(database_,
                             "SELECT number, state, chain, seal FROM snapshot ORDER BY number DESC LIMIT 1");
    if (!newest.executeStep()) return std::nullopt;
    Snapshot found{number_of(newest.getColumn(0)), newest.getColumn(1).getString(),
                   hash_of(newest.getColumn(2))};
    if (seal(found.number, found.chain, found.state) != hash_of(newest.getColumn(3)))
        throw JournalError(file_.string() + ": the snapshot after event " + std::to_string(found.number) +
                           " was changed from outside; restore the journal from the backup");
    if (chain_at(found.number) != found.chain)
        throw JournalError(
            file_.string() + ": event " + std::to_string(found.number) +
            ", which a snapshot was made after, is missing or was changed from outside; restore "
            "the journal from the backup");
    return found;
}

hall::State Journal::restore_snapshot() {
    const auto snapshot = newest_snapshot();
    if (!snapshot) return {};
    head_ = last_snapshot_ = snapshot->number;
    last_chain_ = snapshot->chain;
    return protocol::state_from_json(protocol::parse(snapshot->state));
}

hall::State Journal::replay() {
    hall::State state = restore_snapshot();
    SQLite::Statement tail(database_,
                           "SELECT number, body, chain FROM event WHERE number > ? ORDER BY number");
    tail.bind(1, static_cast<std::int64_t>(head_));
    while (tail.executeStep()) {
        const Sequence number = number_of(tail.getColumn(0));
        const std::string body = tail.getColumn(1).getString();
        const Hash link = chain(last_chain_, head_ + 1, body);
        if (number != head_ + 1 || link != hash_of(tail.getColumn(2)))
            throw JournalError(
                file_.string() + ": event " + std::to_string(head_ + 1) +
                " is missing or was changed from outside; restore the journal from the backup");
        state = hall::evolve(std::move(state), protocol::event_from_json(protocol::parse(body)));
        head_ = number;
        last_chain_ = link;
    }
    return state;
}

Sequence Journal::verify() {
    newest_snapshot();  // its seal, and that the event it was made after is there
    const std::atomic<bool> never{false};
    return verify_events(database_, key_, file_, never);
}

Sequence verify_copy(const std::filesystem::path& file, const JournalKey& key,
                     const std::atomic<bool>& stop) try {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
    database.exec("PRAGMA mmap_size = 0");
    if (database.execAndGet("PRAGMA user_version").getInt() != schema_version)
        throw JournalError(file.string() + ": is no journal of this version of Okno");
    if (const std::string found = database.execAndGet("PRAGMA quick_check(1)").getString(); found != "ok")
        throw JournalError(file.string() + ": is damaged (" + found + ")");
    return verify_events(database, key, file, stop);
} catch (const SQLite::Exception& error) {
    throw JournalError(file.string() + ": cannot be read as a journal (" + error.what() + ")");
}

JournalLock::JournalLock(const std::filesystem::path& file) : lock_(take_lock(file)) {}

void Journal::begin_if_needed() {
    if (!transaction_) transaction_.emplace(database_);
}

Sequence Journal::append(const std::string& body) {
    begin_if_needed();
    const Sequence number = head_ + 1;
    const Hash link = chain(last_chain_, number, body);
    statements_->append.bind(1, static_cast<std::int64_t>(number));
    statements_->append.bindNoCopy(2, body);
    bind_hash(statements_->append, 3, link);
    run(statements_->append);
    head_ = number;
    last_chain_ = link;
    return number;
}

void Journal::store_reply(const protocol::RequestId& request, const StoredReply& reply) {
    begin_if_needed();
    SQLite::Statement& statement = statements_->store_reply;
    statement.bindNoCopy(1, request.bytes.data(), static_cast<int>(request.bytes.size()));
    bind_hash(statement, 2, reply.digest);
    statement.bind(3, static_cast<std::int64_t>(reply.first));
    statement.bind(4, static_cast<std::int64_t>(reply.count));
    if (reply.refusal)
        statement.bindNoCopy(5, *reply.refusal);
    else
        statement.bind(5);
    run(statement);
}

void Journal::store_snapshot(const hall::State& state) {
    begin_if_needed();
    const std::string text = protocol::to_json(state).dump();
    const Hash sealed = seal(head_, last_chain_, text);
    SQLite::Statement insert(
        database_, "INSERT OR REPLACE INTO snapshot (number, state, chain, seal) VALUES (?, ?, ?, ?)");
    insert.bind(1, static_cast<std::int64_t>(head_));
    insert.bindNoCopy(2, text);
    bind_hash(insert, 3, last_chain_);
    bind_hash(insert, 4, sealed);
    insert.exec();
    SQLite::Statement old(database_,
                          "DELETE FROM snapshot WHERE number NOT IN "
                          "(SELECT number FROM snapshot ORDER BY number DESC LIMIT ?)");
    old.bind(1, snapshots_kept);
    old.exec();
    last_snapshot_ = head_;
}

void Journal::commit() {
    if (!transaction_) return;
    transaction_->commit();
    transaction_.reset();
}

std::optional<StoredReply> Journal::find_reply(const protocol::RequestId& request) {
    SQLite::Statement& statement = statements_->find_reply;
    statement.bindNoCopy(1, request.bytes.data(), static_cast<int>(request.bytes.size()));
    std::optional<StoredReply> found;
    if (statement.executeStep()) {
        found = StoredReply{hash_of(statement.getColumn(0)), number_of(statement.getColumn(1)),
                            static_cast<std::size_t>(statement.getColumn(2).getInt64()), std::nullopt};
        if (!statement.getColumn(3).isNull()) found->refusal = statement.getColumn(3).getString();
    }
    statement.reset();
    return found;
}

std::vector<StoredEvent> Journal::read(Sequence from, std::size_t at_most) {
    SQLite::Statement& statement = statements_->read;
    statement.bind(1, static_cast<std::int64_t>(from));
    statement.bind(2, static_cast<std::int64_t>(at_most));
    std::vector<StoredEvent> events;
    while (statement.executeStep())
        events.push_back({number_of(statement.getColumn(0)), statement.getColumn(1).getString()});
    statement.reset();
    return events;
}

}  // namespace okno::dispatcher
