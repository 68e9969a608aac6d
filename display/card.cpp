#include "display/card.hpp"

#include <algorithm>

#include "plan/nearest_word.hpp"
#include "plan/strict_table.hpp"
#include "plan/words.hpp"

namespace okno::display {

namespace {

using plan::Critic;
using plan::phrase;
using plan::Phrase;
using plan::StrictTable;
using plan::Word;

const std::vector<std::string> kinds{"company", "tariff", "reminder", "how-to", "advertising"};
const std::vector<std::string> forbidden{"film", "films", "music", "television", "tv"};

constexpr int seconds_at_least = 3;
constexpr int seconds_at_most = 300;

CardKind read_kind(StrictTable& table, Critic& critic) {
    const auto word = table.word(
        "kind", phrase({"what the card is for: {}", "для чего карточка: {}"}, plan::list_of(kinds)));
    if (!word) return CardKind::company;
    const auto known = std::find(kinds.begin(), kinds.end(), word->text);
    if (known != kinds.end()) return static_cast<CardKind>(known - kinds.begin());
    if (std::find(forbidden.begin(), forbidden.end(), word->text) != forbidden.end())
        critic.complain(
            word->where,
            phrase({"{}: films, music and television are not shown on information monitors "
                    "(customer's standard, clauses 158 and 159)",
                    "{}: фильмы, музыку и телевидение на информационных мониторах не показывают (стандарт "
                    "обслуживания, пункты 158 и 159)"},
                   word->shown()),
            plan::one_of(kinds));
    else
        critic.complain(
            word->where,
            phrase({"{}: there is no such kind of card", "{}: такого вида карточек нет"}, word->shown()),
            plan::one_of(kinds), plan::nearest_word(word->text, kinds));
    return CardKind::company;
}

hall::Text read_text(StrictTable& table, std::string_view key) {
    hall::Text text;
    auto languages = table.optional_table(key, {std::string(key), "текста «" + std::string(key) + "»"},
                                          phrase({"a text in each language: { ru = \"…\", en = \"…\" }",
                                                  "текст на каждом языке: { ru = \"…\", en = \"…\" }"}));
    if (!languages) return text;
    for (const Word& language : languages->keys())
        if (const auto words = languages->word(language.text, phrase({"a text", "текст"})))
            text[hall::Language{language.text}] = words->text;
    languages->refuse_other_keys();
    return text;
}

// A name and no path: a card shows nothing but what lies beside it.
std::string read_name(StrictTable& table, std::string_view key, const Phrase& expected, Critic& critic) {
    const auto word = table.optional_word(key, expected);
    if (!word) return {};
    if (word->text.empty() || word->text.front() == '.' || word->text.find('/') != std::string::npos) {
        critic.complain(
            word->where,
            phrase({"{}: this is not a plain name", "{}: это не имя файла или папки"}, word->shown()),
            expected);
        return {};
    }
    return word->text;
}

std::optional<hall::LocalDay> read_day(StrictTable& table, std::string_view key, Critic& critic) {
    const Phrase form = phrase({"a day, such as \"2026-12-31\"", "день, например \"2026-12-31\""});
    const auto word = table.optional_word(key, form);
    if (!word) return std::nullopt;
    const auto day = plan::parse_day(word->text);
    if (!day)
        critic.complain(word->where, phrase({"{}: this is not a day", "{}: это не дата"}, word->shown()),
                        form);
    return day;
}

// What only the whole card can tell.
void judge(const Card& card, const StrictTable& table, Critic& critic) {
    if (card.title.empty() && card.text.empty() && card.picture.empty() && card.frames.empty())
        critic.complain(table.where(), phrase({"the card shows nothing", "карточка ничего не показывает"}),
                        phrase({"title, text, picture or frames", "заголовок, текст, картинка или кадры"}));
    if (!card.picture.empty() && !card.frames.empty())
        critic.complain(table.where("frames"),
                        phrase({"the card has a picture and frames, too", "у карточки и картинка, и кадры"}),
                        phrase({"one of them", "что-то одно"}));
    if (!card.text.empty() && !(card.picture.empty() && card.frames.empty()))
        critic.complain(
            table.where("text"),
            phrase({"the card has a picture and a text, too", "у карточки и картинка, и текст"}),
            phrase({"a picture with a title alone, or a text", "картинка с одним заголовком или текст"}));
    if (card.valid_from && card.valid_until && *card.valid_until < *card.valid_from)
        critic.complain(
            table.where("valid_until"),
            phrase({"valid_until lies before valid_from", "«valid_until» раньше, чем «valid_from»"}),
            phrase({"the last day it is shown", "последний день показа"}));
    if (card.kind == CardKind::advertising && card.contract.empty())
        critic.complain(
            table.where("kind"),
            phrase({"{}: advertising is shown under a contract only (customer's standard, clauses 158 "
                    "and 159)",
                    "{}: рекламу показывают только по договору (стандарт обслуживания, пункты 158 и 159)"},
                   "kind = \"advertising\""),
            phrase({"contract = \"the number of the contract\"", "«contract» с номером договора"}));
}

Card read(const toml::table& document, const std::string& name, Critic& critic) {
    StrictTable table(document, phrase({"the card", "карточки"}), critic);
    Card card;
    card.name = name;
    card.kind = read_kind(table, critic);
    card.title = read_text(table, "title");
    card.text = read_text(table, "text");
    card.picture = read_name(table, "picture",
                             phrase({"the name of a PNG or JPEG file beside the card",
                                     "имя файла PNG или JPEG рядом с карточкой"}),
                             critic);
    card.frames = read_name(table, "frames",
                            phrase({"the name of a folder of pictures beside the card",
                                    "имя папки с картинками рядом с карточкой"}),
                            critic);
    if (const auto rate = table.whole_number("frames_a_second", 1, frames_a_second_at_most, false))
        card.frames_a_second = static_cast<int>(*rate);
    card.valid_from = read_day(table, "valid_from", critic);
    card.valid_until = read_day(table, "valid_until", critic);
    if (const auto seconds = table.whole_number("seconds", seconds_at_least, seconds_at_most, false))
        card.seconds = std::chrono::seconds(*seconds);
    if (const auto contract =
            table.optional_word("contract", phrase({"the number of a contract", "номер договора"})))
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
        critic.complain_of(error);
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::display
