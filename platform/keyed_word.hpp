// A word of 128 bits that only the holder of a key can make, and always the same for the same text: BLAKE2b
// with that key (libsodium's generichash), in 22 letters, digits, "-" and "_" (base64url, RFC 4648).
#pragma once

#include <string>

namespace okno::platform {

// `key` has 16 to 64 bytes.
std::string keyed_word(const std::string& key, const std::string& text);

}  // namespace okno::platform
