// CURVE keys on disk. A key folder holds, for each device, `NAME.secret` (mode 0600: public and secret key,
// Z85, one a line) and for the dispatcher also `dispatcher.public`; `authorized_keys` lists who may connect.
//
//   authorized_keys = { line LF } ;  line = comment | public-key SP role SP name ;  comment = "#" ...
//
// Failures (unreadable, malformed, wrong rights) are KeyError with the file and what to do.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
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
void write_key_pair(const std::filesystem::path& folder, const std::string& name, const KeyPair& keys);
KeyPair read_key_pair(const std::filesystem::path& folder, const std::string& name);
Identity read_identity(const std::filesystem::path& folder, const std::string& name);

std::vector<AuthorizedKey> read_authorized_keys(const std::filesystem::path& file);
// Adds or replaces the line of `key.name`; the file is replaced in one step.
void authorize(const std::filesystem::path& file, const AuthorizedKey& key);
void revoke(const std::filesystem::path& file, const std::string& name);

}  // namespace okno::platform
