#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "platform/keys.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::platform;

TEST_CASE("a key pair written is the key pair read, and its secret is for the owner alone") {
    const fakes::TemporaryFolder folder;
    const KeyPair keys = make_key_pair();
    write_key_pair(folder.path(), "kiosk-1", keys);
    CHECK(read_key_pair(folder.path(), "kiosk-1").secret_key == keys.secret_key);
    struct stat rights {};
    REQUIRE(::stat((folder / "kiosk-1.secret").c_str(), &rights) == 0);
    CHECK((rights.st_mode & 0777) == 0600);
}

TEST_CASE("a secret that others may read is refused with the command that mends it") {
    const fakes::TemporaryFolder folder;
    write_key_pair(folder.path(), "kiosk-1", make_key_pair());
    ::chmod((folder / "kiosk-1.secret").c_str(), 0644);
    CHECK_THROWS_WITH_AS(read_key_pair(folder.path(), "kiosk-1"), doctest::Contains("chmod 600"), KeyError);
}

TEST_CASE("a list of keys or a dispatcher's key that everybody may change is refused") {
    const fakes::TemporaryFolder folder;
    write_key_pair(folder.path(), "kiosk-1", make_key_pair());
    write_key_pair(folder.path(), "dispatcher", make_key_pair());
    ::chmod((folder / "dispatcher.public").c_str(), 0646);
    CHECK_THROWS_WITH_AS(read_identity(folder.path(), "kiosk-1"), doctest::Contains("chmod o-w"), KeyError);
    const auto list = folder / "authorized_keys";
    authorize(list, {make_key_pair().public_key, "kiosk", "kiosk-1"});
    ::chmod(list.c_str(), 0646);
    CHECK_THROWS_WITH_AS(read_authorized_keys(list), doctest::Contains("chmod o-w"), KeyError);
    ::chmod(list.c_str(), 0664);
    CHECK(read_authorized_keys(list).size() == 1);
}

TEST_CASE("a key that is missing or broken is refused with its file") {
    const fakes::TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(read_identity(folder.path(), "kiosk-1"), doctest::Contains("kiosk-1.secret"),
                         KeyError);
    write_key_pair(folder.path(), "kiosk-1", make_key_pair());
    CHECK_THROWS_WITH_AS(read_identity(folder.path(), "kiosk-1"), doctest::Contains("dispatcher.public"),
                         KeyError);
    std::ofstream(folder / "dispatcher.public") << "too short\n";
    CHECK_THROWS_WITH_AS(read_identity(folder.path(), "kiosk-1"), doctest::Contains("40 characters"),
                         KeyError);
}

TEST_CASE("one name has one key: authorizing again replaces, revoking removes") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    const AuthorizedKey first{make_key_pair().public_key, "kiosk", "kiosk-1"};
    const AuthorizedKey board{make_key_pair().public_key, "display", "display-1"};
    AuthorizedKey second = first;
    second.public_key = make_key_pair().public_key;
    authorize(file, first);
    authorize(file, board);
    authorize(file, second);
    CHECK(read_authorized_keys(file) == std::vector{board, second});
    CHECK(read_revoked_keys(file).empty());
    revoke(file, "display-1");
    CHECK(read_authorized_keys(file) == std::vector{second});
    CHECK(read_revoked_keys(file) == std::vector{board});
}

TEST_CASE("a fingerprint is the same for the same key, and another for another") {
    // Computed by tests/e2e/fingerprint.py, which shares no code with this one.
    CHECK(fingerprint("rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7") == "YEHH-5V88-4H2Y-8W89");
    CHECK(fingerprint(make_key_pair().public_key) != fingerprint(make_key_pair().public_key));
    CHECK_THROWS_AS(fingerprint("too short"), KeyError);
}

TEST_CASE("a fingerprint is read as people write it") {
    CHECK(typed_fingerprint(" k7qf 2m9x-0btr-h4zc") == "K7QF-2M9X-0BTR-H4ZC");
    CHECK(typed_fingerprint("k7qf2m9xobtrhilc") == "K7QF-2M9X-0BTR-H11C");
    CHECK(typed_fingerprint("K7QF-2M9X-0BTR-H4Z") == "");    // one short
    CHECK(typed_fingerprint("K7QF-2M9X-0BTR-H4ZCC") == "");  // one long
    CHECK(typed_fingerprint("K7QF-2M9X-0BTR-H4Z!") == "");
    CHECK(typed_fingerprint("") == "");
}

TEST_CASE("a line that is no key is refused with its number") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "authorized_keys";
    const std::string key = make_key_pair().public_key;
    const auto complaint = [&](const std::string& line) -> std::string {
        std::ofstream(file) << "# comment\n\n" << line << "\n";
        try {
            read_authorized_keys(file);
            return "accepted";
        } catch (const KeyError& error) {
            return error.what();
        }
    };
    CHECK(complaint(key + " kiosk kiosk-1") == "accepted");
    CHECK(complaint(key + " kiosk").find(":3: expected") != std::string::npos);
    CHECK(complaint(key + " kiosk kiosk-1 more").find(":3: expected") != std::string::npos);
    CHECK(complaint("short kiosk kiosk-1").find("40 characters") != std::string::npos);
}
