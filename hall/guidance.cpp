#include "hall/guidance.hpp"

#include <algorithm>

#include "hall/slip_template.hpp"

namespace okno::hall {

bool is_possible(const Guidance& guidance) {
    return guidance.documents.size() <= guidance_at_most && guidance.links.size() <= guidance_at_most &&
           guidance.phrases.size() <= guidance_at_most &&
           (guidance.knowledge_base.empty() || is_web_address(guidance.knowledge_base)) &&
           std::all_of(guidance.links.begin(), guidance.links.end(),
                       [](const WebLink& link) { return is_web_address(link.address); });
}

}  // namespace okno::hall
