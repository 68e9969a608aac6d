// AES in CBC mode with a zero initialisation vector, as SIA DC-09 (5.4) encrypts: the only place that knows
// libcrypto. The key is never shown, logged or compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace okno::alarm {

inline constexpr std::size_t cipher_block = 16;  // bytes

class Key {
  public:
    // 32, 48 or 64 hexadecimal digits: AES-128, -192, -256. Empty: this is no such key.
    static std::optional<Key> from_hex(std::string_view hex);

    // `text`: whole blocks. Throws std::runtime_error when libcrypto will not.
    std::string encrypt(std::string_view text) const;
    std::optional<std::string> decrypt(std::string_view bytes) const;  // empty: not whole blocks

  private:
    explicit Key(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string run(std::string_view in, bool encrypting) const;

    std::string bytes_;
};

// One block of random bytes without "|", "[" and "]" (DC-09, 5.4.4.2).
std::string random_pad();

std::string to_hex(std::string_view bytes);                          // upper case
std::optional<std::string> bytes_from_hex(std::string_view digits);  // either case

}  // namespace okno::alarm
