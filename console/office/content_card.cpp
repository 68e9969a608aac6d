#include "console/office/content_card.hpp"

#include <array>

#include "console/office/plan_json.hpp"
#include "console/sentences.hpp"
#include "display/card.hpp"
#include "plan/plan_edit.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::array words_keys{"title", "text"};
constexpr std::array plain_keys{"kind", "valid_from", "valid_until", "contract"};
constexpr std::size_t text_bytes = 1000;
constexpr std::array kinds{"company", "tariff", "reminder", "how-to", "advertising"};

protocol::Refusal why_wrong(const plan::Complaints& complaints) {
    const plan::Phrase why = plan::sentence(complaints.front());
    protocol::Refusal refusal = complain(Complaint::card_wrong);
    for (auto& [language, words] : refusal.sentence)
        words += ' ' + (language.value == "ru" ? why.ru : why.en);
    return refusal;
}

protocol::Refusal said(std::string ru, std::string en) {
    return {"card_wrong", {{hall::Language{"ru"}, std::move(ru)}, {hall::Language{"en"}, std::move(en)}}};
}

// What people ask for most often and may not have, in both languages; the reader tells the rest.
std::optional<protocol::Refusal> why_not_shown(const Json& wish) {
    const Json kind = wish.value("kind", Json());
    for (const char* forbidden : {"film", "films", "music", "television", "tv"})
        if (kind == forbidden)
            return said(
                "Фильмы, музыку и телевидение на информационных мониторах не показывают (стандарт "
                "обслуживания, "
                "пункты 158 и 159).",
                "Films, music and television are not shown on information monitors (customer's standard, "
                "clauses 158 "
                "and 159).");
    if (kind == "advertising" && wish.value("contract", Json("")) == Json(""))
        return said(
            "Рекламу показывают только по договору: укажите номер договора (стандарт обслуживания, пункты "
            "158 и 159).",
            "Advertising is shown under a contract only: enter the contract's number (customer's standard, "
            "clauses "
            "158 and 159).");
    return std::nullopt;
}

std::optional<std::string> text_in(const Json& wish, const char* key) {
    const auto found = wish.find(key);
    if (found == wish.end() || !found->is_string()) return std::nullopt;
    auto text = found->get<std::string>();
    if (text.size() > text_bytes) text.resize(text_bytes);
    return text;
}

std::vector<plan::Pair> words_in(const Json& wish, const char* key) {
    std::vector<plan::Pair> pairs;
    const auto found = wish.find(key);
    if (found == wish.end() || !found->is_object()) return pairs;
    for (const auto& [language, words] : found->items())
        if (words.is_string() && !words.get<std::string>().empty() && pairs.size() < 10)
            pairs.push_back({language, plan::Value{words.get<std::string>().substr(0, text_bytes)}});
    return pairs;
}

tl::expected<std::string, protocol::Refusal> judged(std::string text, const Json& wish) {
    if (auto no = why_not_shown(wish)) return tl::make_unexpected(*std::move(no));
    const auto card = display::read_card(text, "card");
    if (!card) return tl::make_unexpected(why_wrong(card.error()));
    return text;
}

// Nothing: the key was not there, and should not be.
void put(std::string& text, const char* key, std::optional<plan::Value> value) {
    const auto after = value ? plan::edited(text, plan::SetValue{{key}, *value})
                             : plan::edited(text, plan::RemoveValue{{key}});
    if (after)
        text = *after;
    else if (value)  // a new key of a card stands in a line of its own, above all
        text = std::string(key) + " = " + plan::written(*value) + "\n" + text;
}

std::optional<plan::Value> value_of(const Json& wish, const std::string& key) {
    if (key == "title" || key == "text") {
        auto pairs = words_in(wish, key.c_str());
        if (pairs.empty()) return std::nullopt;
        return plan::Value{std::move(pairs)};
    }
    if (key == "seconds") {
        const Json seconds = wish.value(key, Json());
        return seconds.is_number_integer() ? std::optional{plan::Value{seconds.get<std::int64_t>()}}
                                           : std::nullopt;
    }
    const auto text = text_in(wish, key.c_str());
    return text && !text->empty() ? std::optional{plan::Value{*text}} : std::nullopt;
}

Json words_json(const hall::Text& text) {
    Json json = Json::object();
    for (const auto& [language, words] : text) json[language.value] = words;
    return json;
}

}  // namespace

tl::expected<std::string, protocol::Refusal> new_card(const Json& wish, const std::string& picture) {
    std::string text;
    const auto line = [&](const std::string& key, const plan::Value& value) {
        text += key + " = " + plan::written(value) + '\n';
    };
    for (const char* key : {"kind", "title", "text", "valid_from", "valid_until", "seconds", "contract"}) {
        const auto value = value_of(wish, key);
        if (value) line(key, *value);
        if (std::string_view(key) == "title" && !picture.empty()) line("picture", plan::Value{picture});
    }
    return judged(std::move(text), wish);
}

tl::expected<std::string, protocol::Refusal> changed_card(std::string text, const Json& wish) {
    for (const char* key : words_keys)
        if (wish.contains(key)) put(text, key, value_of(wish, key));
    for (const char* key : plain_keys)
        if (wish.contains(key)) put(text, key, value_of(wish, key));
    if (wish.contains("seconds")) put(text, "seconds", value_of(wish, "seconds"));
    return judged(std::move(text), wish);
}

Json card_json(const std::string& text, const std::string& file) {
    Json json{{"file", file}, {"complaints", Json::array()}};
    const auto card = display::read_card(text, file);
    if (!card) {
        for (const plan::Complaint& complaint : card.error())
            json["complaints"].push_back(said_json(plan::sentence(complaint)));
        return json;
    }
    const auto day = [](const std::optional<hall::LocalDay>& of) {
        return of ? statistics::to_text(*of) : std::string();
    };
    json["kind"] = kinds[static_cast<std::size_t>(card->kind)];
    json["title"] = words_json(card->title);
    json["text"] = words_json(card->text);
    json["picture"] = card->picture;
    json["frames"] = card->frames;
    json["valid_from"] = day(card->valid_from);
    json["valid_until"] = day(card->valid_until);
    json["seconds"] = card->seconds.count();
    json["contract"] = card->contract;
    return json;
}

}  // namespace okno::console
