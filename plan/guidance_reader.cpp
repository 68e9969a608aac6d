#include "plan/guidance_reader.hpp"

#include <utility>

#include "hall/slip_template.hpp"

namespace okno::plan {

namespace {

Phrase address_form() {
    return phrase({"an address such as \"https://example.com/meter\", in Latin letters",
                   "адрес, например \"https://example.com/meter\", латинскими буквами"});
}

}  // namespace

hall::Guidance GuidanceReader::read(StrictTable& service) {
    hall::Guidance guidance;
    guidance.documents = texts(service, "documents", phrase({"the document", "документа"}));
    for (StrictTable& link :
         entries(service, "links", phrase({"the link", "ссылки"}),
                 phrase({"a list of links such as { name = { ru = \"...\", en = \"...\" }, "
                         "address = \"https://...\" }",
                         "список ссылок, например { name = { ru = \"...\", en = \"...\" }, "
                         "address = \"https://...\" }"}))) {
        hall::Text name = entries_.text(link, "name", phrase({"the name of the link", "названия ссылки"}));
        guidance.links.push_back({std::move(name), address(link.word("address", address_form()))});
        link.refuse_other_keys();
    }
    guidance.phrases = texts(service, "phrases", phrase({"the phrase", "фразы"}));
    guidance.knowledge_base = address(service.optional_word("knowledge_base", address_form()));
    return guidance;
}

std::vector<StrictTable> GuidanceReader::entries(StrictTable& service, std::string_view key,
                                                 const Phrase& noun, const Phrase& expected) {
    std::vector<StrictTable> found = service.tables(key, noun, expected);
    if (found.size() > hall::guidance_at_most)
        entries_.critic().complain(
            found[hall::guidance_at_most].where(),
            phrase({"{}: this is the {}st entry", "{}: это запись номер {}"}, key,
                   hall::guidance_at_most + 1),
            phrase({"at most {}, one page of the operator", "не больше {}: это одна страница оператора"},
                   hall::guidance_at_most));
    return found;
}

std::vector<hall::Text> GuidanceReader::texts(StrictTable& service, std::string_view key,
                                              const Phrase& noun) {
    std::vector<hall::Text> found;
    for (StrictTable& words : entries(service, key, noun,
                                      phrase({"a list of texts such as { ru = \"...\", en = \"...\" }",
                                              "список текстов, например { ru = \"...\", en = \"...\" }"})))
        found.push_back(entries_.words(words));
    return found;
}

std::string GuidanceReader::address(const std::optional<Word>& word) {
    if (!word || hall::is_web_address(word->text)) return word ? word->text : std::string{};
    entries_.critic().complain(
        word->where,
        phrase({"{}: this is no address a browser could open", "{}: такой адрес браузер не откроет"},
               word->shown()),
        address_form());
    return {};
}

}  // namespace okno::plan
