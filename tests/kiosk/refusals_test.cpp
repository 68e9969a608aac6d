// Refusals in the kiosk's own words, in every language.
#include "kiosk/refusals.hpp"

#include <algorithm>
#include <fstream>
#include <regex>

#include "kiosk/phrases.hpp"
#include "tests/kiosk/kiosk_visit.hpp"
#include "tests/kiosk/view_walk.hpp"

using namespace okno;
using namespace okno::kiosk_test;

namespace {

// The codes that SPEC.md names in the lines that match.
std::vector<std::string> codes_of(const std::string& lines, std::size_t column) {
    std::ifstream spec("protocol/SPEC.md");
    const std::regex wanted(lines);
    const std::regex code("`([a-z_]+)`");
    std::vector<std::string> codes;
    for (std::string line; std::getline(spec, line);) {
        if (!std::regex_search(line, wanted)) continue;
        for (; column > 0 && !line.empty(); --column) line.erase(0, line.find('|') + 1);
        for (std::sregex_iterator each(line.begin(), line.end(), code), end; each != end; ++each)
            codes.push_back((*each)[1]);
        break;
    }
    return codes;
}

std::string said(const std::string& code, const std::string& language) {
    return refusal_text({code, {}}, {language}, in_all_languages(example_plan()));
}

}  // namespace

TEST_CASE("every refusal that the protocol names for a kiosk's visitors is known to it") {
    const auto known = refusal_codes();
    std::size_t named = 0;
    for (const auto& [lines, column] : {std::pair{"^\\| `take_ticket` \\|", 4},
                                        {"^\\| `rate_visit` \\|", 4},
                                        {"^Of the wire: ", 0},
                                        {"^`too_long`, ", 0},
                                        {"^Any command is also refused `no_plan`", 0}})
        for (const std::string& code : codes_of(lines, static_cast<std::size_t>(column))) {
            if (code == "back") continue;
            CAPTURE(code);
            ++named;
            CHECK(std::find(known.begin(), known.end(), code) != known.end());
        }
    CHECK(named == 17);
    CHECK(std::find(known.begin(), known.end(), "no_number_left") != known.end());
}

TEST_CASE("every refusal a kiosk can meet is said in each language, and what to do next") {
    for (const std::string_view code : refusal_codes()) {
        const std::string english = said(std::string(code), "en");
        CAPTURE(english);
        CHECK(english.find(" Please ") != std::string::npos);
        for (const std::string& language : all_languages) {
            CAPTURE(language);
            CHECK(words::has(language, english.c_str()));
            const std::string text = said(std::string(code), language);
            CHECK(std::count(text.begin(), text.end(), '.') == 2);
            if (language != "en") CHECK(text != english);
            if (language != "ru") CHECK(text != said(std::string(code), "ru"));
        }
        for (const char* simple : {"ru@simple", "en@simple"}) CHECK(words::has(simple, english.c_str()));
    }
}

TEST_CASE("a refused visitor reads the kiosk's words in their language, not the dispatcher's Russian") {
    Kiosk kiosk(in_all_languages(example_plan()));
    kiosk.touch("language:uz");
    kiosk.touch("group:accounts");
    const Orders orders = kiosk.touch("service:refund");
    const protocol::Refusal refusal{"unknown_category", {{{"ru"}, "В плане нет такой категории."}}};
    kiosk.hear(protocol::Answered{std::get<Take>(orders.at(0)).touch.id, tl::make_unexpected(refusal)});
    REQUIRE(kiosk.kind() == ScreenKind::refused);
    CHECK(kiosk.screen().sayings.at(0).text ==
          "Navbatsiz qabul qilinadiganlar roʻyxati oʻzgardi. Iltimos, xizmatni qayta tanlang.");
}

TEST_CASE("a refusal of another version is said in the dispatcher's words, without any the staff are asked") {
    const hall::Text sentence{{{"ru"}, "По новой причине. Приходите завтра."},
                              {{"en"}, "For a new reason. Please come tomorrow."}};
    const auto read = [](const std::string& language, const protocol::Refusal& refusal) {
        Kiosk kiosk(in_all_languages(example_plan()));
        kiosk.touch("language:" + language);
        kiosk.touch("group:accounts");
        const Orders orders = kiosk.touch("service:refund");
        kiosk.hear(protocol::Answered{std::get<Take>(orders.at(0)).touch.id, tl::make_unexpected(refusal)});
        return kiosk.screen().sayings.at(0).text;
    };
    CHECK(read("en", {"of_the_future", sentence}) == "For a new reason. Please come tomorrow.");
    CHECK(read("kk", {"of_the_future", sentence}) == "По новой причине. Приходите завтра.");
    CHECK(read("kk", {"of_the_future", {}}) == "Зал қызметкеріне хабарласыңыз.");
}
