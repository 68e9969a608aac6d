#include "platform/keyed_word.hpp"

#include <sodium.h>

#include <array>
#include <cassert>

namespace okno::platform {

std::string keyed_word(const std::string& key, const std::string& text) {
    assert(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX);
    std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(digest.size(), variant)> word{};
    sodium_bin2base64(word.data(), word.size(), digest.data(), digest.size(), variant);
    return word.data();
}

}  // namespace okno::platform
