#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

using namespace okno;

TEST_CASE("every refusal of the hall says in both languages what to do") {
    int known = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto rejection = static_cast<hall::Rejection>(i);
        if (hall::to_string(rejection) == "unknown") break;
        ++known;
        const protocol::Refusal refusal = protocol::refusal(rejection);
        CAPTURE(refusal.code);
        REQUIRE(refusal.sentence.size() == 2);
        for (const auto& [language, words] : refusal.sentence) CHECK(words.size() > 20);
        CHECK(protocol::refusal_from_json(protocol::to_json(refusal)) == refusal);
    }
    CHECK(known == 27);
}

TEST_CASE("a detail is told in both sentences") {
    const auto refusal = protocol::refusal("malformed", "call_next.window is missing");
    CHECK(refusal.sentence.at({"en"}).find("call_next.window is missing") != std::string::npos);
    CHECK(refusal.sentence.at({"ru"}).find("call_next.window is missing") != std::string::npos);
}
