#include "plan/guidance_reader.hpp"

#include <utility>

#include "hall/slip_template.hpp"

namespace okno::plan {

namespace {

const std::string address_form = "an address such as \"https://example.com/meter\", in Latin letters";

}  // namespace

hall::Guidance GuidanceReader::read(StrictTable& service) {
    hall::Guidance guidance;
    guidance.documents = texts(service, "documents", "the document");
    for (StrictTable& link : entries(service, "links", "the link",
                                     "a list of links such as { name = { ru = \"...\", en = \"...\" }, "
                                     "address = \"https://...\" }")) {
        hall::Text name = entries_.text(link, "name", "the link");
        guidance.links.push_back({std::move(name), address(link.word("address", address_form))});
        link.refuse_other_keys();
    }
    guidance.phrases = texts(service, "phrases", "the phrase");
    guidance.knowledge_base = address(service.optional_word("knowledge_base", address_form));
    return guidance;
}

std::vector<StrictTable> GuidanceReader::entries(StrictTable& service, std::string_view key,
                                                 const std::string& noun, const std::string& expected) {
    std::vector<StrictTable> found = service.tables(key, noun, expected);
    if (found.size() > hall::guidance_at_most)
        entries_.critic().complain(
            found[hall::guidance_at_most].where(),
            std::string{key} + ": this is the " + std::to_string(hall::guidance_at_most + 1) + "st entry",
            "at most " + std::to_string(hall::guidance_at_most) + ", one page of the operator");
    return found;
}

std::vector<hall::Text> GuidanceReader::texts(StrictTable& service, std::string_view key,
                                              const std::string& noun) {
    std::vector<hall::Text> found;
    for (StrictTable& words :
         entries(service, key, noun, "a list of texts such as { ru = \"...\", en = \"...\" }"))
        found.push_back(entries_.words(words));
    return found;
}

std::string GuidanceReader::address(const std::optional<Word>& word) {
    if (!word || hall::is_web_address(word->text)) return word ? word->text : std::string{};
    entries_.critic().complain(word->where, word->shown() + ": this is no address a browser could open",
                               address_form);
    return {};
}

}  // namespace okno::plan
