#include "alarm/cipher.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace okno::alarm {

namespace {

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void check(int result) {
    if (result != 1) throw std::runtime_error("libcrypto refuses to work");
}

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::optional<unsigned> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    return std::nullopt;
}

}  // namespace

std::optional<Key> Key::from_hex(std::string_view hex) {
    auto bytes = bytes_from_hex(hex);
    if (!bytes || (bytes->size() != 16 && bytes->size() != 24 && bytes->size() != 32)) return std::nullopt;
    return Key(std::move(*bytes));
}

std::string Key::encrypt(std::string_view text) const {
    return run(text, true);
}

std::optional<std::string> Key::decrypt(std::string_view bytes) const {
    if (bytes.empty() || bytes.size() % cipher_block != 0) return std::nullopt;
    return run(bytes, false);
}

std::string Key::run(std::string_view in, bool encrypting) const {
    const Context context{EVP_CIPHER_CTX_new()};
    if (!context) throw std::runtime_error("libcrypto has no memory");
    const EVP_CIPHER* cipher = bytes_.size() == 16   ? EVP_aes_128_cbc()
                               : bytes_.size() == 24 ? EVP_aes_192_cbc()
                                                     : EVP_aes_256_cbc();
    const std::array<unsigned char, cipher_block> zero{};
    check(EVP_CipherInit_ex(context.get(), cipher, nullptr, raw(bytes_), zero.data(), encrypting ? 1 : 0));
    check(EVP_CIPHER_CTX_set_padding(context.get(), 0));  // DC-09 has a padding of its own, in front
    std::string out(in.size() + cipher_block, '\0');
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    check(EVP_CipherUpdate(context.get(), to, &size, raw(in), static_cast<int>(in.size())));
    check(EVP_CipherFinal_ex(context.get(), to + size, &rest));
    out.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
    return out;
}

std::string random_pad() {
    std::array<unsigned char, cipher_block> random{};
    // An alarm under a weak pad is better than none.
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) random.fill('0');
    std::string pad;
    for (const unsigned char byte : random) {
        const char c = static_cast<char>(byte);
        pad += c == '|' || c == '[' || c == ']' ? '0' : c;
    }
    return pad;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (const char c : bytes) {
        const unsigned byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

std::optional<std::string> bytes_from_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto high = digit(digits[i]);
        const auto low = digit(digits[i + 1]);
        if (!high || !low) return std::nullopt;
        bytes += static_cast<char>(*high << 4U | *low);
    }
    return bytes;
}

}  // namespace okno::alarm
