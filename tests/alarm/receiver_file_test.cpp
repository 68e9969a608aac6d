// Each mistake a person can make in the description of the receivers is told at its very line and column.
#include "alarm/receiver_file.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/fakes/description.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using alarm::read_receivers_text;
using fakes::replaced;

namespace {

const std::string two = R"(press = "hold-up"
test_every_hours = 12
[[receiver]]
name = "first"
host = "192.0.2.7"
port = 9000
transport = "tcp"
account = "1234"
prefix = "0"
token = "sia-dcs"
[[receiver]]
name = "second"
host = "2001:db8::7"
port = 9001
transport = "udp"
account = "ABCDEF"
prefix = "A1"
receiver = "2"
token = "adm-cid"
retry_ms = 500
)";

std::string complaints(const std::string& text, const std::filesystem::path& file = "receivers.toml") {
    const auto company = read_receivers_text(text, file);
    REQUIRE_FALSE(company);
    return fakes::lines_of(company.error());
}

}  // namespace

TEST_CASE("two receivers are described") {
    const auto company = read_receivers_text(two, "receivers.toml");
    REQUIRE(company);
    CHECK(company->press == alarm::Signal::hold_up);
    CHECK(company->test_every == std::chrono::hours{12});
    REQUIRE(company->receivers.size() == 2);
    const alarm::Receiver& first = company->receivers[0];
    CHECK(first.name == "first");
    CHECK(first.transport == alarm::Transport::tcp);
    CHECK(first.token == alarm::dc09::Token::sia_dcs);
    CHECK(first.line == alarm::dc09::Line{"", "0", "1234"});
    CHECK(first.retry == std::chrono::milliseconds{2000});
    CHECK_FALSE(first.key);
    const alarm::Receiver& second = company->receivers[1];
    CHECK(second.host == "2001:db8::7");
    CHECK(second.port == 9001);
    CHECK(second.transport == alarm::Transport::udp);
    CHECK(second.token == alarm::dc09::Token::adm_cid);
    CHECK(second.line == alarm::dc09::Line{"2", "A1", "ABCDEF"});
    CHECK(second.retry == std::chrono::milliseconds{500});
}

TEST_CASE("the example that ships has no mistakes") {
    const auto company = alarm::read_receivers("deploy/devices/receivers.toml");
    REQUIRE(company);
    CHECK(company->receivers.size() == 2);
}

TEST_CASE("an empty file describes no company") {
    const auto company = read_receivers_text("", "receivers.toml");
    REQUIRE(company);
    CHECK(company->receivers.empty());
}

TEST_CASE("a word that is not known is told with the nearest one") {
    CHECK(
        complaints(replaced(two, "\"tcp\"", "\"tpc\"")) ==
        "receivers.toml:7:13: transport = \"tpc\": this is not known; expected one of tcp, udp. Did you mean "
        "\"tcp\"?");
    CHECK(complaints(replaced(two, "hold-up", "holdup"))
              .ends_with("expected one of panic, hold-up. Did you mean \"hold-up\"?"));
    CHECK(complaints(replaced(two, "account =", "acount =")).find("Did you mean \"account\"?") !=
          std::string::npos);
}

TEST_CASE("a name in place of an address is refused") {
    CHECK(
        complaints(replaced(two, "192.0.2.7", "guard.example")) ==
        "receivers.toml:5:8: host = \"guard.example\": this is no address; expected an IPv4 or IPv6 address; "
        "a name would need a name server in an emergency.");
}

TEST_CASE("digits that cannot be sent are refused") {
    for (const std::string account : {"12", "12345678901234567", "12g4", "abcd", "12 4", ""}) {
        CAPTURE(account);
        CHECK(complaints(replaced(two, "1234", account)) ==
              "receivers.toml:8:11: account = \"" + account +
                  "\": this cannot be sent; expected 3 to 16 digits, each one of 0-9 and A-F.");
    }
    CHECK(complaints(replaced(two, "\"A1\"", "\"\"")).find("1 to 6 digits") != std::string::npos);
}

TEST_CASE("numbers out of range are refused") {
    CHECK(complaints(replaced(two, "9000", "0")).starts_with("receivers.toml:6:8: port = 0: out of range;"));
    CHECK(complaints(replaced(two, "500", "100")).find("from 200 to 10000") != std::string::npos);
    CHECK(complaints(replaced(two, "= 12\n", "= 0\n")).find("from 1 to 168") != std::string::npos);
}

TEST_CASE("two receivers of one name are refused") {
    CHECK(
        complaints(replaced(two, "second", "first")) ==
        "receivers.toml:12:8: name = \"first\": another receiver has this name; expected a name of its own.");
}

TEST_CASE("a key stands in a file that is closed to others, and no complaint shows it") {
    const fakes::TemporaryFolder folder;
    const auto file = folder / "receivers.toml";
    const auto key_file = folder / "first.key";
    const std::string digits(32, 'b');
    const std::string text =
        replaced(two, "token = \"sia-dcs\"", "token = \"sia-dcs\"\nkey_file = \"first.key\"");
    CHECK(complaints(text, file).find("there is no such file") != std::string::npos);
    const auto with = [&](const std::string& content, std::filesystem::perms rights) {
        std::ofstream(key_file) << content << '\n';
        std::filesystem::permissions(key_file, rights);
        return read_receivers_text(text, file);
    };
    using std::filesystem::perms;
    const perms ours = perms::owner_read | perms::owner_write;
    const auto company = with(digits, ours);
    REQUIRE(company);
    CHECK(company->receivers[0].key);
    CHECK_FALSE(company->receivers[1].key);
    for (const perms open : {perms::others_read, perms::others_write}) {
        const auto refused = with(digits, ours | open);
        REQUIRE_FALSE(refused);
        CHECK(to_string(refused.error().front()).find("everybody may use this file") != std::string::npos);
    }
    for (const std::string& wrong :
         {digits + "b", digits + " " + digits, std::string{}, digits.substr(1) + "x"}) {
        const auto refused = with(wrong, ours);
        REQUIRE_FALSE(refused);
        const std::string told = to_string(refused.error().front());
        CHECK(told.find("there is no key in this file") != std::string::npos);
        CHECK(told.find("bbbb") == std::string::npos);
    }
}

TEST_CASE("a description that was damaged anywhere is read or refused") {
    CHECK(rc::check("damaged bytes", [] {
        std::string text = two;
        const auto damages = *rc::gen::inRange(1, 5);
        for (int i = 0; i < damages; ++i)
            text[*rc::gen::inRange<std::size_t>(0, text.size())] =
                static_cast<char>(*rc::gen::inRange(0, 256));
        const auto company = read_receivers_text(text, "receivers.toml");
        RC_ASSERT(company || !company.error().empty());
    }));
}
