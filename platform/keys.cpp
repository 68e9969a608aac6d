#include "platform/keys.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zmq.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "platform/atomic_file.hpp"
#include "platform/descriptor.hpp"

namespace okno::platform {

namespace {

constexpr std::size_t key_characters = 40;
constexpr std::size_t key_bytes = 32;

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t fingerprint_letters = 16;
constexpr std::size_t letters_in_a_group = 4;
constexpr int bits_of_a_letter = 5;
constexpr std::string_view fingerprint_label = "okno fingerprint 1";

std::string in_groups(const std::string& letters) {
    std::string text;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % letters_in_a_group == 0) text += '-';
        text += letters[i];
    }
    return text;
}

// As Crockford reads what people write: small or capital, O is 0, I and L are 1.
char letter_meant(char typed) {
    const char letter = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (letter == 'O') return '0';
    if (letter == 'I' || letter == 'L') return '1';
    return crockford.find(letter) == std::string_view::npos ? '\0' : letter;
}

void require_key(const std::string& key, const std::filesystem::path& file) {
    std::array<std::uint8_t, 32> bytes{};
    if (key.size() != key_characters || !zmq_z85_decode(bytes.data(), key.c_str()))
        throw KeyError(file.string() + ": a key is 40 characters of Z85; make new keys with: okno keys init");
}

std::ifstream open(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in)
        throw KeyError(file.string() + ": cannot be read (" + std::strerror(errno) +
                       "); make keys with: okno keys init");
    return in;
}

// Whoever may write it chooses who comes in, or who passes for the dispatcher.
void refuse_foreign_hands(const std::filesystem::path& file) {
    struct stat rights {};
    if (::stat(file.c_str(), &rights) == 0 && (rights.st_mode & S_IWOTH) != 0)
        throw KeyError(file.string() + ": everybody may change this file; run: chmod o-w " + file.string());
}

std::string line_of(const AuthorizedKey& key) {
    return key.public_key + ' ' + key.role + ' ' + key.name + '\n';
}

constexpr std::string_view of_authorized =
    "# public-key role name: who may connect to the dispatcher. Read again each second.\n";
constexpr std::string_view of_revoked =
    "# public-key role name: locked out; these keys never come in again.\n";

std::filesystem::path revoked_beside(const std::filesystem::path& file) {
    return file.parent_path() / "revoked_keys";
}

// Held while a list is read, changed and written.
Descriptor lock_lists(const std::filesystem::path& file) {
    const std::string path = file.string() + ".lock";
    Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock || ::flock(lock.get(), LOCK_EX) != 0)
        throw KeyError(path + ": cannot be locked (" + std::strerror(errno) + ")");
    return lock;
}

void write_list(const std::filesystem::path& file, std::string_view heading,
                const std::vector<AuthorizedKey>& keys) {
    std::string text{heading};
    for (const AuthorizedKey& key : keys) text += line_of(key);
    replace_file(file, text, 0644);
}

std::vector<AuthorizedKey> existing(const std::filesystem::path& file) {
    return std::filesystem::exists(file) ? read_authorized_keys(file) : std::vector<AuthorizedKey>{};
}

void drop(std::vector<AuthorizedKey>& keys, const std::string& name) {
    std::erase_if(keys, [&](const AuthorizedKey& key) { return key.name == name; });
}

}  // namespace

KeyPair make_key_pair() {
    std::array<char, key_characters + 1> public_key{};
    std::array<char, key_characters + 1> secret_key{};
    if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0)
        throw KeyError("this libzmq was built without CURVE; install Debian's libzmq5");
    return {public_key.data(), secret_key.data()};
}

void write_key_pair(const std::filesystem::path& folder, const std::string& name, const KeyPair& keys) {
    std::filesystem::create_directories(folder);
    replace_file(folder / (name + ".secret"), keys.public_key + '\n' + keys.secret_key + '\n', 0600);
    replace_file(folder / (name + ".public"), keys.public_key + '\n', 0644);
}

