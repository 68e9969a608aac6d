#include "platform/keys.hpp"

#include <fcntl.h>
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

namespace okno::platform {

namespace {

constexpr std::size_t key_characters = 40;

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

void write_authorized_keys(const std::filesystem::path& file, const std::vector<AuthorizedKey>& keys) {
    std::string text = "# public-key role name: who may connect to the dispatcher. Read again each second.\n";
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
    auto keys = existing(file);
    drop(keys, key.name);
    keys.push_back(key);
    write_authorized_keys(file, keys);
}

void revoke(const std::filesystem::path& file, const std::string& name) {
    auto keys = existing(file);
    drop(keys, name);
    write_authorized_keys(file, keys);
}

}  // namespace okno::platform
