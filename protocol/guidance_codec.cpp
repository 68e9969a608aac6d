// What an operator has at hand for a service: SPEC.md, "The plan".
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

std::vector<hall::Text> texts_at(const Fields& fields, const char* name) {
    std::vector<hall::Text> texts;
    if (!fields.has(name)) return texts;
    for (const Json& entry : fields.list(name))
        texts.push_back(text_from(Fields(entry, fields.path_of(name))));
    if (texts.size() > hall::guidance_at_most) fields.fail(name, "a list of at most 20 entries");
    return texts;
}

}  // namespace

Json to_json(const hall::Guidance& guidance) {
    const auto text = [](const hall::Text& words) { return to_json(words); };
    const auto link = [](const hall::WebLink& one) {
        return Json{{"name", to_json(one.name)}, {"address", one.address}};
    };
    Json json = Json::object();
    if (!guidance.documents.empty()) json["documents"] = list_of(guidance.documents, text);
    if (!guidance.links.empty()) json["links"] = list_of(guidance.links, link);
    if (!guidance.phrases.empty()) json["phrases"] = list_of(guidance.phrases, text);
    if (!guidance.knowledge_base.empty()) json["knowledge_base"] = guidance.knowledge_base;
    return json;
}

hall::Guidance guidance_at(const Fields& fields, const char* name) {
    if (!fields.has(name)) return {};
    const Fields found = fields.object(name);
    const auto link = [](const Fields& one) {
        return hall::WebLink{text_at(one, "name"), one.text("address")};
    };
    hall::Guidance guidance;
    guidance.documents = texts_at(found, "documents");
    if (found.has("links")) guidance.links = read_list<hall::WebLink>(found, "links", link);
    if (guidance.links.size() > hall::guidance_at_most) found.fail("links", "a list of at most 20 entries");
    guidance.phrases = texts_at(found, "phrases");
    guidance.knowledge_base = found.text_or_empty("knowledge_base");
    return guidance;
}

}  // namespace okno::protocol
