#include "plan/plan_edit.hpp"

#include <doctest/doctest.h>
#include <toml++/toml.h>

#include <rapidcheck.h>
#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "plan/plan_file.hpp"

using namespace okno;
using plan::edited;
using plan::EditRefusal;
using plan::InsertEntry;
using plan::LiftEntry;
using plan::Pair;
using plan::Path;
using plan::RemoveValue;
using plan::SetValue;
using plan::Value;

namespace {

const std::string small = R"(# The hall.
[hall]
name = { ru = "Зал", en = "Hall" }  # seen by all
languages = ["ru", "en"]

# ── Services ──

# The first one.
[[service]]
id = "a"
letter = "A"   # Latin
documents = [
  { ru = "Паспорт", en = "Passport" },  # always
  { ru = "Счёт", en = "Bill" }
]

[service.schedule]  # its own
monday = "09:00-18:00"

[[service]]
id = "b"
usual = "5m"
# online = "https://example.com"

# ── The end ──
)";

Value text(const char* words) {
    return Value{std::string{words}};
}
Value pairs(std::vector<Pair> all) {
    return Value{std::move(all)};
}
std::string replaced(std::string whole, const std::string& part, const std::string& by) {
    const auto at = whole.find(part);
    REQUIRE(at != std::string::npos);
    return whole.replace(at, part.size(), by);
}

std::string example() {
    std::ifstream in("deploy/plans/example.toml");
    std::ostringstream out;
    out << in.rdbuf();
    REQUIRE(!out.str().empty());
    return out.str();
}

// Every place of a document, with what stands there.
void every_place(const toml::node& node, const Path& path,
                 const std::function<void(const Path&, const toml::node&)>& visit) {
    if (!path.empty()) visit(path, node);
    const auto go_on = [&](const toml::node& inner, std::string step) {
        Path deeper = path;
        deeper.push_back(std::move(step));
        every_place(inner, deeper, visit);
    };
    if (const auto* table = node.as_table())
        for (const auto& [key, inner] : *table) go_on(inner, std::string{key.str()});
    if (const auto* list = node.as_array())
        for (std::size_t i = 0; i < list->size(); ++i) go_on(*list->get(i), std::to_string(i));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> comments_of(const std::string& text) {
    std::vector<std::string> comments;
    for (const std::string& line : lines_of(text))
        if (const auto at = line.find_first_not_of(' '); at != std::string::npos && line[at] == '#')
            comments.push_back(line);
    return comments;
}

}  // namespace

TEST_CASE("a value is replaced where it stands, and nothing else of its line") {
    CHECK(edited(small, SetValue{{"service", "0", "letter"}, text("B")}) ==
          replaced(small, "letter = \"A\"   # Latin", "letter = \"B\"   # Latin"));
    CHECK(edited(small, SetValue{{"hall", "name", "ru"}, text("Большой зал")}) ==
          replaced(small, "ru = \"Зал\", en", "ru = \"Большой зал\", en"));
    CHECK(edited(small, SetValue{{"service", "0", "documents", "1", "ru"}, text("«Счёт»")}) ==
          replaced(small, "\"Счёт\"", "\"«Счёт»\""));
    CHECK(edited(small, SetValue{{"hall", "languages"}, Value{std::vector<Value>{text("en"), text("ru")}}}) ==
          replaced(small, R"(["ru", "en"])", R"(["en", "ru"])"));
}

TEST_CASE("a text is written so that it reads as it was meant") {
    const auto changed = edited("a = 1\n", SetValue{{"a"}, text("with \"quotes\", a \\ and\na line\t\x7f")});
    CHECK(changed == "a = \"with \\\"quotes\\\", a \\\\ and\\u000Aa line\\u0009\\u007F\"\n");
    CHECK(edited("a = 1\n", SetValue{{"a"}, Value{2.0}}) == "a = 2.0\n");
    CHECK(edited("a = 1\n", SetValue{{"a"}, Value{true}}) == "a = true\n");
    CHECK(edited("a = 1\n", SetValue{{"a"}, text("\xff")}) ==
          tl::make_unexpected(EditRefusal::too_intricate));  // it would not read
}

