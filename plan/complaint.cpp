#include "plan/complaint.hpp"

namespace okno::plan {

Phrase sentence(const Complaint& complaint) {
    Phrase told = complaint.found;
    const auto add = [&](const Phrase& more) {
        told.en += more.en;
        told.ru += more.ru;
    };
    if (!complaint.expected.empty()) add(phrase({"; expected {}", ". Нужно: {}"}, complaint.expected));
    add({".", "."});
    if (!complaint.nearest.empty())
        add(phrase({" Did you mean \"{}\"?", " Может быть, «{}»?"}, complaint.nearest));
    return told;
}

std::string to_string(const Complaint& complaint) {
    std::string text = complaint.file + ':';
    if (complaint.line > 0)
        text += std::to_string(complaint.line) + ':' + std::to_string(complaint.column) + ':';
    return text + ' ' + sentence(complaint).en;
}

}  // namespace okno::plan
