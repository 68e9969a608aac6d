// Passwords: argon2id strings of libsodium (interactive limits: 64 MiB and about 0.1 s each). At most two are
// computed at once, whoever asks: a third new one waits its turn, a third check waits a bounded time and is
// then told to try again. Thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace okno::console {

std::string make_password();  // about 59 random bits in three groups: "k7mp-x2qe-9rtw"
std::string hash_password(const std::string& password);

// Empty: too many at once, nothing was computed. An empty hash is a name nobody has: it costs the same time
// and never fits, so that an answer does not tell which names exist.
std::optional<bool> verify_password(const std::string& hash, const std::string& password,
                                    std::chrono::milliseconds patience);

}  // namespace okno::console
