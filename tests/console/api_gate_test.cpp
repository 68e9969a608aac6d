#include "console/outside/api_gate.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

constexpr platform::SteadyTime start{std::chrono::hours{1}};

class Gate {
  public:
    std::string add(const std::string& name, std::set<Scope> scopes, int per_second = 20) {
        const std::string key = make_api_key();
        file.put({name, std::move(scopes), per_second, hash_api_key(key)});
        return key;
    }
    std::string code(const std::string& key, Scope scope = Scope::hall, platform::SteadyTime now = start) {
        const auto no = gate_.why_not("Bearer " + key, scope, now);
        return no ? no->why.code : "";
    }
    std::string raw(const std::string& authorization) {
        const auto no = gate_.why_not(authorization, Scope::hall, start);
        return no ? no->why.code : "";
    }
    std::uint64_t wrong_keys() const { return gate_.wrong_keys(); }
    std::filesystem::path path() const { return folder_ / "data" / "api-keys.json"; }
    std::string text() const {
        std::ostringstream text;
        text << std::ifstream(path()).rdbuf();
        return text.str();
    }

  private:
    fakes::TemporaryFolder folder_;

  public:
    ApiKeyFile file{folder_ / "data"};

  private:
    ApiGate gate_{file};
};

}  // namespace

TEST_CASE("requests without a key that is known are counted, those that merely ask too much are not") {
    Gate gate;
    const std::string site = gate.add("site", {Scope::hall});
    CHECK(gate.code(site) == "");
    CHECK(gate.code(site, Scope::metrics) == "scope_missing");
    CHECK(gate.wrong_keys() == 0);
    CHECK(gate.raw("") == "wrong_key");
    CHECK(gate.raw("Bearer " + site + "x") == "wrong_key");
    CHECK(gate.wrong_keys() == 2);
}

TEST_CASE("a key opens what its scopes name and nothing else") {
    Gate gate;
    const std::string site = gate.add("site", {Scope::hall});
    const std::string bot = gate.add("bot", {Scope::hall, Scope::ticket});
    CHECK(gate.code(site, Scope::hall) == "");
    CHECK(gate.code(site, Scope::ticket) == "scope_missing");
    CHECK(gate.code(site, Scope::metrics) == "scope_missing");
    CHECK(gate.code(bot, Scope::ticket) == "");
}

TEST_CASE("what is no key opens nothing") {
    Gate gate;
    const std::string key = gate.add("site", {Scope::hall});
    const std::vector<std::string> others{"",
                                          key,
                                          "Basic " + key,
                                          "Bearer",
                                          "Bearer ",
                                          "Bearer  " + key,
                                          "Bearer " + key + "x",
                                          "Bearer " + key.substr(0, key.size() - 1),
                                          "bearer " + key,
                                          "Bearer " + hash_api_key(key),
                                          "Bearer " + std::string(100'000, 'a')};
    for (const std::string& wrong : others) CHECK(gate.raw(wrong) == "wrong_key");
    CHECK(gate.raw("Bearer " + key) == "");
}

TEST_CASE("a key has 256 random bits, and the file keeps its hash alone, for its owner alone") {
    Gate gate;
    const std::string key = gate.add("site", {Scope::hall});
    CHECK(key.size() == 48);
    CHECK(key != make_api_key());
    CHECK(gate.text().find(key.substr(5)) == std::string::npos);
    CHECK((std::filesystem::status(gate.path()).permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);
}

TEST_CASE("a key that is removed or replaced is refused at once, and the others stay") {
    Gate gate;
    const std::string site = gate.add("site", {Scope::hall});
    const std::string bot = gate.add("bot", {Scope::hall});
    CHECK(gate.code(site) == "");
    const std::string newer = gate.add("site", {Scope::hall});
    CHECK(gate.code(site) == "wrong_key");
    CHECK(gate.code(newer) == "");
    CHECK(gate.file.remove("site"));
    CHECK_FALSE(gate.file.remove("site"));
    CHECK(gate.code(newer) == "wrong_key");
    CHECK(gate.code(bot) == "");
}

TEST_CASE("a key that asks too often is told when to come again, and no other suffers") {
    Gate gate;
    const std::string site = gate.add("site", {Scope::hall}, 1);
    const std::string bot = gate.add("bot", {Scope::hall}, 1);
    for (int i = 0; i < 10; ++i) CHECK(gate.code(site) == "");
    CHECK(gate.code(site) == "too_often");
    CHECK(gate.code(site, Scope::ticket) == "too_often");  // asking for what it may not costs as well
    CHECK(gate.code(bot) == "");
    CHECK(gate.code(site, Scope::hall, start + 1s) == "");
    CHECK(gate.code(site, Scope::hall, start + 1s) == "too_often");
}

TEST_CASE("a damaged file of keys locks nobody out and lets nobody in") {
    Gate gate;
    const std::string key = gate.add("site", {Scope::hall});
    CHECK(gate.code(key) == "");
    for (const char* damage :
         {"{", "{}", R"({"keys":[{"name":"site","scopes":["all"],"per_second":1,"hash":""}]})"}) {
        std::ofstream(gate.path()) << damage;
        CHECK(gate.code(key) == "");
        CHECK(gate.code(make_api_key()) == "wrong_key");
        CHECK_THROWS_AS(gate.file.read(), ApiKeyError);
    }
}

TEST_CASE("scopes are words with commas between") {
    CHECK(scopes_from("hall") == std::set{Scope::hall});
    CHECK(scopes_from("ticket,hall,metrics") == std::set{Scope::hall, Scope::ticket, Scope::metrics});
    for (const char* wrong : {"", "hall,", ",hall", "hall ticket", "Hall", "all"})
        CHECK_FALSE(scopes_from(wrong));
}
