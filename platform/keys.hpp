// CURVE keys on disk. A key folder holds, for each device, `NAME.secret` (mode 0600: public and secret key,
// Z85, one a line) and for the dispatcher also `dispatcher.public`; `authorized_keys` lists who may connect.
//
//   authorized_keys = { line LF } ;  line = comment | public-key SP role SP name ;  comment = "#" ...
//   revoked_keys    = likewise: the keys that were locked out, which never come in again
//
// Lists are changed under a lock, so that the dispatcher and `okno keys` lose nothing of each other.
// Failures (unreadable, malformed, wrong rights) are KeyError with the file and what to do.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace okno::platform {

struct KeyError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct KeyPair {
    std::string public_key;  // 40 characters of Z85
    std::string secret_key;
};

// What a client needs to reach the dispatcher.
struct Identity {
    KeyPair own;
    std::string server_public_key;
};

struct AuthorizedKey {
    std::string public_key;
    std::string role;
    std::string name;
    bool operator==(const AuthorizedKey&) const = default;
};

KeyPair make_key_pair();

// What people compare to know a key again: "K7QF-2M9X-0BTR-H4ZC". 80 bits of BLAKE2b of the key, in groups of
// four of Crockford's base 32, which has no letters that look like digits. To pass for somebody else's key, a
// stranger would have to try about 2^80 of their own.
std::string fingerprint(const std::string& public_key);
// A fingerprint as a person has typed it: small letters, no dashes, O for 0, I and L for 1. "" when it is
// none.
std::string typed_fingerprint(std::string_view text);
void write_key_pair(const std::filesystem::path& folder, const std::string& name, const KeyPair& keys);
// `NAME.public` alone, of a key whose secret is elsewhere.
void write_public_key(const std::filesystem::path& folder, const std::string& name, const std::string& key);
KeyPair read_key_pair(const std::filesystem::path& folder, const std::string& name);
Identity read_identity(const std::filesystem::path& folder, const std::string& name);

std::vector<AuthorizedKey> read_authorized_keys(const std::filesystem::path& file);
// Adds or replaces the line of `key.name`; the file is replaced in one step.
void authorize(const std::filesystem::path& file, const AuthorizedKey& key);
// The key goes to `revoked_keys` beside the file.
void revoke(const std::filesystem::path& file, const std::string& name);
// Those beside this file; none when nobody was ever locked out.
std::vector<AuthorizedKey> read_revoked_keys(const std::filesystem::path& file);

}  // namespace okno::platform
