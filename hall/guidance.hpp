// What an operator has at hand for a service: the documents it needs, places to look, phrases to say. Data of
// the plan; no rule asks for it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "hall/ids.hpp"

namespace okno::hall {

inline constexpr std::size_t guidance_at_most = 20;  // of each sort; one page

struct WebLink {
    std::map<Language, std::string> name;
    std::string address;  // http:// or https://
    bool operator==(const WebLink&) const = default;
};

struct Guidance {
    std::vector<std::map<Language, std::string>> documents{};
    std::vector<WebLink> links{};
    std::vector<std::map<Language, std::string>> phrases{};
    std::string knowledge_base{};  // an address; "": none
    bool operator==(const Guidance&) const = default;
};

bool is_possible(const Guidance& guidance);

}  // namespace okno::hall