void write_public_key(const std::filesystem::path& folder, const std::string& name, const std::string& key) {
    require_key(key, folder / (name + ".public"));
    std::filesystem::create_directories(folder);
    replace_file(folder / (name + ".public"), key + '\n', 0644);
}

KeyPair read_key_pair(const std::filesystem::path& folder, const std::string& name) {
    const std::filesystem::path file = folder / (name + ".secret");
    auto in = open(file);
    struct stat rights {};
    if (::stat(file.c_str(), &rights) == 0 && (rights.st_mode & 077) != 0)
        throw KeyError(file.string() + ": others may read this secret; run: chmod 600 " + file.string());
    KeyPair keys;
    in >> keys.public_key >> keys.secret_key;
    require_key(keys.public_key, file);
    require_key(keys.secret_key, file);
    return keys;
}

Identity read_identity(const std::filesystem::path& folder, const std::string& name) {
    Identity identity{read_key_pair(folder, name), {}};
    const std::filesystem::path file = folder / "dispatcher.public";
    auto in = open(file);
    refuse_foreign_hands(file);
    in >> identity.server_public_key;
    require_key(identity.server_public_key, file);
    return identity;
}

std::vector<AuthorizedKey> read_authorized_keys(const std::filesystem::path& file) {
    auto in = open(file);
    refuse_foreign_hands(file);
    std::vector<AuthorizedKey> keys;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        AuthorizedKey key;
        std::string more;
        if (!(words >> key.public_key >> key.role >> key.name) || words >> more)
            throw KeyError(file.string() + ":" + std::to_string(number) +
                           ": expected \"public-key role name\"");
        require_key(key.public_key, file);
        keys.push_back(std::move(key));
    }
    return keys;
}

void authorize(const std::filesystem::path& file, const AuthorizedKey& key) {
    const Descriptor lock = lock_lists(file);
    auto keys = existing(file);
    drop(keys, key.name);
    keys.push_back(key);
    write_list(file, of_authorized, keys);
}

void revoke(const std::filesystem::path& file, const std::string& name) {
    const Descriptor lock = lock_lists(file);
    auto keys = existing(file);
    // First it is known to be bad, then it goes: a power cut in between leaves nothing that could come back.
    auto revoked = read_revoked_keys(file);
    for (const AuthorizedKey& key : keys)
        if (key.name == name && std::find(revoked.begin(), revoked.end(), key) == revoked.end())
            revoked.push_back(key);
    write_list(revoked_beside(file), of_revoked, revoked);
    drop(keys, name);
    write_list(file, of_authorized, keys);
}

std::vector<AuthorizedKey> read_revoked_keys(const std::filesystem::path& file) {
    return existing(revoked_beside(file));
}

std::string fingerprint(const std::string& public_key) {
    std::array<unsigned char, key_bytes> key{};
    if (public_key.size() != key_characters || !zmq_z85_decode(key.data(), public_key.c_str()))
        throw KeyError("a key is 40 characters of Z85");
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(), digest.size(), key.data(), key.size(),
                       reinterpret_cast<const unsigned char*>(fingerprint_label.data()),
                       fingerprint_label.size());
    std::string letters;
    unsigned buffer = 0;
    int bits = 0;
    for (const unsigned char byte : digest) {
        buffer = (buffer << 8U | byte) & 0xFFFFU;
        for (bits += 8; bits >= bits_of_a_letter && letters.size() < fingerprint_letters;) {
            bits -= bits_of_a_letter;
            letters += crockford[(buffer >> static_cast<unsigned>(bits)) % crockford.size()];
        }
    }
    return in_groups(letters);
}

std::string typed_fingerprint(std::string_view text) {
    std::string letters;
    for (const char typed : text) {
        if (typed == '-' || typed == ' ') continue;
        const char letter = letter_meant(typed);
        if (letter == '\0' || letters.size() == fingerprint_letters) return {};
        letters += letter;
    }
    return letters.size() == fingerprint_letters ? in_groups(letters) : std::string{};
}

}  // namespace okno::platform
