#include "console/people/password.hpp"

#include <sodium.h>

#include <semaphore>
#include <stdexcept>
#include <string_view>

namespace okno::console {

namespace {

// No letters or digits that are easily taken for each other.
constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

std::counting_semaphore<2> hashes_at_once{2};

struct HashSlot {  // taken before, given back here
    HashSlot() = default;
    ~HashSlot() { hashes_at_once.release(); }
    HashSlot(const HashSlot&) = delete;
    HashSlot& operator=(const HashSlot&) = delete;
};

void need_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start on this machine");
}

}  // namespace

std::string make_password() {
    need_sodium();
    std::string password;
    for (int i = 0; i < 12; ++i) {
        if (i == 4 || i == 8) password += '-';
        password += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    }
    return password;
}

std::string hash_password(const std::string& password) {
    need_sodium();
    hashes_at_once.acquire();
    const HashSlot slot;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

std::optional<bool> verify_password(const std::string& hash, const std::string& password,
                                    std::chrono::milliseconds patience) {
    static const std::string nobody = hash_password(make_password());
    if (!hashes_at_once.try_acquire_for(patience)) return std::nullopt;
    const HashSlot slot;
    const std::string& against = hash.empty() ? nobody : hash;
    const bool fits = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return fits && !hash.empty();
}

}  // namespace okno::console
