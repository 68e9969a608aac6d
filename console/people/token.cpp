#include "console/people/token.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace okno::console {

namespace {

using Bits256 = std::array<unsigned char, 32>;

std::string hex_of(const Bits256& bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

}  // namespace

std::string random_token() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start on this machine");
    Bits256 bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return hex_of(bytes);
}

std::string fingerprint_of(std::string_view token) {
    Bits256 hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()),
                       token.size(), nullptr, 0);
    return hex_of(hash);
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace okno::console
