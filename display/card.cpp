#include "display/card.hpp"

#include <algorithm>

#include "plan/nearest_word.hpp"
#include "plan/strict_table.hpp"
#include "plan/words.hpp"

namespace okno::display {

namespace {

using plan::Critic;
using plan::StrictTable;
using plan::Word;

const std::vector<std::string> kinds{"company", "tariff", "reminder", "how-to", "advertising"};
const std::vector<std::string> forbidden{"film", "films", "music", "television", "tv"};

constexpr int seconds_at_least = 3;
constexpr int seconds_at_most = 300;

CardKind read_kind(StrictTable& table, Critic& critic) {
    const auto word = table.word("kind", "what the card is for: " + plan::list_of(kinds));
    if (!word) return CardKind::company;
    const auto known = std::find(kinds.begin(), kinds.end(), word->text);
    if (known != kinds.end()) return static_cast<CardKind>(known - kinds.begin());
    if (std::find(forbidden.begin(), forbidden.end(), word->text) != forbidden.end())
        critic.complain(word->where,
                        word->shown() +
                            ": films, music and television are not shown on information monitors "
                            "(customer's standard, clauses 158 and 159)",
                        "one of " + plan::list_of(kinds));
    else
        critic.complain(word->where, word->shown() + ": there is no such kind of card",
                        "one of " + plan::list_of(kinds), plan::nearest_word(word->text, kinds));
    return CardKind::company;
}

hall::Text read_text(StrictTable& table, std::string_view key) {
    hall::Text text;
    auto languages =
        table.optional_table(key, std::string(key), "a text in each language: { ru = \"…\", en = \"…\" }");
    if (!languages) return text;
    for (const Word& language : languages->keys())
        if (const auto words = languages->word(language.text, "a text"))
            text[hall::Language{language.text}] = words->text;
    languages->refuse_other_keys();
    return text;
}

// A name and no path: a card shows nothing but what lies beside it.
std::string read_name(StrictTable& table, std::string_view key, std::string_view expected, Critic& critic) {
    const auto word = table.optional_word(key, expected);
    if (!word) return {};
    if (word->text.empty() || word->text.front() == '.' || word->text.find('/') != std::string::npos) {
        critic.complain(word->where, word->shown() + ": this is not a plain name", std::string(expected));
        return {};
    }
    return word->text;
}

std::optional<hall::LocalDay> read_day(StrictTable& table, std::string_view key, Critic& critic) {
    const auto word = table.optional_word(key, "a day, such as \"2026-12-31\"");
    if (!word) return std::nullopt;
    const auto day = plan::parse_day(word->text);
    if (!day)
        critic.complain(word->where, word->shown() + ": this is not a day", "a day, such as \"2026-12-31\"");
    return day;
}

// What only the whole card can tell.
void judge(const Card& card, const StrictTable& table, Critic& critic) {
    if (card.title.empty() && card.text.empty() && card.picture.empty() && card.frames.empty())
        critic.complain(table.where(), "the card shows nothing", "title, text, picture or frames");
    if (!card.picture.empty() && !card.frames.empty())
        critic.complain(table.where("frames"), "the card has a picture and frames, too", "one of them");
    if (!card.text.empty() && !(card.picture.empty() && card.frames.empty()))
        critic.complain(table.where("text"), "the card has a picture and a text, too",
                        "a picture with a title alone, or a text");
    if (card.valid_from && card.valid_until && *card.valid_until < *card.valid_from)
        critic.complain(table.where("valid_until"), "valid_until lies before valid_from",
                        "the last day it is shown");
    if (card.kind == CardKind::advertising && card.contract.empty())
        critic.complain(table.where("kind"),
                        "kind = \"advertising\": advertising is shown under a contract only "
                        "(customer's standard, clauses 158 and 159)",
                        "contract = \"the number of the contract\"");
}

Card read(const toml::table& document, const std::string& name, Critic& critic) {
    StrictTable table(document, "the card", critic);
    Card card;
    card.name = name;
    card.kind = read_kind(table, critic);
    card.title = read_text(table, "title");
    card.text = read_text(table, "text");
    card.picture = read_name(table, "picture", "the name of a PNG or JPEG file beside the card", critic);
    card.frames = read_name(table, "frames", "the name of a folder of pictures beside the card", critic);
    if (const auto rate = table.whole_number("frames_a_second", 1, frames_a_second_at_most, false))
        card.frames_a_second = static_cast<int>(*rate);
    card.valid_from = read_day(table, "valid_from", critic);
    card.valid_until = read_day(table, "valid_until", critic);
    if (const auto seconds = table.whole_number("seconds", seconds_at_least, seconds_at_most, false))
        card.seconds = std::chrono::seconds(*seconds);
    if (const auto contract = table.optional_word("contract", "the number of a contract"))
        card.contract = contract->text;
    table.refuse_other_keys();
    if (critic.content()) judge(card, table, critic);
    return card;
}

}  // namespace

bool is_valid_on(const Card& card, hall::LocalDay day) {
    return !(card.valid_from && day < *card.valid_from) && !(card.valid_until && day > *card.valid_until);
}

tl::expected<Card, plan::Complaints> read_card(std::string_view text, const std::string& name) {
    Critic critic{name};
    try {
        const toml::table document = toml::parse(text, std::string_view{name});
        Card card = read(document, name, critic);
        if (critic.content()) return card;
    } catch (const toml::parse_error& error) {
        critic.complain(error.source(), std::string{error.description()}, "TOML 1.0");
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::display