TEST_CASE("a new key stands below the others of its table, in a line of its own") {
    CHECK(edited(small, SetValue{{"service", "1", "letter"}, text("C")}) ==
          replaced(small, "usual = \"5m\"\n", "usual = \"5m\"\nletter = \"C\"\n"));
    CHECK(edited(small, SetValue{{"service", "0", "norm"},
                                 pairs({{"wait", text("5m")}, {"service", text("9m")}})}) ==
          replaced(small, "\"Bill\" }\n]\n", "\"Bill\" }\n]\nnorm = { wait = \"5m\", service = \"9m\" }\n"));
    CHECK(edited(small, SetValue{{"hall", "name", "ru@simple"}, text("Зал")}) ==
          replaced(small, "en = \"Hall\" }", "en = \"Hall\", \"ru@simple\" = \"Зал\" }"));
}

TEST_CASE("hours get a header of their own, and so does a table the plan did not have") {
    CHECK(edited(small, SetValue{{"service", "1", "schedule"}, pairs({{"monday", text("closed")}})}) ==
          replaced(small, "usual = \"5m\"\n", "usual = \"5m\"\n\n[service.schedule]\nmonday = \"closed\"\n"));
    CHECK(edited(small, SetValue{{"rating"}, pairs({{"within", text("2h")}})}) ==
          small + "\n[rating]\nwithin = \"2h\"\n");
}

TEST_CASE(
    "a new entry of a list of tables is a block behind the last one, or behind the one it should follow") {
    const Value service = pairs({{"id", text("c")}, {"name", pairs({{"ru", text("Ц")}})}});
    const std::string block = "\n[[service]]\nid = \"c\"\nname = { ru = \"Ц\" }\n";
    const std::string end = "# online = \"https://example.com\"\n";
    CHECK(edited(small, InsertEntry{{"service"}, service}) == replaced(small, end, end + block));
    const std::string monday = "monday = \"09:00-18:00\"\n";
    CHECK(edited(small, InsertEntry{{"service", "0"}, service}) == replaced(small, monday, monday + block));
    CHECK(edited(small, InsertEntry{{"window"}, pairs({{"number", Value{std::int64_t{1}}}})}) ==
          small + "\n[[window]]\nnumber = 1\n");
    CHECK(edited("", InsertEntry{{"window"}, pairs({})}) == "\n[[window]]\n");
}

TEST_CASE("entries of a list within a line or over many come and go with their comments") {
    const Path documents{"service", "0", "documents"};
    CHECK(edited(small, InsertEntry{documents, pairs({{"ru", text("Акт")}})}) ==
          replaced(small, "en = \"Bill\" }\n", "en = \"Bill\" },\n  { ru = \"Акт\" },\n"));
    CHECK(edited(small, RemoveValue{{"service", "0", "documents", "0"}}) ==
          replaced(small, "  { ru = \"Паспорт\", en = \"Passport\" },  # always\n", ""));
    CHECK(edited(small, RemoveValue{{"service", "0", "documents", "1"}}) ==
          replaced(small, "  { ru = \"Счёт\", en = \"Bill\" }\n", ""));
    CHECK(edited(small, RemoveValue{{"hall", "languages", "0"}}) ==
          replaced(small, R"(["ru", "en"])", R"(["en"])"));
    CHECK(edited(small, RemoveValue{{"hall", "languages", "1"}}) ==
          replaced(small, R"(["ru", "en"])", R"(["ru"])"));
    CHECK(edited(small, InsertEntry{{"hall", "languages"}, text("kk")}) ==
          replaced(small, R"(["ru", "en"])", R"(["ru", "en", "kk"])"));
    CHECK(edited(small, InsertEntry{{"service", "1", "phrases"}, pairs({{"ru", text("Да")}})}) ==
          replaced(small, "usual = \"5m\"\n", "usual = \"5m\"\nphrases = [{ ru = \"Да\" }]\n"));
}

