#include "protocol/ticket_word.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <cstdint>
#include <memory>
#include <stdexcept>

#include "platform/keys.hpp"

namespace okno::protocol {

namespace {

using Block = std::array<unsigned char, 16>;

constexpr int base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t word_size = 22;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// One block by itself: no mode is needed, and the same ticket gives the same word.
Block run(const std::array<unsigned char, 32>& key, const Block& in, bool encipher) {
    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context{EVP_CIPHER_CTX_new()};
    Block out{};
    int size = 0;
    if (!context ||
        EVP_CipherInit_ex(context.get(), EVP_aes_256_ecb(), nullptr, key.data(), nullptr, encipher ? 1 : 0) !=
            1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
        EVP_CipherUpdate(context.get(), out.data(), &size, in.data(), static_cast<int>(in.size())) != 1 ||
        size != static_cast<int>(out.size()))
        throw std::runtime_error("libcrypto refuses to work");
    return out;
}

void put(Block& block, std::size_t at, std::uint64_t value) {
    for (std::size_t i = 0; i < 8; ++i) block.at(at + i) = static_cast<unsigned char>(value >> (8 * (7 - i)));
}

std::uint64_t get(const Block& block, std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8 | block.at(at + i);
    return value;
}

}  // namespace

TicketWords::TicketWords(std::string_view secret) : key_{} {
    static constexpr std::string_view purpose = "okno ticket words 1";
    crypto_generichash(key_.data(), key_.size(), reinterpret_cast<const unsigned char*>(purpose.data()),
                       purpose.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
}

std::string TicketWords::word(const NamedTicket& ticket) const {
    Block block{};
    put(block, 0, ticket.id.value);
    put(block, 8, static_cast<std::uint64_t>(ticket.taken.time_since_epoch().count()));
    block = run(key_, block, true);
    std::array<char, sodium_base64_ENCODED_LEN(sizeof(Block), base64)> word{};
    sodium_bin2base64(word.data(), word.size(), block.data(), block.size(), base64);
    return word.data();
}

std::optional<NamedTicket> TicketWords::read(std::string_view word) const {
    Block block{};
    std::size_t size = 0;
    if (word.size() != word_size ||
        sodium_base642bin(block.data(), block.size(), word.data(), word.size(), nullptr, &size, nullptr,
                          base64) != 0 ||
        size != block.size())
        return std::nullopt;
    block = run(key_, block, false);
    return NamedTicket{{get(block, 0)},
                       hall::Timestamp{hall::Milliseconds{static_cast<std::int64_t>(get(block, 8))}}};
}

std::optional<TicketWords> read_ticket_words(const std::filesystem::path& keys) {
    const std::string name{visitors_key};
    if (!std::filesystem::exists(keys / (name + ".secret"))) return std::nullopt;
    return TicketWords(platform::read_key_pair(keys, name).secret_key);
}

}  // namespace okno::protocol
