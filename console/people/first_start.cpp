#include "console/people/first_start.hpp"

#include <algorithm>
#include <fstream>

#include "console/people/password.hpp"
#include "console/people/token.hpp"
#include "platform/atomic_file.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

std::string plain(const std::string& code) {
    std::string letters;
    for (const char c : code) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return letters;
}

std::string kept_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return plain(line);
}

}  // namespace

void FirstStart::offer() {
    if (kept_in(file_).empty()) platform::replace_file(file_, make_password() + "\n", 0600);
    spdlog::warn(
        "There are no users yet. Open the console's page and enter the one-time code that stands in {}",
        std::filesystem::absolute(file_).string());
}

void FirstStart::end() {
    std::filesystem::remove(file_);
}

bool FirstStart::fits(const std::string& code) const {
    const std::string kept = kept_in(file_);
    return !kept.empty() && same_secret(plain(code), kept);
}

}  // namespace okno::console
