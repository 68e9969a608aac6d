#include "console/office/content_office.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using console::ContentOffice;
using nlohmann::json;

namespace {

std::string file_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Boards {
    fakes::TemporaryFolder data, folder;
    console::AuditTrail trail{data.path()};
    ContentOffice office{folder.path(), trail};

    json cards() { return office.view()["cards"]; }
    std::size_t files() {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            if (entry.is_regular_file()) ++count;
        return count;
    }
    std::string code(const ContentOffice::Done& done) { return done ? "" : done.error().code; }
};

json text_card(const char* title) {
    return {{"kind", "reminder"}, {"title", {{"ru", title}}}, {"seconds", 9}};
}

const std::string picture = file_text("docs/images/board.png");

}  // namespace

TEST_CASE("a card is written as the boards read it, behind the others") {
    Boards boards;
    CHECK(boards.office.add(text_card("Первая"), "", "elena"));
    CHECK(boards.office.add(text_card("Вторая"), "", "elena"));
    const json cards = boards.cards();
    REQUIRE(cards.size() == 2);
    CHECK(cards[0]["title"]["ru"] == "Первая");
    CHECK(cards[1]["title"]["ru"] == "Вторая");
    CHECK(cards[0]["seconds"] == 9);
    CHECK(cards[0]["complaints"].empty());
}

TEST_CASE("films and advertising without a contract are refused with the clause, and nothing is written") {
    Boards boards;
    for (const char* kind : {"film", "music", "television", "advertising"}) {
        CAPTURE(kind);
        json wish = text_card("Нет");
        wish["kind"] = kind;
        const auto done = boards.office.add(wish, picture, "elena");
        REQUIRE(!done);
        for (const char* language : {"ru", "en"})
            CHECK(done.error().sentence.at({language}).find("158") != std::string::npos);
    }
    CHECK(boards.code(boards.office.add({{"kind", "company"}}, "", "elena")) == "card_wrong");
    CHECK(boards.code(boards.office.add({{"kind", "nonsense"}, {"title", {{"ru", "a"}}}}, "", "elena")) ==
          "card_wrong");
    CHECK(boards.files() == 0);
}

TEST_CASE("a picture is taken when a board could read it, whatever it is called") {
    Boards boards;
    REQUIRE(!picture.empty());
    CHECK(boards.office.add(text_card("Тариф"), picture, "elena"));
    const std::string name = boards.cards()[0]["picture"];
    CHECK(boards.office.picture(name) == picture);
    for (const std::string& broken : {std::string("<svg/>"), picture.substr(0, 2000),
                                      std::string("\xFF\xD8\xFF\xE0 no picture"), std::string("MZ")})
        CHECK(boards.code(boards.office.add(text_card("Нет"), broken, "elena")) == "picture_wrong");
    const std::string large(ContentOffice::picture_bytes_at_most + 1, 'x');
    CHECK(boards.code(boards.office.add(text_card("Нет"), large, "elena")) == "picture_too_large");
    CHECK(boards.files() == 2);
}

TEST_CASE("only what lies in the folder can be looked at") {
    Boards boards;
    for (const char* name : {"", "..", "../audit.jsonl", "/etc/passwd", ".removed/a.png", "a.toml", "a.png"})
        CHECK(!boards.office.picture(name));
    std::filesystem::create_symlink("/etc/passwd", boards.folder.path() / "link.png");
    CHECK(!boards.office.picture("link.png"));
}

TEST_CASE("a change keeps what a hand wrote, and does not overwrite what somebody else did") {
    Boards boards;
    const auto file = boards.folder.path() / "tariff.toml";
    std::ofstream(file) << "# Ours.\nkind = \"tariff\"\ntitle = { ru = \"А\" }  # short\n";
    const json card = boards.cards()[0];
    json wish{{"kind", "tariff"}, {"valid_until", "2030-12-31"}, {"title", {{"ru", "Б"}}}};
    CHECK(boards.office.change("tariff.toml", card["hash"], wish, "elena"));
    CHECK(file_text(file).find("# Ours.\nkind = \"tariff\"\ntitle = { ru = \"Б\" }  # short\n") !=
          std::string::npos);
    CHECK(boards.cards()[0]["valid_until"] == "2030-12-31");
    CHECK(boards.code(boards.office.change("tariff.toml", card["hash"], wish, "elena")) == "card_changed");
    CHECK(boards.code(boards.office.change("gone.toml", card["hash"], wish, "elena")) == "card_gone");
    CHECK(boards.code(boards.office.change("../x.toml", card["hash"], wish, "elena")) == "card_gone");
    wish["valid_until"] = "";
    CHECK(boards.office.change("tariff.toml", boards.cards()[0]["hash"], wish, "elena"));
    CHECK(boards.cards()[0]["valid_until"] == "");
}

TEST_CASE("cards change places, whatever they were called") {
    Boards boards;
    for (const char* name : {"a", "b", "c"})
        std::ofstream(boards.folder.path() / (std::string(name) + ".toml"))
            << "kind = \"company\"\ntitle = { ru = \"" << name << "\" }\n";
    CHECK(boards.office.lift("c.toml", "elena"));
    std::string order;
    for (const json& card : boards.cards()) order += card["title"]["ru"].get<std::string>();
    CHECK(order == "acb");
    CHECK(boards.office.lift(boards.cards()[1]["file"], "elena"));
    CHECK(boards.cards()[0]["title"]["ru"] == "c");
    CHECK(boards.office.lift(boards.cards()[0]["file"], "elena"));  // it is the first
    CHECK(boards.code(boards.office.lift("gone.toml", "elena")) == "card_gone");
}

TEST_CASE("of what was removed that goes first which was removed first, however old it is") {
    Boards boards;
    CHECK(boards.office.add(text_card("Старая"), "", "elena"));
    const json old = boards.cards()[0];
    const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours{24 * 365};
    std::filesystem::last_write_time(boards.folder / old["file"].get<std::string>(), long_ago);
    for (int i = 0; i < 60; ++i) {
        const std::filesystem::path file =
            boards.folder / ".removed" / (std::to_string(1000 + i) + "-card.toml");
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << "kind = \"reminder\"\n";
        std::filesystem::last_write_time(file, long_ago + std::chrono::hours{1 + i});
    }
    CHECK(boards.office.remove(old["file"], old["hash"], "elena"));
    CHECK(boards.office.restore(old["file"], "elena"));
    CHECK_FALSE(std::filesystem::exists(boards.folder / ".removed/1000-card.toml"));
}

TEST_CASE("what is removed is kept, and comes back with its picture") {
    Boards boards;
    CHECK(boards.office.add(text_card("Тариф"), picture, "elena"));
    const json card = boards.cards()[0];
    CHECK(boards.code(boards.office.remove(card["file"], "another", "elena")) == "card_changed");
    CHECK(boards.office.remove(card["file"], card["hash"], "elena"));
    CHECK(boards.cards().empty());
    CHECK(boards.files() == 0);
    CHECK(boards.office.view()["removed"][0]["file"] == card["file"]);
    CHECK(boards.office.restore(card["file"], "elena"));
    CHECK(boards.cards()[0] == card);
    CHECK(boards.office.picture(card["picture"]) == picture);
    CHECK(boards.code(boards.office.restore(card["file"], "elena")) == "card_gone");
    CHECK(boards.code(boards.office.restore("../" + card["file"].get<std::string>(), "elena")) ==
          "card_gone");
}
