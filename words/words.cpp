#include "words/words.hpp"

#include <algorithm>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <cassert>
#include <cstdint>
#include <locale>
#include <map>
#include <string_view>

#include "words/catalogues.hpp"

namespace okno::words {

namespace {

constexpr const char* domain = "okno";
constexpr std::string_view source = "en";
using Messages = boost::locale::message_format<char>;

const Catalogue* find(std::string_view language) {
    for (const Catalogue& each : catalogues())
        if (each.language == language) return &each;
    return nullptr;
}

std::locale load(const Catalogue& catalogue) {
    namespace gettext = boost::locale::gnu_gettext;
    gettext::messages_info info;
    info.language = std::string(catalogue.language);
    info.encoding = "UTF-8";
    info.locale_category = "LC_MESSAGES";
    info.paths.emplace_back();
    info.domains.emplace_back(domain);
    info.callback = [&catalogue](const std::string&, const std::string&) {
        return std::vector<char>(catalogue.bytes.begin(), catalogue.bytes.end());
    };
    return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

// Null for a language without a catalogue, and for English, which is the code itself.
const Messages* messages(const std::string& language) {
    if (language == source) return nullptr;
    static std::map<std::string, std::locale> loaded;
    auto found = loaded.find(language);
    if (found == loaded.end()) {
        const Catalogue* catalogue = find(language);
        if (!catalogue) return nullptr;
        found = loaded.emplace(language, load(*catalogue)).first;
    }
    return &std::use_facet<Messages>(found->second);
}

std::uint32_t word_at(std::span<const unsigned char> bytes, std::size_t place) {
    assert(place + 4 <= bytes.size());
    std::uint32_t word = 0;
    for (std::size_t i = 4; i-- > 0;) word = word << 8 | bytes[place + i];
    return word;
}

}  // namespace

std::string text(const Languages& languages, const char* english) {
    for (const std::string& language : languages) {
        if (language == source) break;
        if (const Messages* known = messages(language))
            if (const char* said = known->get(0, nullptr, english)) return said;
    }
    return english;
}

std::string plural(const Languages& languages, const char* one, const char* many, std::size_t count) {
    const char* said = nullptr;
    for (const std::string& language : languages) {
        if (language == source) break;
        const Messages* known = messages(language);
        if (known && (said = known->get(0, nullptr, one, static_cast<int>(count)))) break;
    }
    return filled(said ? said : count == 1 ? one : many, {{"count", std::to_string(count)}});
}

std::string filled(std::string pattern, const Values& values) {
    for (const auto& [name, value] : values) {
        const std::string place = "{" + name + "}";
        const auto at = pattern.find(place);
        if (at != std::string::npos) pattern.replace(at, place.size(), value);
    }
    return pattern;
}

bool speaks(const std::string& language) {
    return find(language) != nullptr;
}

// The originals of a .mo file: magic, revision, count, place of the table of originals; each of its rows is a
// length and a place (GNU gettext manual, "The Format of GNU MO Files"). The first, empty, one is the
// header's. The build writes them in the machine's own order, which is little-endian on all machines Okno is
// built for.
std::vector<std::string> all_texts(const std::string& language) {
    const Catalogue* catalogue = find(language);
    assert(catalogue && word_at(catalogue->bytes, 0) == 0x950412de);
    const auto bytes = catalogue->bytes;
    const std::size_t count = word_at(bytes, 8);
    const std::size_t table = word_at(bytes, 12);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = word_at(bytes, table + 8 * i + 4);
        std::string original;
        for (std::size_t at = place; bytes[at] != 0; ++at) original += static_cast<char>(bytes[at]);
        if (!original.empty()) found.push_back(std::move(original));
    }
    return found;
}

std::size_t texts() {
    return all_texts().size();
}

bool has(const std::string& language, const char* english) {
    if (language == source) return true;
    const Messages* known = messages(language);
    return known && known->get(0, nullptr, english);
}

std::size_t missing(const std::string& language) {
    const auto all = all_texts();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const std::string& each) { return !has(language, each.c_str()); }));
}

}  // namespace okno::words
