#include "plan/phrase.hpp"

namespace okno::plan {

std::string filled(std::string_view form, std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
        const std::size_t hole = form.find("{}");
        text.append(form.substr(0, hole)).append(part);
        form.remove_prefix(hole + 2);
    }
    return text.append(form);
}

}  // namespace okno::plan
