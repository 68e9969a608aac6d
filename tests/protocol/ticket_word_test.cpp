#include "protocol/ticket_word.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "platform/keys.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using protocol::NamedTicket;
using protocol::TicketWords;

namespace {

constexpr const char* secret = "0123456789012345678901234567890123456789";
constexpr hall::Timestamp nine{std::chrono::milliseconds{1'795'500'000'000}};

}  // namespace

TEST_CASE("a word is read back as the ticket it was made of, and is the same each time") {
    const TicketWords words(secret);
    for (const std::uint64_t id : {std::uint64_t{1}, std::uint64_t{17}, ~std::uint64_t{0}})
        for (const auto taken : {nine, nine + std::chrono::milliseconds{1}, hall::Timestamp{}}) {
            const NamedTicket ticket{{id}, taken};
            const std::string word = words.word(ticket);
            CHECK(word.size() == 22);
            CHECK(words.read(word) == ticket);
            CHECK(TicketWords(secret).word(ticket) == word);
        }
}

TEST_CASE("the word of SPEC.md: an independent AES-256 and BLAKE2b make the same") {
    CHECK(TicketWords(secret).word({{17}, nine}) == "IGHz-_VsfLJEv165W2KlLA");
}

TEST_CASE(
    "words of tickets one after the other have nothing in common, and another secret reads something else") {
    const TicketWords words(secret);
    std::set<char> firsts;
    for (std::uint64_t id = 1; id <= 200; ++id) firsts.insert(words.word({{id}, nine}).front());
    CHECK(firsts.size() > 40);  // of 64
    const std::string word = words.word({{1}, nine});
    const auto read = TicketWords("9876543210987654321098765432109876543210").read(word);
    REQUIRE(read);  // a block it is; but not of this ticket
    CHECK_FALSE(*read == NamedTicket{{1}, nine});
}

TEST_CASE("what is no word is not read") {
    const TicketWords words(secret);
    const std::string word = words.word({{1}, nine});
    for (const std::string& bad : {std::string(), word.substr(1), word + "A", word.substr(0, 21) + "/",
                                   word.substr(0, 21) + "_",  // bits beyond the block
                                   std::string(22, ' '), std::string(22, '\0')})
        CHECK_FALSE(words.read(bad));
}

TEST_CASE("the secret stands in the folder of keys, for its owner alone") {
    const fakes::TemporaryFolder folder;
    CHECK_FALSE(protocol::read_ticket_words(folder.path()));
    platform::write_key_pair(folder.path(), "visitors", platform::make_key_pair());
    const auto words = protocol::read_ticket_words(folder.path());
    REQUIRE(words);
    CHECK(words->word({{1}, nine}) == protocol::read_ticket_words(folder.path())->word({{1}, nine}));
    std::filesystem::permissions(folder.path() / "visitors.secret", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    CHECK_THROWS_AS(protocol::read_ticket_words(folder.path()), platform::KeyError);
}