TEST_CASE("a route and arrows are written in their lines, step by step") {
    const auto usual = [](const std::string& then) {
        return replaced(small, "usual = \"5m\"\n", "usual = \"5m\"\n" + then);
    };
    const Path then{"service", "1", "then"};
    const Value step = pairs({{"service", text("a")}});
    const std::string one = usual("then = [{ service = \"a\" }]\n");
    CHECK(edited(small, InsertEntry{then, step}) == one);
    const std::string two = usual("then = [{ service = \"a\" }, { service = \"a\" }]\n");
    CHECK(edited(one, InsertEntry{then, step}) == two);
    const Path back{"service", "1", "then", "1", "same_window"};
    const std::string returns =
        usual("then = [{ service = \"a\" }, { service = \"a\", same_window = true }]\n");
    CHECK(edited(two, SetValue{back, Value{true}}) == returns);
    CHECK(edited(returns, RemoveValue{back}) == two);
    CHECK(edited(returns, LiftEntry{{"service", "1", "then", "1"}}) ==
          usual("then = [{ service = \"a\", same_window = true }, { service = \"a\" }]\n"));
    CHECK(edited(small, SetValue{{"service", "1", "arrows"}, pairs({{"cash", text("left")}})}) ==
          usual("arrows = { cash = \"left\" }\n"));
}

TEST_CASE("what is removed takes the comments that cling to it, and no others") {
    CHECK(edited(small, RemoveValue{{"service", "0", "letter"}}) ==
          replaced(small, "letter = \"A\"   # Latin\n", ""));
    CHECK(edited(small, RemoveValue{{"hall", "name", "en"}}) == replaced(small, ", en = \"Hall\"", ""));
    CHECK(edited(small, RemoveValue{{"hall", "name", "ru"}}) == replaced(small, "ru = \"Зал\", ", ""));
    CHECK(edited(small, RemoveValue{{"service", "0", "schedule"}}) ==
          replaced(small, "[service.schedule]  # its own\nmonday = \"09:00-18:00\"\n\n", ""));
    CHECK(edited(small, RemoveValue{{"service", "1"}}) ==
          replaced(small, "[[service]]\nid = \"b\"\nusual = \"5m\"\n# online = \"https://example.com\"\n\n",
                   ""));
    const auto second = edited(small, RemoveValue{{"service", "0"}});
    REQUIRE(second);
    CHECK(second->find("The first one") == std::string::npos);
    CHECK(second->find("── Services ──") != std::string::npos);
    CHECK(second->find("id = \"b\"") != std::string::npos);
}

TEST_CASE("an entry changes places with the one before it") {
    const auto lifted = edited(small, LiftEntry{{"service", "1"}});
    REQUIRE(lifted);
    CHECK(lifted->find("id = \"b\"") < lifted->find("# The first one."));
    CHECK(edited(*lifted, LiftEntry{{"service", "1"}}) == small);
    CHECK(edited(small, LiftEntry{{"service", "0"}}) == tl::make_unexpected(EditRefusal::nowhere));
    CHECK(edited(small, LiftEntry{{"hall", "languages", "1"}}) ==
          replaced(small, R"(["ru", "en"])", R"(["en", "ru"])"));
}

TEST_CASE("what cannot be changed safely is left as it is, with the reason") {
    const auto refused = [](EditRefusal why) { return tl::make_unexpected(why); };
    CHECK(edited("a = ", SetValue{{"a"}, text("b")}) == refused(EditRefusal::unreadable));
    CHECK(edited(small, SetValue{{}, text("b")}) == refused(EditRefusal::nowhere));
    CHECK(edited(small, SetValue{{"nothing", "here"}, text("b")}) == refused(EditRefusal::nowhere));
    CHECK(edited(small, SetValue{{"service", "9", "id"}, text("b")}) == refused(EditRefusal::nowhere));
    CHECK(edited(small, SetValue{{"service", "-1", "id"}, text("b")}) == refused(EditRefusal::nowhere));
    CHECK(edited(small, RemoveValue{{"service", "1", "letter"}}) == refused(EditRefusal::nowhere));
    CHECK(edited(small, SetValue{{"service", "0"}, text("b")}) == refused(EditRefusal::too_intricate));
    CHECK(edited(small, RemoveValue{{"service"}}) == refused(EditRefusal::too_intricate));
    CHECK(edited("a.b = 1\na.c = 2\n", SetValue{{"a", "d"}, text("x")}) ==
          refused(EditRefusal::too_intricate));
    CHECK(edited("[a]\nb = [ # why\n]\n", InsertEntry{{"a", "b"}, text("x")}) ==
          refused(EditRefusal::too_intricate));
}

