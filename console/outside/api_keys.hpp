// The keys of other programs: the hall's site, a contact centre, a chat-bot. A key is 256 random bits, shown
// once and kept as a hash only; a fast hash will do, for nobody can try 256 bits. The file stands beside the
// users': JSON under --data, mode 0600, always replaced in one step. Any thread may read; a change takes a
// lock file, so two of them never lose a key. Failures are ApiKeyError with the file and what to do.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace okno::console {

// What a key opens. hall: state and estimates; ticket: a ticket's place, by its word; metrics: /metrics.
enum class Scope { hall, ticket, metrics };

std::string_view to_string(Scope scope);
// "hall,ticket"; empty: one of the words is none.
std::optional<std::set<Scope>> scopes_from(std::string_view text);

struct ApiKey {
    std::string name;
    std::set<Scope> scopes;
    int per_second = 20;  // requests; ten times as many at once after a rest
    std::string hash;     // of the key, in hex
    bool operator==(const ApiKey&) const = default;
};

inline constexpr int per_second_at_most = 10'000;

struct ApiKeyError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string make_api_key();  // "okno_" and 43 letters, digits, "-" and "_"
std::string hash_api_key(std::string_view key);
// The key with this hash, or null. Takes as long whichever it is.
const ApiKey* find(const std::vector<ApiKey>& keys, std::string_view key);

class ApiKeyFile {
  public:
    explicit ApiKeyFile(const std::filesystem::path& folder);

    std::vector<ApiKey> read() const;      // no file yet: none
    void put(const ApiKey& key);           // adds the key or replaces the one of that name
    bool remove(const std::string& name);  // false: there is none of that name
    // Changes whenever the file is replaced; cheap enough to ask for at each request.
    std::string stamp() const;

  private:
    void write(const std::vector<ApiKey>& keys) const;

    std::filesystem::path file_;
};

}  // namespace okno::console
