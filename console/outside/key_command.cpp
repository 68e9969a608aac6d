#include "console/outside/key_command.hpp"

#include <algorithm>
#include <cstdio>

#include "console/people/audit_trail.hpp"

namespace okno::console {

int change_keys(const Config& config) {
    ApiKeyFile file(config.data);
    AuditTrail trail(config.data);
    if (config.add_key) {
        ApiKey key = *config.add_key;
        const std::string secret = make_api_key();
        key.hash = hash_api_key(secret);
        trail.record({Deed::key_added, "", key.name});
        file.put(key);
        std::printf("%s %s\n", key.name.c_str(), secret.c_str());
        return 0;
    }
    const auto keys = file.read();
    const auto named = [&](const ApiKey& key) { return key.name == *config.remove_key; };
    if (std::any_of(keys.begin(), keys.end(), named)) {
        trail.record({Deed::key_removed, "", *config.remove_key});
        file.remove(*config.remove_key);
        return 0;
    }
    std::fprintf(stderr, "okno-console: there is no key \"%s\"; nothing was changed\n",
                 config.remove_key->c_str());
    return 1;
}

}  // namespace okno::console
