// Secrets that no person types: random, compared in constant time, kept as fingerprints only. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace okno::console {

std::string random_token();  // 256 random bits in hex
// By which a token is known again without keeping it: BLAKE2b-256 in hex.
std::string fingerprint_of(std::string_view token);
bool same_secret(std::string_view one, std::string_view other);

}  // namespace okno::console