TEST_CASE("lines may end as on Windows, and the last one not at all") {
    CHECK(edited("[a]\r\nb = 1\r\n", SetValue{{"a", "c"}, text("x")}) == "[a]\r\nb = 1\r\nc = \"x\"\r\n");
    CHECK(edited("[a]\nb = 1", SetValue{{"a", "c"}, text("x")}) == "[a]\nb = 1\nc = \"x\"\n");
    CHECK(edited("[a]\nb = 1", RemoveValue{{"a", "b"}}) == "[a]\n");
}

TEST_CASE("any single value of the example plan can be changed, and no other line does") {
    const std::string before = example();
    const toml::table document = toml::parse(before);
    int changed = 0;
    every_place(document, {}, [&](const Path& path, const toml::node& node) {
        if (node.is_table() || node.is_array()) return;
        const auto after = edited(before, SetValue{path, text("чужое = \"#\"")});
        REQUIRE(after);
        const auto a = lines_of(before), b = lines_of(*after);
        REQUIRE(a.size() == b.size());
        std::size_t others = 0;
        for (std::size_t i = 0; i < a.size(); ++i) others += a[i] != b[i];
        CHECK(others == 1);
        ++changed;
    });
    CHECK(changed > 400);
}

TEST_CASE("any key or entry of the example plan can be removed, and what is left is as it was") {
    const std::string before = example();
    const toml::table document = toml::parse(before);
    const auto whole = lines_of(before);
    int removed = 0;
    every_place(document, {}, [&](const Path& path, const toml::node& node) {
        const auto after = edited(before, RemoveValue{path});
        const bool tables = node.is_array() && node.as_array()->get(0)->is_table() && path.size() == 1;
        if (tables) return;
        REQUIRE_MESSAGE(after, path.back());
        const auto rest = lines_of(*after);
        CHECK(rest.size() <= whole.size());
        std::size_t at = 0, changed = 0;  // a subsequence of what was there, but for one line
        for (const std::string& line : rest) {
            const auto found = std::find(whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end(), line);
            if (found == whole.end())
                ++changed;
            else
                at = static_cast<std::size_t>(found - whole.begin()) + 1;
        }
        CHECK(changed <= 1);
        ++removed;
    });
    CHECK(removed > 500);
}

TEST_CASE("a row of random edits of the example plan loses no comment that stands by itself") {
    const std::string start = example();
    rc::check([&] {
        std::string now = start;
        const int edits = *rc::gen::inRange(1, 12);
        for (int i = 0; i < edits; ++i) {
            const toml::table document = toml::parse(now);
            std::vector<std::pair<Path, const toml::node*>> places;
            every_place(document, {},
                        [&](const Path& path, const toml::node& node) { places.emplace_back(path, &node); });
            const auto [path, node] = places[*rc::gen::inRange<std::size_t>(0, places.size())];
            const auto words = *rc::gen::string<std::string>();
            const auto after =
                node->is_array()
                    ? edited(now, InsertEntry{path, Value{std::vector<Pair>{{"id", text("new")}}}})
                : node->is_table() ? edited(now, SetValue{[&] {
                                                              Path deeper = path;
                                                              deeper.emplace_back("added");
                                                              return deeper;
                                                          }(),
                                                          text("x")})
                                   : edited(now, SetValue{path, Value{words}});
            if (!after) continue;  // not UTF-8, or too intricate: then nothing has changed
            RC_ASSERT(comments_of(*after) == comments_of(now));
            now = *after;
        }
    });
}
