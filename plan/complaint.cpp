#include "plan/complaint.hpp"

namespace okno::plan {

std::string to_string(const Complaint& complaint) {
    std::string text = complaint.file + ':';
    if (complaint.line > 0)
        text += std::to_string(complaint.line) + ':' + std::to_string(complaint.column) + ':';
    text += ' ' + complaint.found;
    if (!complaint.expected.empty()) text += "; expected " + complaint.expected;
    text += '.';
    if (!complaint.nearest.empty()) text += " Did you mean \"" + complaint.nearest + "\"?";
    return text;
}

}  // namespace okno::plan
