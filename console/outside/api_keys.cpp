#include "console/outside/api_keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "console/people/user.hpp"
#include "platform/atomic_file.hpp"
#include "platform/descriptor.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<Scope, std::string_view>, 3> scope_names{
    {{Scope::hall, "hall"}, {Scope::ticket, "ticket"}, {Scope::metrics, "metrics"}}};

// Held while the file is read, changed and replaced.
platform::Descriptor lock(const std::filesystem::path& file) {
    platform::Descriptor held(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
    if (!held || ::flock(held.get(), LOCK_EX) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot lock " + file.string());
    return held;
}

Json to_json(const ApiKey& key) {
    Json scopes = Json::array();
    for (const Scope scope : key.scopes) scopes.push_back(to_string(scope));
    return {{"name", key.name}, {"scopes", scopes}, {"per_second", key.per_second}, {"hash", key.hash}};
}

ApiKey key_from_json(const Json& json) {
    ApiKey key{json.at("name").get<std::string>(),
               {},
               json.at("per_second").get<int>(),
               json.at("hash").get<std::string>()};
    for (const Json& name : json.at("scopes")) key.scopes.merge(scopes_from(name.get<std::string>()).value());
    if (!is_user_name(key.name) || key.hash.size() != 2 * crypto_generichash_BYTES || key.per_second < 1 ||
        key.per_second > per_second_at_most)
        throw ApiKeyError("a key has a wrong name, hash or rate");
    return key;
}

void need_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start on this machine");
}

}  // namespace

std::string_view to_string(Scope scope) {
    for (const auto& [known, name] : scope_names)
        if (known == scope) return name;
    return {};
}

std::optional<std::set<Scope>> scopes_from(std::string_view text) {
    std::set<Scope> scopes;
    while (true) {
        const auto comma = text.find(',');
        const auto word = text.substr(0, comma);
        const auto known = std::find_if(scope_names.begin(), scope_names.end(),
                                        [&](const auto& each) { return each.second == word; });
        if (known == scope_names.end()) return std::nullopt;
        scopes.insert(known->first);
        if (comma == std::string_view::npos) return scopes;
        text.remove_prefix(comma + 1);
    }
}

std::string make_api_key() {
    need_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(bytes.size(), variant)> word{};
    sodium_bin2base64(word.data(), word.size(), bytes.data(), bytes.size(), variant);
    return std::string("okno_") + word.data();
}

std::string hash_api_key(std::string_view key) {
    need_sodium();
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(key.data()),
                       key.size(), nullptr, 0);
    std::string hex;
    for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
    return hex;
}

const ApiKey* find(const std::vector<ApiKey>& keys, std::string_view key) {
    const std::string hash = hash_api_key(key);
    const ApiKey* found = nullptr;
    for (const ApiKey& each : keys)
        if (each.hash.size() == hash.size() && sodium_memcmp(each.hash.data(), hash.data(), hash.size()) == 0)
            found = &each;
    return found;
}

ApiKeyFile::ApiKeyFile(const std::filesystem::path& folder) : file_(folder / "api-keys.json") {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

std::vector<ApiKey> ApiKeyFile::read() const {
    if (!std::filesystem::exists(file_)) return {};
    std::ifstream in(file_);
    if (!in) throw ApiKeyError("cannot read " + file_.string() + "; give its owner the right to read it");
    try {
        const Json json = Json::parse(in);
        std::vector<ApiKey> keys;
        for (const Json& key : json.at("keys")) keys.push_back(key_from_json(key));
        return keys;
    } catch (const std::exception& error) {
        throw ApiKeyError(file_.string() + " is damaged (" + error.what() +
                          "); move it away and add the keys again");
    }
}

void ApiKeyFile::put(const ApiKey& key) {
    const auto held = lock(file_.parent_path() / "api-keys.lock");
    std::vector<ApiKey> keys = read();
    std::erase_if(keys, [&](const ApiKey& known) { return known.name == key.name; });
    keys.insert(
        std::find_if(keys.begin(), keys.end(), [&](const ApiKey& known) { return known.name > key.name; }),
        key);
    write(keys);
}

bool ApiKeyFile::remove(const std::string& name) {
    const auto held = lock(file_.parent_path() / "api-keys.lock");
    std::vector<ApiKey> keys = read();
    if (std::erase_if(keys, [&](const ApiKey& known) { return known.name == name; }) == 0) return false;
    write(keys);
    return true;
}

void ApiKeyFile::write(const std::vector<ApiKey>& keys) const {
    Json json = Json::array();
    for (const ApiKey& each : keys) json.push_back(to_json(each));
    platform::replace_file(file_, Json{{"keys", json}}.dump(2) + "\n", 0600);
}

std::string ApiKeyFile::stamp() const {
    struct stat found {};
    if (::stat(file_.c_str(), &found) != 0) return {};
    return fmt::format("{} {} {}", found.st_ino, found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

}  // namespace okno::console
