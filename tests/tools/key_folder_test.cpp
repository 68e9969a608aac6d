// Keys are made once, kept, and never come back after they were revoked.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "tools/key_folder.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>

#include "dispatcher/access.hpp"
#include "platform/keys.hpp"

using namespace okno;
using tools::KeyChange;

namespace {

// A folder that goes away with the test.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "okno-keys-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::vector<platform::AuthorizedKey> list() const {
        return platform::read_authorized_keys(path_ / "authorized_keys");
    }
    std::string key(const std::string& name) const { return platform::read_key_pair(path_, name).public_key; }
    bool lets_in(const std::string& name, const std::string& role) const {
        const auto keys = list();
        return std::count(keys.begin(), keys.end(), platform::AuthorizedKey{key(name), role, name}) == 1;
    }

  private:
    std::filesystem::path path_;
};

void init(const Folder& folder) {
    tools::init_dispatcher(folder.path());
    for (const auto& device : tools::demo_devices()) tools::init_device(folder.path(), device);
}

}  // namespace

TEST_CASE("the first devices of a hall can reach its dispatcher") {
    const Folder folder;
    init(folder);
    CHECK(folder.list().size() == tools::demo_devices().size());
    for (const auto& device : tools::demo_devices()) {
        CHECK(folder.lets_in(device.name, device.role));
        CHECK(platform::read_identity(folder.path(), device.name).server_public_key ==
              folder.key("dispatcher"));
    }
}

TEST_CASE("making the keys again changes nothing") {
    const Folder folder;
    init(folder);
    const auto list = folder.list();
    const std::string server = folder.key("dispatcher");
    CHECK(tools::init_dispatcher(folder.path()) == KeyChange::kept);
    for (const auto& device : tools::demo_devices())
        CHECK(tools::init_device(folder.path(), device) == KeyChange::kept);
    CHECK(folder.list() == list);
    CHECK(folder.key("dispatcher") == server);
}

TEST_CASE("a start that was cut short is completed") {
    const Folder folder;
    init(folder);
    std::filesystem::remove(folder.path() / "dispatcher.public");
    CHECK(tools::init_dispatcher(folder.path()) == KeyChange::kept);
    CHECK(platform::read_identity(folder.path(), "kiosk-1").server_public_key == folder.key("dispatcher"));
}

TEST_CASE("a revoked key stays out until it is added again, and then it is a new one") {
    const Folder folder;
    init(folder);
    const std::string old = folder.key("bridge-1");
    CHECK(tools::revoke_device(folder.path(), "bridge-1"));
    CHECK_FALSE(tools::revoke_device(folder.path(), "bridge-1"));
    CHECK(tools::init_device(folder.path(), {"bridge-1", "bridge"}) == KeyChange::kept_revoked);
    CHECK_FALSE(folder.lets_in("bridge-1", "bridge"));
    CHECK(tools::add_device(folder.path(), {"bridge-1", "bridge"}) == KeyChange::made);
    CHECK(folder.lets_in("bridge-1", "bridge"));
    CHECK(folder.key("bridge-1") != old);
}

TEST_CASE("a device that is already in keeps its key and gets another role") {
    const Folder folder;
    CHECK(tools::add_device(folder.path(), {"screen", "display"}) == KeyChange::made);
    const std::string key = folder.key("screen");
    CHECK(tools::add_device(folder.path(), {"screen", "kiosk"}) == KeyChange::kept);
    CHECK(folder.key("screen") == key);
    CHECK(folder.lets_in("screen", "kiosk"));
    CHECK(folder.list().size() == 1);
}

TEST_CASE("a name that could leave the folder or the line is refused, and so is an unknown role") {
    CHECK(tools::why_not({"kiosk-2", "kiosk"}).empty());
    for (const char* name :
         {"", "../../etc/x", "kiosk 2", "Kiosk", "a/b", ".", "dispatcher", "киоск", "a\nb"})
        CHECK_MESSAGE(!tools::why_not({name, "kiosk"}).empty(), name);
    CHECK(tools::why_not({"x", "kioks"}).find("Did you mean \"kiosk\"?") != std::string::npos);
    CHECK_FALSE(tools::why_not({"x", ""}).empty());
}

TEST_CASE("every role the tool gives is one the dispatcher knows") {
    for (const std::string_view role : tools::roles)
        CHECK_MESSAGE(dispatcher::may(role, "snapshot"), std::string{role});
    for (const auto& device : tools::demo_devices()) CHECK(tools::why_not(device).empty());
}

TEST_CASE("the secret of the QR codes is made once, lets nobody in, and is no name of a device") {
    const Folder folder;
    CHECK(tools::init_visitors(folder.path()) == KeyChange::made);
    const std::string first = platform::read_key_pair(folder.path(), "visitors").secret_key;
    CHECK(tools::init_visitors(folder.path()) == KeyChange::kept);
    CHECK(platform::read_key_pair(folder.path(), "visitors").secret_key == first);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "authorized_keys"));
    CHECK(tools::why_not({"visitors", "kiosk"}) != "");
}

TEST_CASE("a device makes its own key once, needs only the dispatcher's public key, and lets nobody in") {
    const Folder folder;
    const std::string dispatcher = platform::make_key_pair().public_key;
    CHECK_THROWS_AS(tools::pair_device(folder.path(), "kiosk-2", ""), platform::KeyError);
    const tools::Paired paired = tools::pair_device(folder.path(), "kiosk-2", dispatcher);
    const platform::Identity identity = platform::read_identity(folder.path(), "kiosk-2");
    CHECK(identity.server_public_key == dispatcher);
    CHECK(paired.fingerprint == platform::fingerprint(identity.own.public_key));
    const tools::Paired again = tools::pair_device(folder.path(), "kiosk-2", "");
    CHECK(again.change == KeyChange::kept);
    CHECK(again.fingerprint == paired.fingerprint);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "authorized_keys"));
    CHECK_THROWS_AS(tools::pair_device(folder.path(), "kiosk-2", "too short"), platform::KeyError);
}
